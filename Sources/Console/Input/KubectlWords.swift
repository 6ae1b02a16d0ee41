internal import ClusterState

/// kubectl's verbs that look at things, and those that a simulation answers in words.
enum KubectlWords {
  /// Verbs that begin a line, for the completion.
  static let verbs = ["get", "describe", "explain"] + answers.map(\.verb)

  /// What each kind of object is called, and the list it stands in.
  static let resources: [(names: [String], list: ListKind, kind: String)] = [
    (["pods", "pod", "po"], .pods, Pod.kind),
    (["services", "service", "svc"], .services, Service.kind),
    (["endpoints", "ep"], .endpoints, Service.kind),
    (["endpointslices", "endpointslice", "eps"], .slices, EndpointSlice.kind),
    (["ingresses", "ingress", "ing"], .ingresses, Ingress.kind),
    (["httproutes", "httproute"], .ingresses, HTTPRoute.kind),
    (["gateways", "gateway", "gtw"], .ingresses, Gateway.kind),
    (["nodes", "node", "no"], .nodes, Node.kind),
    (["namespaces", "namespace", "ns"], .namespaces, Namespace.kind),
    (["deployments", "deployment", "deploy", "dp"], .workloads, Deployment.kind),
    (["statefulsets", "statefulset", "sts"], .workloads, StatefulSet.kind),
    (["daemonsets", "daemonset", "ds"], .workloads, DaemonSet.kind),
    (["replicasets", "replicaset", "rs"], .workloads, ReplicaSet.kind),
    (["events", "event", "ev"], .events, ""),
  ]

  /// Verbs that nothing here can do, and what does the like.
  static let answers: [(verb: String, answer: Sentence)] = [
    ("logs", "no process runs here, so nothing is logged: :events tells what happened, w why"),
    ("exec", "no process runs here: t sends requests from a pod, :trace from SRC to DST explains"),
    ("attach", "no process runs here: t sends requests from a pod, d describes it"),
    (
      "port-forward",
      "kubectl's tunnel bypasses the Service: :trace from outside to DST shows the real way"
    ),
    ("proxy", "the API server is simulated: kube-proxy's rules are what M switches"),
    ("cp", "no process runs here, so there are no files"),
    ("debug", "no process runs here: w explains what the cursor is on"),
    ("top", "requests are counted, not CPU: REQ/S in :services, COUNT in :endpoints, :zones"),
    ("apply", "files are opened at the start (svctui FILE); e edits an object here"),
    ("create", "objects come from the document; e edits those there are"),
    ("run", "pods come from the document and from workloads; s scales a workload"),
    ("expose", "a Service must stand in the document; x changes the type of one there is"),
    ("annotate", "annotations are changed with e, labels with :label"),
    ("taint", "taints are changed with e on a node; c keeps new pods away from it"),
    ("autoscale", "there is no autoscaler here; s scales a workload"),
    ("diff", "T shows what was done, C compares two branches"),
    ("wait", "time passes by itself: > goes to the next event, + makes it faster"),
    ("config", "there is one cluster here, that of the document; 0 shows all namespaces"),
  ]

  /// The command that a line means; `nil` for verbs that are read elsewhere.
  static func parse(
    _ line: String,
    namespace: String
  ) throws(SyntaxFailure) -> AppCommand? {
    var words = try LineWord.words(of: line)
    if ["kubectl", "k"].contains(words.first?.text) { words.removeFirst() }
    guard let verb = words.first else { return nil }
    words.removeFirst()
    switch verb.text {
    case "get": return .get(try KubectlGet(words, endColumn: line.count + 1, namespace: namespace))
    case "describe", "edit":
      guard !words.isEmpty else { return nil }
      let view: ObjectView = verb.text == "edit" ? .edit : .description
      let get = try KubectlGet(words, endColumn: line.count + 1, namespace: namespace)
      guard let name = get.name else {
        throw SyntaxFailure(line.count + 1, .missing("the name of the object"))
      }
      return .look(view, kind: get.kind, name)
    case "explain":
      guard let path = words.first else {
        throw SyntaxFailure(line.count + 1, .missing("a field such as service.spec.type"))
      }
      return .explainField(try fieldPath(path))
    case "rollout" where ["status", "history"].contains(words.first?.text):
      let rest = Array(words.dropFirst())
      let get = try KubectlGet(rest, endColumn: line.count + 1, namespace: namespace)
      guard let name = get.name else {
        throw SyntaxFailure(line.count + 1, .missing("the name of the workload"))
      }
      return .action(.showTree(.object(.workload(kind: get.kind, name))))
    default:
      // Waiting is a command of time as well.
      guard verb.text != "wait" || words.first?.text.first?.isNumber == false else { return nil }
      return answers.first { $0.verb == verb.text }.map { .say($0.answer) }
    }
  }

  /// The kind and the fields of `service.spec.type`.
  private static func fieldPath(_ word: LineWord) throws(SyntaxFailure) -> [String] {
    var parts = word.text.split(separator: ".").map(String.init)
    var resource = word
    resource.text = parts.first ?? ""
    parts[0] = try self.resource(resource).kind
    return parts
  }

  /// The list that a word names; an unknown one is told with the nearest.
  static func resource(
    _ word: LineWord
  ) throws(SyntaxFailure) -> (names: [String], list: ListKind, kind: String) {
    let name = word.text.lowercased().split(separator: ".").first.map(String.init) ?? ""
    if let found = resources.first(where: { $0.names.contains(name) }) { return found }
    let all = resources.flatMap(\.names)
    throw SyntaxFailure(
      word.column,
      .unknown(
        what: "resource",
        word: word.text,
        known: resources.map { $0.names[0] },
        nearest: NearestWord.find(word.text, in: all)
      )
    )
  }
}

/// `get svc web -n shop -l app=web -o wide`.
struct KubectlGet: Equatable, Sendable {
  var list: ListKind
  var kind: String
  var name: ObjectName?
  /// `nil`: the one shown stays.
  var namespace: String?
  var allNamespaces = false
  var selector: String?
  /// `wide`, `yaml` or nothing.
  var output = ""

  init(_ words: [LineWord], endColumn: Int, namespace: String) throws(SyntaxFailure) {
    var plain: [LineWord] = []
    var rest = words[...]
    var found: (namespace: String?, all: Bool, selector: String?, output: String) = (
      nil, false, nil, ""
    )
    while let word = rest.popFirst() {
      switch try Self.option(word, &rest, endColumn) {
      case .namespace(let name)?: found.namespace = name
      case .all?: found.all = true
      case .selector(let text)?: found.selector = text
      case .output(let text)?: found.output = text
      case nil: plain.append(word)
      }
    }
    guard var first = plain.first else {
      throw SyntaxFailure(endColumn, .missing("what to get: svc, pods, endpoints, nodes"))
    }
    var name = plain.dropFirst().first
    if let slash = first.text.firstIndex(of: "/") {
      var word = first
      word.text = String(first.text[first.text.index(after: slash)...])
      word.column += first.text.count - word.text.count
      name = word
      first.text = String(first.text[..<slash])
    } else if plain.count > 2 {
      throw SyntaxFailure(plain[2].column, .unexpected(plain[2].text))
    }
    let resource = try KubectlWords.resource(first)
    (list, kind) = (resource.list, resource.kind)
    (self.namespace, allNamespaces) = (found.namespace, found.all)
    (selector, output) = (found.selector, found.output)
    guard let name else { return }
    let parts = name.text.split(separator: "/").map(String.init)
    let isNamespaced = kind != Node.kind && kind != Namespace.kind
    self.name = ObjectName(
      namespace: isNamespaced ? (parts.count == 2 ? parts[0] : found.namespace ?? namespace) : "",
      name: parts.last ?? ""
    )
  }

  private enum Option {
    case namespace(String), all, selector(String), output(String)
  }

  /// The option that a word begins; `nil` for a word that is none.
  private static func option(
    _ word: LineWord,
    _ rest: inout ArraySlice<LineWord>,
    _ endColumn: Int
  ) throws(SyntaxFailure) -> Option? {
    guard word.text.hasPrefix("-"), !word.isQuoted else { return nil }
    let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let known = [
      "-n", "--namespace", "-A", "--all-namespaces", "-l", "--selector", "-o", "--output",
    ]
    var option = String(parts[0])
    var value = parts.count == 2 ? String(parts[1]) : nil
    if !known.contains(option), option.count > 2, !option.hasPrefix("--"),
      known.contains(String(option.prefix(2)))
    {
      value = String(word.text.dropFirst(2))
      option = String(option.prefix(2))
    }
    if option == "-A" || option == "--all-namespaces" { return .all }
    guard known.contains(option) else {
      throw SyntaxFailure(
        word.column,
        .unknown(
          what: "option",
          word: option,
          known: known,
          nearest: NearestWord.find(option, in: known)
        )
      )
    }
    guard let value = value ?? rest.popFirst()?.text else {
      throw SyntaxFailure(endColumn, .missing("a value after \(option)"))
    }
    switch option {
    case "-n", "--namespace": return .namespace(value)
    case "-l", "--selector": return .selector(value)
    default: return .output(try output(value, word))
    }
  }

  private static func output(_ value: String, _ word: LineWord) throws(SyntaxFailure) -> String {
    guard !["wide", "yaml", "name"].contains(value) else { return value }
    throw SyntaxFailure(
      word.column,
      .unknown(what: "output", word: value, known: ["wide", "yaml"], nearest: nil)
    )
  }
}
