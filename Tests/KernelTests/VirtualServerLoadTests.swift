import Testing

@testable import ClusterState

/// What `ipvsadm -R` is given: loaded where the kernel has IPVS, read by its grammar everywhere.
@Suite struct VirtualServerLoadTests {
  /// `nil` where the kernel has IPVS and we may use it, else why not.
  private static let missing: String? = {
    guard KernelAccess.missing == nil, Program.path(of: "ipvsadm") != nil else {
      return "skipped: no ipvsadm, or what it needs"
    }
    let ending = try? NetworkNamespace().run { Program.run("ipvsadm", "-Ln") }
    return ending?.status == 0 ? nil : "skipped: the kernel has no IPVS"
  }()

  private static func states(_ world: KernelWorld) throws -> [IPVSState] {
    let simulation = try world.simulation(.ipvs)
    return simulation.cluster.nodes.ids.map { simulation.ipvsState(of: $0) }
  }

  @Test(arguments: KernelWorld.ruled)
  func `every line is a command that ipvsadm knows`(world: KernelWorld) throws {
    for state in try Self.states(world) {
      var services: Set<String> = []
      for line in String(decoding: state.savedText(), as: UTF8.self).split(separator: "\n") {
        var words = line.split(separator: " ").map(String.init)[...]
        let command = words.popFirst()
        let service = Self.service(&words)
        #expect(service != nil, "\(world.name): \(line)")
        switch command {
        case "-A":
          #expect(services.insert(service ?? "").inserted, "\(world.name): twice: \(line)")
          #expect(Self.isSettings(words), "\(world.name): \(line)")
        case "-a":
          #expect(services.contains(service ?? ""), "\(world.name): of nothing: \(line)")
          #expect(Self.isServer(words), "\(world.name): \(line)")
        default: Issue.record("\(world.name): \(line)")
        }
      }
    }
  }

  @Test(
    .enabled(if: missing == nil, Comment(rawValue: missing ?? "")),
    arguments: KernelWorld.ruled
  )
  func `ipvsadm -R loads the virtual servers and lists them again`(world: KernelWorld) throws {
    for state in try Self.states(world) {
      let text = String(decoding: state.savedText(), as: UTF8.self)
      let (loaded, listed) = try NetworkNamespace().run {
        (Program.run("ipvsadm", "-R", input: text), Program.run("ipvsadm", "-Sn"))
      }
      #expect(loaded.status == 0 && listed.output == text, "\(world.name): \(loaded.errors)")
    }
  }

  /// `-t 10.96.0.1:80`, `-u` or `--sctp-service`.
  private static func service(_ words: inout ArraySlice<String>) -> String? {
    guard let option = words.popFirst(), ["-t", "-u", "--sctp-service"].contains(option),
      let address = words.popFirst(), isSocketAddress(address)
    else { return nil }
    return "\(option) \(address)"
  }

  /// `-s rr`, then perhaps `-p 10800`, then perhaps `-b mh-port`.
  private static func isSettings(_ words: ArraySlice<String>) -> Bool {
    var words = words
    guard words.popFirst() == "-s",
      let scheduler = words.popFirst().flatMap(IPVSScheduler.init(rawValue:))
    else { return false }
    if words.first == "-p" {
      words.removeFirst()
      // ipvs_sched_persist: 1 s to 31 days.
      guard let seconds = words.popFirst().flatMap(Int.init), (1...2_678_400).contains(seconds)
      else { return false }
    }
    guard words.popFirst() == "-b" else { return words.isEmpty }
    let flags = words.popFirst()?.split(separator: ",") ?? []
    let known = ["\(scheduler.rawValue)-port", "\(scheduler.rawValue)-fallback"]
    return words.isEmpty && !flags.isEmpty && flags.allSatisfy { known.contains(String($0)) }
  }

  /// `-r 10.244.0.5:8080 -m -w 1`.
  private static func isServer(_ words: ArraySlice<String>) -> Bool {
    let words = Array(words)
    return words.count == 5 && words[0] == "-r" && isSocketAddress(words[1])
      && words[2...3] == ["-m", "-w"] && UInt16(words[4]) != nil
  }

  /// An address with a port that is not 0; IPv6 in brackets.
  private static func isSocketAddress(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()),
      port > 0
    else { return false }
    let host = String(text[..<colon])
    let isIPv6 = host.hasPrefix("[") && host.hasSuffix("]")
    let address = IPAddress(isIPv6 ? String(host.dropFirst().dropLast()) : host)
    return address?.isIPv6 == isIPv6
  }
}
