import ArgumentParser
import ClusterState
import Console

/// Which documents to open, and how: common to all commands.
struct DocumentOptions: ParsableArguments {
  @Argument(
    help: "Files or folders (JSON, YAML, .gz); - is standard input; none: the embedded demo.",
    completion: .file()
  )
  var documents: [String] = []

  @Option(help: "Open an embedded demo instead; svctui demos lists them.")
  var demo: String?

  @Flag(help: "Load without the objects that are invalid, and list them.")
  var lenient = false

  @Option(help: "Seed of all random choices.")
  var seed: UInt64?

  @OptionGroup(title: "Options of kube-proxy") var proxy: ProxyFlags

  @Option(help: "Ranges that cluster IPs come from.")
  var serviceClusterIpRange: String?

  @Option(help: "Ports that node ports come from, as A-B.")
  var serviceNodePortRange: String?

  @Option(name: [.short, .customLong("namespace")], help: "Show this namespace only.")
  var namespace: String?

  @Option(name: [.short, .customLong("selector")], help: "Show Services with these labels only.")
  var labels: String?

  @Option(help: "Language of what a document says to try: en or ko.")
  var lang = Language.english

  mutating func validate() throws {
    if documents.count(where: { $0 == StandardInput.name }) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    _ = try sessionOptions()
  }

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

extension DocumentOptions {
  /// `NAMESPACE/NAME`, or a bare name in the namespace shown.
  func objectName(_ text: String) -> ObjectName {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let namespace = parts.count > 1 ? parts[0] : namespace ?? "default"
    return ObjectName(namespace: namespace, name: parts.last ?? "")
  }
}

extension ProxyMode: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

/// `text` for people or `json` for programs.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// `-o`.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .customLong("output")], help: "text or json.")
  var output = OutputFormat.text
}
