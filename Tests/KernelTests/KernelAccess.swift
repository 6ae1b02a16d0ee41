import Glibc
import Testing

/// Whether this machine lets tests have network namespaces and rules of their own.
enum KernelAccess {
  /// What is missing, in words; `nil`: nothing.
  static let missing: String? = {
    guard geteuid() == 0 else { return "skipped: not root" }
    let tools = ["ip", "iptables-restore", "iptables-save", "ip6tables-restore", "nft", "nfacct"]
    let absent = tools.filter { Program.path(of: $0) == nil }
    guard absent.isEmpty else { return "skipped: not installed: \(absent.joined(separator: ", "))" }
    guard let namespace = try? NetworkNamespace() else {
      return "skipped: no network namespaces for us"
    }
    let trials = [
      (
        ["iptables-restore"],
        "*nat\n:X - [0:0]\n-A X -m statistic --mode random --probability 0.5\nCOMMIT\n"
      ),
      (["nft", "-f", "-"], "table ip x { chain y { numgen random mod 2 vmap { 0 : drop }; }; }\n"),
    ]
    for (arguments, input) in trials {
      let ending = try? namespace.run { Program.run(arguments, input: input) }
      guard ending?.status == 0 else {
        return "skipped: \(arguments[0]) does not work here: \(ending?.errors ?? "")"
      }
    }
    return nil
  }()
}

extension KernelAccess {
  /// Why tests are skipped, for whoever reads their output.
  static let comment = Comment(rawValue: missing ?? "the kernel lets us")
}
