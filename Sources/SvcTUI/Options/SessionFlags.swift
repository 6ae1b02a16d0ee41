import ArgumentParser
import ClusterState

/// What holds for a whole session: the seed and the API server's options.
///
/// It holds no ``ProxyFlags``: each level of groups in groups makes the parser of a debug build
/// many times slower.
struct SessionFlags: ParsableArguments {
  @Flag(help: "Load without the objects that are invalid, and list them.")
  var lenient = false

  @Option(help: "Seed of all random choices.")
  var seed: UInt64?

  @Option(help: "Ranges that cluster IPs come from.")
  var serviceClusterIpRange: String?

  @Option(help: "Ports that node ports come from, as A-B.")
  var serviceNodePortRange: String?

  @Option(
    name: [.short, .customLong("namespace")],
    help: "Show this namespace only; names that say none are in it."
  )
  var namespace: String?

  @Option(
    help: ArgumentHelp(
      "Refuse what needs more memory; by default what the control group allows.",
      valueName: "600Mi"
    )
  )
  var memoryLimit: MemorySize?

  /// What loading may use; `nil` without limit.
  var memory: MemoryLimit? { .chosen(memoryLimit) }

  /// Both groups together; throws what cannot be understood.
  func options(with proxy: ProxyFlags) throws -> SessionOptions {
    var options = SessionOptions()
    options.seed = seed
    options.proxy = try proxy.settings()
    options.serviceCIDRs = try serviceClusterIpRange.map {
      try CIDR.list($0, option: "--service-cluster-ip-range")
    }
    options.nodePorts = try serviceNodePortRange.map { text in
      guard let range = Settings.portRange(text) else {
        throw ValidationError(
          "--service-node-port-range: \(text) is not a range such as 30000-32767"
        )
      }
      return range
    }
    return options
  }
}
