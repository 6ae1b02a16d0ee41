import ArgumentParser
import ClusterState

/// What holds for a whole session: seed, kube-proxy's and the API server's options.
struct SessionFlags: ParsableArguments {
  @Flag(help: "Load without the objects that are invalid, and list them.")
  var lenient = false

  @Option(help: "Seed of all random choices.")
  var seed: UInt64?

  @OptionGroup(title: "Options of kube-proxy") var proxy: ProxyFlags

  @Option(help: "Ranges that cluster IPs come from.")
  var serviceClusterIpRange: String?

  @Option(help: "Ports that node ports come from, as A-B.")
  var serviceNodePortRange: String?

  @Option(
    name: [.short, .customLong("namespace")],
    help: "Show this namespace only; names that say none are in it."
  )
  var namespace: String?

  mutating func validate() throws { _ = try sessionOptions() }

  func sessionOptions() throws -> SessionOptions {
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
