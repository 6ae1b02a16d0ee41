import ClusterState
import Testing

@Suite struct CommandLanguageTests {
  static let commands: [Command] = [
    .deletePod(ObjectName(namespace: "shop", name: "web-1"), graceSeconds: nil),
    .deletePod(ObjectName(namespace: "shop", name: "web-1"), graceSeconds: 0),
    .deletePod(ObjectName(namespace: "shop", name: "web-1"), graceSeconds: 7),
    .deleteService(ObjectName(namespace: "shop", name: "web")),
    .deleteWorkload(kind: "StatefulSet", ObjectName(namespace: "shop", name: "db")),
    .scale(kind: "Deployment", ObjectName(namespace: "shop", name: "web"), replicas: 5),
    .setMode(.nftables),
    .send(ClusterFixture.toWeb, count: 1_000),
    .send(
      Traffic(
        from: .outside,
        to: .node("node-a", 30_080),
        protocol: .udp,
        entryNode: "node-b"
      ),
      count: 1
    ),
    .send(
      Traffic(from: .node("node-a"), to: .name("web.shop", port: .name("http"))),
      count: 3
    ),
    .startStream(ClusterFixture.toWeb, rate: 100),
    .stopStream(to: ClusterFixture.toWeb.destination),
    .step,
  ]

  @Test(arguments: commands)
  func `a printed command reads back as itself`(command: Command) throws {
    #expect(try CommandParser.parse(command.description) == command)
  }

  @Test func `kubectl's ways to write a name mean the same`() throws {
    let expected = Command.deletePod(
      ObjectName(namespace: "shop", name: "web-1"),
      graceSeconds: nil
    )
    for line in [
      "delete pod web-1 -n shop", "delete po/web-1 --namespace=shop", "delete pods shop/web-1",
    ] {
      #expect(try CommandParser.parse(line) == expected)
    }
    #expect(try CommandParser.parse("delete pod web-1", namespace: "shop") == expected)
  }

  @Test(arguments: [
    ("", CommandParser.Failure.empty),
    ("dance", .unknownVerb("dance")),
    ("delete spoon x", .unknownResource("spoon")),
    ("scale deploy web", .missing("replicas")),
    ("scale deploy web --replicas=many", .invalid(what: "replicas", text: "many")),
    ("send 5 from nowhere to web", .invalid(what: "from", text: "nowhere")),
    ("send 5 to web", .missing("from")),
    ("send many from outside to web", .invalid(what: "requests", text: "many")),
    ("delete pod a b", .unexpected("b")),
    ("delete pod a --gracefully", .unexpected("--gracefully")),
  ])
  func `a line that is no command is told what is wrong`(
    line: String,
    failure: CommandParser.Failure
  ) {
    #expect(throws: failure) { try CommandParser.parse(line) }
  }

  @Test(arguments: [("1k", 1_000), ("2_500", 2_500), ("3m", 3_000_000), ("1,000", 1_000)])
  func `counts may be abbreviated`(text: String, count: Int) {
    #expect(CommandParser.number(text) == count)
  }
}
