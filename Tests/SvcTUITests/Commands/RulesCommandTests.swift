import Foundation
import Testing

/// `rules` as scripts use it.
@Suite struct RulesCommandTests {
  private static let demo = ["rules", "--demo", "02-shop"]

  private static func output(_ arguments: String...) throws -> String {
    let result = try BuiltProgram.run(demo + ["--node", "node-a"] + arguments)
    #expect(result.status == 0)
    return result.output
  }

  /// The lines that a loader reads.
  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  @Test func `iptables rules are one family, three tables and nothing else`() throws {
    let lines = Self.lines(try Self.output())
    #expect(lines.filter { $0.hasPrefix("*") } == ["*nat", "*filter", "*mangle"])
    #expect(lines.filter { $0 == "COMMIT" }.count == 3)
    #expect(lines.allSatisfy { "*:-C".contains($0.prefix(1)) })
    let chains = Set(
      lines.filter { $0.hasPrefix(":") }.map { $0.dropFirst().split(separator: " ")[0] }
    )
    let jumps = lines.compactMap { line -> Substring? in
      let words = line.split(separator: " ")
      guard let index = words.lastIndex(of: "-j"), index + 1 < words.count else { return nil }
      return words[index + 1].hasPrefix("KUBE-") ? words[index + 1] : nil
    }
    #expect(!jumps.isEmpty && chains.isSuperset(of: jumps))
    let other = try Self.output("--family", "ipv6")
    #expect(other.contains("! -d ::1/128"))
  }

  @Test func `nftables rules are both families, or the one asked for`() throws {
    let both = try Self.output("--mode", "nftables")
    #expect(both.contains("table ip kube-proxy {") && both.contains("table ip6 kube-proxy {"))
    let one = try Self.output("--mode", "nftables", "--family", "ipv4")
    #expect(!one.contains("table ip6"))
    let braces = { (brace: Character) in both.filter { $0 == brace }.count }
    #expect(braces("{") == braces("}"))
  }

  @Test func `IPVS is virtual servers as text and the whole state as JSON`() throws {
    let lines = Self.lines(try Self.output("--mode", "ipvs", "--ipvs-scheduler", "lc"))
    #expect(lines.allSatisfy { $0.hasPrefix("-A -") || $0.hasPrefix("-a -") })
    #expect(lines.contains { $0.hasSuffix(" -s lc") })
    let arguments = Self.demo + ["--node", "node-a", "--mode", "ipvs", "-o", "json"]
    let json = try #require(try BuiltProgram.run(arguments).json)
    #expect(
      Set(json.keys) == [
        "apiVersion", "boundAddresses", "healthCheckNodePorts", "ipsets", "iptables",
        "localReadyEndpointsOfHealthCheckedServices", "node", "scheduler",
        "servicesWithoutLocalEndpoints", "sysctlsSet", "virtualServers",
      ]
    )
  }

  @Test func `rules as JSON name the Service of each`() throws {
    let arguments = Self.demo + ["--node", "node-a", "-o", "json"]
    let json = try #require(try BuiltProgram.run(arguments).json)
    let families = try #require(json["families"] as? [[String: Any]])
    let tables = try #require(families.first?["tables"] as? [[String: Any]])
    #expect(tables.compactMap { $0["name"] as? String } == ["nat", "filter", "mangle"])
    let chains = try #require(tables[0]["chains"] as? [[String: Any]])
    #expect(chains.contains { ($0["service"] as? String)?.hasPrefix("shop/web") == true })
  }

  @Test func `a Service without rules is named in a comment line`() throws {
    let document = """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}},
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "db", "namespace": "shop"},
         "spec": {"clusterIP": "None", "selector": {"app": "db"}, "ports": [{"port": 5432}]}}
      ]}
      """
    for (mode, isComment) in [("iptables", true), ("nftables", true), ("ipvs", false)] {
      let result = try BuiltProgram.run(
        ["rules", "-", "--node", "n", "--mode", mode],
        input: .bytes(Array(document.utf8))
      )
      #expect(result.status == 0)
      // ipvsadm -R knows no comments.
      let text = isComment ? result.output : result.errors
      #expect(text.contains((isComment ? "# " : "") + "no rules for shop/db: it is headless"))
    }
  }

  @Test(
    arguments: [
      (["--node", "nowhere"], 1), ([], 64), (["--node", "node-a", "--mode", "ebpf"], 64),
      (["--node", "node-a", "--family", "ipv5"], 64),
      (["--node", "node-a", "--iptables-masquerade-bit", "32"], 64),
      (["--node", "node-a", "--pod-bridge-interface", "a b"], 64),
      (["--node", "node-a", "--pod-interface-name-prefix", "veth\""], 64),
    ] as [([String], Int32)]
  )
  func `what cannot be asked is refused`(arguments: [String], status: Int32) throws {
    let result = try BuiltProgram.run(Self.demo + arguments)
    #expect(result.status == status && result.output == "" && !result.errors.isEmpty)
  }

  @Test func `what the article about rules quotes is printed by the program`() throws {
    let file = PictureTable.docs.appending(path: "from-service-to-rules.md")
    let article = try String(contentsOf: file, encoding: .utf8)
    let blocks = article.components(separatedBy: "```\n")
    let quoted = blocks.indices.filter { $0 % 2 == 1 }.flatMap { blocks[$0].split(separator: "\n") }
      .filter { !$0.isEmpty }
    #expect(quoted.count > 20)
    let printed = try ["iptables", "nftables", "ipvs"].map { mode in
      let arguments = ["rules", "--demo", "01-two-services", "--node", "node-a", "--mode", mode]
      return try BuiltProgram.run(arguments).output
    }
    let lines = Set(printed.flatMap { $0.split(separator: "\n") })
    #expect(quoted.filter { !lines.contains($0) } == [])
  }
}
