import ArgumentParser
import ClusterState
import Console

/// `--from SRC --to DST`: who talks to whom.
struct TrafficOptions: ParsableArguments {
  static let discussion = """
    SRC: pod/NS/NAME, node/NAME, outside, outside=IP, or an address.
    DST: NAME[.NS][:PORT], svc/NS/NAME[:PORT], IP:PORT, [IPv6]:PORT, node/NAME:PORT,
    http(s)://HOST[:PORT]/PATH, ingress://HOST/PATH.
    """

  @Option(help: ArgumentHelp("Where requests come from.", valueName: "src"))
  var from: String

  @Option(help: ArgumentHelp("Where they are sent to.", valueName: "dst"))
  var to: String

  @Option(name: .customLong("protocol"), help: "tcp, udp or sctp.")
  var transport = "tcp"

  @Option(help: "The node on which a packet arrives where the source does not decide it.")
  var node: String?

  /// Throws what cannot be understood.
  func traffic() throws -> Traffic {
    guard let source = Source(from) else {
      throw ValidationError(
        "--from: \(from) is no source; pod/NS/NAME, node/NAME, outside, outside=IP or an address is"
      )
    }
    guard let destination = Destination(to) else {
      throw ValidationError(
        "--to: \(to) is no destination; NAME[.NS][:PORT], svc/NS/NAME[:PORT], IP:PORT, "
          + "node/NAME:PORT or http://HOST/PATH is"
      )
    }
    guard ["tcp", "udp", "sctp"].contains(transport.lowercased()) else {
      throw ValidationError("--protocol: \(transport) is not tcp, udp or sctp")
    }
    return Traffic(
      from: source,
      to: destination,
      protocol: TransportProtocol(rawValue: transport.uppercased()),
      entryNode: node
    )
  }
}

extension Diagnostics {
  /// Tells why a command was refused; the exit code that says so too.
  static func exit(_ error: CommandError, _ language: Language) -> ExitCode {
    say("\(error.id): \(language.text(ErrorText.text(error)))")
    return ExitCode(error.isUsage ? 64 : 1)
  }

  /// Tells that nothing has this name.
  static func notFound(_ kind: String, _ name: String) -> ExitCode {
    say("not-found: there is no \(kind) \(name)")
    return ExitCode(1)
  }
}

extension CommandError {
  /// A stable name for scripts.
  fileprivate var id: String {
    switch self {
    case .notFound: "not-found"
    case .noAddress: "no-address"
    case .portMissing: "port-missing"
    case .portUnknown: "port-unknown"
    case .notProxied: "not-proxied"
    default: "refused"
    }
  }

  /// Whether the words of the call are to blame rather than the cluster.
  fileprivate var isUsage: Bool {
    switch self {
    case .portMissing, .portUnknown: true
    default: false
    }
  }
}
