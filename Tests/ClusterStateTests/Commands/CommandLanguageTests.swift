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
    .several([.cordon("node-a", true), .drain("node-b")]),
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

  @Test func `several names are one command`() throws {
    func pod(_ name: String) -> ObjectName { ObjectName(namespace: "shop", name: name) }
    let both = Command.several([
      .deletePod(pod("a"), graceSeconds: 5), .deletePod(pod("b"), graceSeconds: 5),
    ])
    for line in [
      "delete pods a b -n shop --grace-period 5", "-n shop delete pod/a po/b --grace-period=5",
      "delete pod a -n=shop --grace-period=5; delete pod -nshop b --grace-period=5",
    ] {
      #expect(try CommandParser.parse(line) == both, "\(line)")
    }
    #expect(
      try CommandParser.parse("drain a node/b") == .several([.drain("a"), .drain("b")])
    )
  }

  @Test(
    arguments: [
      ("", 1, "nothing was typed"),
      ("  # nothing but a comment", 26, "nothing was typed"),
      ("drian node-b", 1, "\"drian\" is not known here; did you mean drain?"),
      ("delete spoon x", 8, "\"spoon\" is not known here; resource: pod, service, "),
      ("delete pood x", 8, "\"pood\" is not known here; did you mean pod?"),
      ("scale deploy web", 17, "--replicas is missing; say scale deployment web --replicas=5"),
      ("scale deploy web --replcas=5", 18, "\"--replcas\" is not known here; did you mean --repl"),
      ("scale deploy web --replicas=many", 29, "replicas: \"many\" is not a whole number"),
      ("scale deploy web --replicas -1", 29, "replicas: -1 is not between 0 and 150000"),
      ("scale deploy web --replicas", 28, "N after --replicas is missing"),
      ("scale deploy web --replicas=1 --replicas=2", 31, "--replicas stands here twice"),
      ("send 5 from nowhere to web", 13, "from: \"nowhere\" is not pod/NS/NAME, "),
      ("send 5 to web", 8, "\"to\" is not known here; word: from"),
      ("send many from outside to web", 6, "requests: \"many\" is not a whole number"),
      ("send 1000000000000 from outside to web", 6, "requests: 1000000000000 is not between 1 and"),
      ("stream 1000000000000/s from outside to web", 8, "rate: 1000000000000 is not between 1"),
      ("delete pod a --gracefully", 14, "\"--gracefully\" is not known here; option: --grace-p"),
      ("delete pod a --now --force", 20, "--now and --force exclude each other"),
      ("delete svc a --force", 14, "--force and service exclude each other"),
      ("delete pod a/b/c", 12, "name: \"a/b/c\" is not NAME or NAMESPACE/NAME"),
      ("delete pods -l app=(", 16, "selector: \"app=(\" is not KEY=VALUE"),
      ("patch svc web -p '{'", 18, "patch: \"{\" is not a JSON object"),
      ("patch svc web --type json -p '{}'", 22, "\"json\" is not known here; type: merge"),
      ("fork 'a", 6, "the quote ' is not closed"),
      ("mode nftabels", 6, "\"nftabels\" is not known here; did you mean nftables?"),
      ("cordon node-b; undo", 16, "undo asks nothing of the cluster"),
      ("wait -5s", 6, "wait: -5s is not between 0s and 8760h"),
      ("wait 9000h", 6, "wait: 9000h is not between 0s and 8760h"),
      ("wait 5", 6, "wait: \"5\" is not a span of time such as 250ms, 5s or 1m30s, at most 8760h"),
      ("wait until setled", 12, "\"setled\" is not known here; did you mean settled?"),
      ("step by step", 6, "not understood: by"),
    ] as [(String, Int, String)]
  )
  func `a wrong line is told its place and what was probably meant`(
    line: String,
    column: Int,
    beginning: String
  ) {
    let failure = #expect(throws: SyntaxFailure.self) { try InstructionParser.parse(line) }
    #expect(failure?.column == column)
    #expect(failure?.message.hasPrefix(beginning) == true, "\(failure?.message ?? "")")
  }

  @Test func `what moves in history is no command to the cluster`() {
    #expect(throws: SyntaxFailure(2, .notACommand(verb: "undo"))) {
      try CommandParser.parse(" undo")
    }
  }

  @Test(arguments: Verb.all.map(\.name))
  func `every verb has an example that is a line of it`(name: String) throws {
    let verb = try #require(Verb.named(name))
    let instruction = try InstructionParser.parse(verb.example)
    // Labelling is a patch, and is written down as one.
    #expect("\(instruction)".hasPrefix(name == "label" ? "patch" : name))
    #expect(try InstructionParser.parse("\(instruction)") == instruction)
  }

  @Test func `a verb has one entry and an option one name`() {
    #expect(Set(Verb.all.map(\.name)).count == Verb.all.count)
    for verb in Verb.all {
      let names = verb.allOptions.map(\.name)
      let letters = verb.allOptions.compactMap(\.short)
      #expect(Set(names).count == names.count, "\(verb.name)")
      #expect(Set(letters).count == letters.count, "\(verb.name)")
    }
  }

  @Test(arguments: [("1k", 1_000), ("2_500", 2_500), ("3m", 3_000_000), ("1,000", 1_000)])
  func `counts may be abbreviated`(text: String, count: Int) {
    #expect(CommandParser.number(text) == count)
  }
}
