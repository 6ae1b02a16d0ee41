internal import ClusterState

/// A line typed after `:`: something for the program itself, or a command for the cluster.
enum AppCommand: Equatable {
  case action(Action)
  case filter(String)
  case namespace(String?)
  case speed(String)
  case cluster(Command)
  case history(Instruction)
  case explain(Traffic)
  /// Shows two branches side by side.
  case compare(String, String)
  /// Shows the connections that have this text.
  case connections(String)
  /// Sorts the list by a column.
  case sort(String)
  /// Speaks another language.
  case language(String)
  /// Shows a list filtered by a text.
  case narrowed(ListKind, String)
  /// Shows a list, as `kubectl get` prints it.
  case get(KubectlGet)
  /// Describes, prints or edits one object.
  case look(ObjectView, kind: String, ObjectName)
  /// Shows the fields of a kind and their types.
  case explainField([String])
  /// Answers what cannot be done here.
  case say(Sentence)
  /// Plays the next line of the scenario.
  case nextLine
  /// Shows who reaches the addresses of all Services.
  case matrixOfAll
  /// Resolves a name.
  case lookUp(String, DNSRecordType?)
  /// Looks, words, the projector, recordings.
  case room(RoomCommand)

  /// Words that are a whole line, and what they do.
  static let actions: [(words: [String], action: Action)] = [
    (["q", "quit", "exit", "q!", "qa"], .quit),
    (["help", "h", "?"], .help),
    (["undo"], .undo),
    (["redo"], .redo),
    (["pause", "play"], .togglePause),
    (["overview"], .showOverview),
    (["svc", "services", "service"], .show(.services)),
    (["endpoints", "endpoint", "ep"], .show(.endpoints)),
    (["endpointslices", "endpointslice", "eps", "slices"], .show(.slices)),
    (["ingresses", "ingress", "ing", "httproutes", "gateways"], .show(.ingresses)),
    (["zones", "zone"], .show(.zones)),
    (["namespaces"], .show(.namespaces)),
    (["tree"], .showTree(nil)),
    (["faults"], .toggleFaults),
    (["policies"], .openPolicies),
    (["restart"], .restart),
    (["pods", "pod", "po"], .show(.pods)),
    (["nodes", "node", "no"], .show(.nodes)),
    (
      ["workloads", "deploy", "deployments", "deployment", "dp", "sts", "ds", "rs"],
      .show(.workloads)
    ),
    (["ignored", "others"], .show(.ignored)),
    (["events", "event", "ev"], .show(.events)),
    (["why"], .explain),
    (["lint"], .lint),
    (["yaml", "source"], .open(.yaml)),
    (["describe"], .open(.description)),
    (["copy"], .copyName),
    (["suspend"], .suspend),
    (["menu"], .menu),
    (["wide"], .toggleWide),
    (["mark"], .toggleMark),
    (["unmark"], .clearMarks),
    (["delays", "settings"], .show(.delays)),
    (["connections", "conn", "conntrack"], .show(.connections)),
    (["streams"], .show(.streams)),
    (["timeline", "tl", "history"], .showTimeline),
    (["compare"], .compare),
    (["traffic", "charts"], .showCharts),
    (["topology", "map"], .showMap),
    (["matrix"], .showMatrix),
    (["dns"], .showNames),
    (["rules"], .rules(.open(nil))),
    (["changes"], .rules(.changes)),
    (["family"], .rules(.family)),
    (["back"], .stepBack),
    (["save"], .saveTable),
    (["sd", "screendump"], .dumpScreen),
    (["header"], .toggleHeader),
    (["crumbs"], .toggleCrumbs),
    (["about", "version"], .about),
  ]

  /// Words that begin a line with more to follow.
  static let verbs =
    ["ns", "speed", "filter", "sort", "trace", "next", "lang", "xray", "edit"] + KubectlWords.verbs
    + Verb.all.map(\.name).filter { name in !actions.contains { $0.words.contains(name) } }

  static func parse(_ line: String, namespace: String) throws(CommandParser.Failure) -> Self {
    if let command = try KubectlWords.parse(line, namespace: namespace) { return command }
    return try parsePlain(withoutKubectl(line), namespace: namespace)
  }

  /// People type the name of the program too.
  private static func withoutKubectl(_ line: String) -> String {
    for name in ["kubectl ", "k "] where line.hasPrefix(name) {
      return String(line.dropFirst(name.count))
    }
    return line
  }

  private static func parsePlain(
    _ line: String,
    namespace: String
  ) throws(CommandParser.Failure) -> Self {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { throw SyntaxFailure(1, .empty) }
    let rest = words.dropFirst().joined(separator: " ")
    switch first {
    case "namespaces" where rest.isEmpty: return .action(.show(.namespaces))
    case "ns", "namespace", "namespaces":
      return .namespace(rest.isEmpty || rest == "all" ? nil : rest)
    case "speed": return .speed(rest)
    case "lang", "language": return .language(rest)
    case "trace" where rest.isEmpty: return .action(.explain)
    case "trace":
      // The ends of a connection are written as for sending.
      return .explain(try CommandParser.traffic(line, namespace: namespace))
    case "next" where rest.isEmpty: return .nextLine
    case "filter": return .filter(rest)
    case "connections", "conn", "conntrack":
      if !rest.isEmpty { return .connections(rest) }
    case "sort": return rest.isEmpty ? .action(.sortByChosenColumn) : .sort(rest)
    case "matrix" where rest == "all": return .matrixOfAll
    case "dns" where words.count == 2: return .lookUp(words[1], nil)
    case "dns" where words.count == 3:
      if let type = DNSRecordType(rawValue: words[2].uppercased()) {
        return .lookUp(words[1], type)
      }
    case "rules" where words.count == 2: return .action(.rules(.open(words[1])))
    case "mark" where rest == "range": return .action(.markRange)
    case "xray", "tree": return .action(.showTree(try treeRoot(words, line)))
    case "edit" where rest.isEmpty: return .action(.open(.edit))
    case "cordon" where rest.isEmpty: return .action(.toggleCordon)
    case "drain" where rest.isEmpty: return .action(.drain)
    case "send" where rest.isEmpty: return .action(.openSend)
    case "stream" where rest.isEmpty: return .action(.toggleStream)
    case "scale" where rest.isEmpty: return .action(.openScale)
    case "behave" where rest.isEmpty: return .action(.openBehavior)
    case "delete" where rest.isEmpty: return .action(.openDelete)
    case "delete" where rest == "pod": return .action(.kill)
    case "mode" where rest.isEmpty: return .action(.openMode)
    case "fork" where rest.isEmpty: return .action(.openFork)
    case "bookmark" where rest.isEmpty: return .action(.openBookmark)
    case "compare" where words.count == 3: return .compare(words[1], words[2])
    case "step": return .action(.step)
    default: break
    }
    if words.count == 1, let found = actions.first(where: { $0.words.contains(first) }) {
      return .action(found.action)
    }
    if let room = RoomCommand(words) {
      if case .action(let action) = room { return .action(.room(action)) }
      return .room(room)
    }
    if let narrowed = try narrowedList(words, line, namespace: namespace) { return narrowed }
    let instruction = try InstructionParser.parse(line, namespace: namespace)
    guard case .command(let command) = instruction else { return .history(instruction) }
    return .cluster(command)
  }

  /// A list with what it is narrowed to, as k9s takes it: `pods shop`, `pods /web`, `pods app=web`,
  /// `pods -n shop -l app=web`.
  private static func narrowedList(
    _ words: [String],
    _ line: String,
    namespace: String
  ) throws(CommandParser.Failure) -> Self? {
    guard words.count > 1,
      let resource = KubectlWords.resources.first(where: { $0.names.contains(words[0]) }),
      !Verb.all.contains(where: { $0.name == words[0] })
    else { return nil }
    let isOption = words[1].hasPrefix("-")
    let option: String
    switch words[1] {
    case _ where isOption: option = words.dropFirst().joined(separator: " ")
    case _ where words.count > 2: return nil
    case let text where text.hasPrefix("/"):
      return .narrowed(resource.list, String(text.dropFirst()))
    case let text where text.contains("="): option = "-l \(text)"
    case let text: option = "-n \(text)"
    }
    return try KubectlWords.parse("get \(words[0]) \(option)", namespace: namespace)
  }

  /// What a tree is to begin with: `xray ing`, `xray deploy`; alone: where the cursor is.
  private static func treeRoot(
    _ words: [String],
    _ line: String
  ) throws(CommandParser.Failure) -> TreeState.Root? {
    guard words.count > 1 else { return nil }
    let parts = try LineWord.words(of: line)
    switch try KubectlWords.resource(parts[1]).list {
    case .ingresses: return .routes
    case .workloads, .pods: return .workloads
    default: return .services
    }
  }
}
