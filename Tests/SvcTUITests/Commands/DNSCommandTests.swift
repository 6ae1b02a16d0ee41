import Foundation
import Testing

/// `svctui dns` as scripts run it.
@Suite struct DNSCommandTests {
  private static func run(_ arguments: [String]) throws -> BuiltProgram.Result {
    try BuiltProgram.run(["dns"] + arguments)
  }

  @Test func `a name is resolved with its queries in the shape that scripts expect`() throws {
    let arguments = ["--demo", "shop", "web", "--from", "pod/shop/client", "-o", "json"]
    let result = try Self.run(arguments)
    #expect(result.status == 0 && result.errors == "")
    let json = try #require(result.json)
    #expect(Set(json.keys) == ["apiVersion", "question", "rcode", "answers", "queries"])
    #expect(json["apiVersion"] as? String == "svctui.dev/v1alpha1")
    #expect(json["question"] as? String == "web" && json["rcode"] as? String == "NOERROR")
    let answers = try #require(json["answers"] as? [[String: Any]])
    let answer = try #require(answers.first)
    #expect(answers.count == 1 && Set(answer.keys) == ["name", "type", "ttl", "data"])
    #expect(answer["name"] as? String == "web.shop.svc.cluster.local.")
    #expect(answer["type"] as? String == "A" && answer["ttl"] as? Int == 30)
    let queries = try #require(json["queries"] as? [[String: String]])
    let first = ["name": "web.shop.svc.cluster.local.", "type": "A", "rcode": "NOERROR"]
    #expect(queries == [first])
  }

  @Test func `the last word is the name, wherever the documents come from`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(CommandTests.cluster, to: "cluster.json")
      let found = try Self.run([path, "web.shop", "-o", "json"])
      #expect(found.json?["rcode"] as? String == "NOERROR")
      let piped = try BuiltProgram.run(
        ["dns", "-", "web.shop", "-o", "json"],
        input: .bytes(Array(CommandTests.cluster.utf8))
      )
      #expect(piped.output == found.output)
      let inNamespace = try Self.run([path, "web", "-n", "shop", "-o", "json"])
      #expect((inNamespace.json?["queries"] as? [Any])?.count == 1)
    }
    #expect(try Self.run(["kubernetes.default"]).status == 0)
  }

  @Test func `a name that does not exist is a result`() throws {
    let result = try Self.run(["--demo", "shop", "wep", "--from", "pod/shop/client", "-o", "json"])
    #expect(result.status == 0)
    #expect(result.json?["rcode"] as? String == "NXDOMAIN")
    #expect((result.json?["answers"] as? [Any])?.isEmpty == true)
    #expect((result.json?["queries"] as? [Any])?.count == 4)
    let text = try Self.run(["--demo", "shop", "wep", "--from", "pod/shop/client"])
    #expect(text.output.hasPrefix("wep A: NXDOMAIN, there is no Service shop/wep\n"))
    #expect(text.output.contains("search shop.svc.cluster.local"))
  }

  @Test func `an address is asked for its name`() throws {
    let forward = try Self.run(["--demo", "shop", "web.shop", "-o", "json"])
    let answers = try #require(forward.json?["answers"] as? [[String: Any]])
    let address = try #require(answers.first?["data"] as? String)
    let digits = address.split(separator: ".").reversed().joined(separator: ".")
    let reverse = "\(digits).in-addr.arpa"
    for arguments in [[address], [address, "--type", "PTR"], [reverse, "--type", "ptr"]] {
      let result = try Self.run(["--demo", "shop", "-o", "json"] + arguments)
      let names = try #require(result.json?["answers"] as? [[String: Any]])
      #expect(names.compactMap { $0["data"] as? String } == ["web.shop.svc.cluster.local."])
    }
  }

  @Test(
    arguments: [
      (["web", "--from", "pod/shop/nobody"], 1), (["web", "--from", "node/nowhere"], 1),
      (["web", "--from", "outside"], 0), (["web", "--from", "192.0.2.1"], 0),
      (["web", "--from", "somewhere"], 64), (["web", "--type", "MX"], 64), ([], 64),
      (["a..b"], 64), (["http://web"], 64), ([String(repeating: "a", count: 64)], 64),
      (["one.json", "web"], 64),
    ] as [([String], Int32)]
  )
  func `dns tells a client that is not there from words not understood`(
    arguments: [String],
    status: Int32
  ) throws {
    let result = try Self.run(["--demo", "shop"] + arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.isEmpty == (status == 0))
    #expect(result.output.isEmpty == (status != 0))
  }
}
