import Testing

/// `trace`, `select` and `matrix` as scripts use them.
@Suite struct ExplainCommandTests {
  private static let demo = ["--demo", "02-shop", "-o", "json"]

  @Test func `trace has the keys and stages of the contract`() throws {
    let arguments = ["trace", "--from", "pod/shop/client", "--to", "web"] + Self.demo
    let result = try BuiltProgram.run(arguments)
    let json = try #require(result.json)
    #expect(
      Set(json.keys) == [
        "apiVersion", "verdict", "reason", "endpoints", "masquerade", "sourceSeen", "steps",
      ]
    )
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps.allSatisfy { Set($0.keys) == ["stage", "title", "detail", "source", "rule"] })
    let stages = steps.compactMap { $0["stage"] as? String }
    #expect(stages.first == "name" && stages.last == "deliver")
    #expect(json["verdict"] as? String == "delivered" && json["masquerade"] as? Bool == false)
  }

  @Test func `select tells what a node may use`() throws {
    let arguments = ["select", "--service", "shop/web", "--node", "node-a"] + Self.demo
    let json = try #require(try BuiltProgram.run(arguments).json)
    #expect((json["reachableEndpoints"] as? [String])?.count == 3)
    #expect(json["usesClusterEndpoints"] as? Bool == true)
    #expect(json["topologyMode"] as? String == "")
  }

  @Test func `matrix has a cell for every client and address`() throws {
    let json = try #require(try BuiltProgram.run(["matrix"] + Self.demo).json)
    let clients = try #require(json["clients"] as? [String])
    let addresses = try #require(json["addresses"] as? [String])
    let cells = try #require(json["cells"] as? [[[String: Any]]])
    #expect(cells.count == clients.count)
    #expect(cells.allSatisfy { $0.count == addresses.count })
    #expect(cells[0].allSatisfy { Set($0.keys) == ["verdict", "endpoints"] })
  }

  @Test(
    arguments: [
      (["--from", "pod/shop/nobody", "--to", "web"], 1), (["--from", "a b", "--to", "web"], 64),
      (["--from", "pod/shop/client", "--to", "10.96.300.1:80"], 64),
      (["--from", "pod/shop/client", "--to", "web:99999"], 64),
      (["--from", "pod/shop/client", "--to", "[fd00::zz]:80"], 64),
      (["--from", "outside", "--to", "10.96.44.7:80", "--node", "nowhere"], 1),
      (["--from", "pod/shop/client", "--to", "web:nope"], 64),
      (["--from", "pod/shop/client", "--to", "nothing:80"], 0),
      (["--cluster-cidr=", "--from", "node/node-a", "--to", "10.96.44.7:80"], 0),
      (["--masquerade-all=false", "--from", "node/node-a", "--to", "10.96.44.7:80"], 0),
    ] as [([String], Int32)]
  )
  func `a trace that cannot be made says so by its exit code`(
    arguments: [String],
    status: Int32
  ) throws {
    #expect(try BuiltProgram.run(["trace"] + arguments).status == status)
  }
}
