/// Reads a line of the command language: kubectl's verbs where it has them, ours where not.
///
/// `delete pod web-1 -n shop --grace-period=5`, `scale deployment web --replicas=5`,
/// `send 1000 from pod/shop/client to http://web`, `mode nftables`, `step`.
package struct CommandParser {
  /// Why a line is no command.
  package enum Failure: Error, Hashable, Sendable {
    case empty
    case unknownVerb(String)
    case unknownResource(String)
    case missing(String)
    case unexpected(String)
    case invalid(what: String, text: String)
  }

  private let words: [String]
  private var position = 0
  private(set) var options: [String: String] = [:]

  private init(_ line: String, namespace: String) throws(Failure) {
    var plain: [String] = []
    var pending: String?
    for word in try Self.words(of: line) {
      if let name = pending {
        options[name] = word
        pending = nil
      } else if word == "-n" || word == "--namespace" {
        pending = "namespace"
      } else if word == "-A" {
        options["all-namespaces"] = ""
      } else if word == "-p" {
        pending = "patch"
      } else if word.hasPrefix("--") {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
        guard let name = parts.first else { throw .unexpected(word) }
        options[name] = parts.count > 1 ? parts[1] : ""
      } else {
        plain.append(word)
      }
    }
    if let pending { throw .missing(pending) }
    words = plain
    if options["namespace"] == nil { options["namespace"] = namespace }
  }

  /// The words of a line, as a shell has them: quotes keep blanks and are taken away.
  private static func words(of line: String) throws(Failure) -> [String] {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        (quote, isInWord) = (character, true)
      } else if character == " " {
        if isInWord { words.append(word) }
        (word, isInWord) = ("", false)
      } else {
        word.append(character)
        isInWord = true
      }
    }
    if let quote { throw .missing("closing \(quote)") }
    return isInWord ? words + [word] : words
  }

  /// Reads one command.
  ///
  /// Names without a namespace are looked for in `namespace`.
  package static func parse(
    _ line: String,
    namespace: String = "default"
  ) throws(Failure) -> Command {
    var parser = try Self(line, namespace: namespace)
    let command = try parser.command()
    guard parser.position == parser.words.count else {
      throw .unexpected(parser.words[parser.position])
    }
    try parser.refuseUnknownOptions()
    return command
  }

  private mutating func command() throws(Failure) -> Command {
    guard let verb = next() else { throw .empty }
    switch verb {
    case "delete": return try delete()
    case "scale": return try scale()
    case "send": return try send()
    case "stream": return try stream()
    case "mode":
      let text = try word("mode")
      guard let mode = ProxyMode(rawValue: text) else {
        throw .invalid(what: "mode", text: text)
      }
      return .setMode(mode)
    case "patch": return try patch()
    case "ready": return try ready()
    case "cordon", "uncordon": return .cordon(try nodeName(), verb == "cordon")
    case "drain": return .drain(try nodeName())
    case "node":
      let direction = try word("up or down")
      guard ["up", "down"].contains(direction) else {
        throw .invalid(what: "up or down", text: direction)
      }
      return .setNodeReady(try nodeName(), direction == "up")
    case "behave": return try behave()
    case "step": return .step
    default: throw .unknownVerb(verb)
    }
  }

  private mutating func delete() throws(Failure) -> Command {
    let (kind, key) = try target()
    switch kind {
    case Pod.kind:
      if options["now"] != nil { return .deletePod(key, graceSeconds: 1) }
      if options["force"] != nil { return .deletePod(key, graceSeconds: 0) }
      guard let text = options["grace-period"] else { return .deletePod(key, graceSeconds: nil) }
      guard let seconds = Int64(text), seconds >= 0 else {
        throw .invalid(what: "grace-period", text: text)
      }
      return .deletePod(key, graceSeconds: seconds)
    case Service.kind: return .deleteService(key)
    default: return .deleteWorkload(kind: kind, key)
    }
  }

  private mutating func scale() throws(Failure) -> Command {
    let (kind, key) = try target()
    guard let text = options["replicas"] else { throw .missing("replicas") }
    guard let replicas = Int64(text) else { throw .invalid(what: "replicas", text: text) }
    return .scale(kind: kind, key, replicas: replicas)
  }

  private mutating func patch() throws(Failure) -> Command {
    let (kind, key) = try target()
    guard let text = options["patch"] else { throw .missing("patch") }
    guard let type = options["type"], type != "merge" else {
      guard let body = try? JSONTree(objectText: text, file: "patch"), case .object = body else {
        throw .invalid(what: "patch", text: text)
      }
      let subresource = options["subresource"] ?? ""
      guard ["", "status"].contains(subresource) else {
        throw .invalid(what: "subresource", text: subresource)
      }
      return .patch(kind: kind, key, ObjectPatch(body, isStatus: subresource == "status"))
    }
    throw .invalid(what: "type", text: type)
  }

  private mutating func ready() throws(Failure) -> Command {
    let (kind, key) = try target()
    guard kind == Pod.kind else { throw .invalid(what: "resource", text: kind) }
    let word = try word("on or off")
    guard ["on", "off"].contains(word) else { throw .invalid(what: "on or off", text: word) }
    return .setPodReady(key, word == "on")
  }

  private mutating func nodeName() throws(Failure) -> String {
    let name = try word("node")
    return name.hasPrefix("node/") ? String(name.dropFirst(5)) : name
  }

  private mutating func send() throws(Failure) -> Command {
    var count = 1
    if let first = peek, first != "from" {
      guard let number = Self.number(first) else {
        throw .invalid(what: "requests", text: first)
      }
      position += 1
      count = number
    }
    return .send(try traffic(), count: count)
  }

  mutating func traffic() throws(Failure) -> Traffic {
    guard next() == "from" else { throw .missing("from") }
    let from = try word("from")
    guard let source = Source(from) else { throw .invalid(what: "from", text: from) }
    guard next() == "to" else { throw .missing("to") }
    let to = try word("to")
    guard let destination = Destination(to) else { throw .invalid(what: "to", text: to) }
    let transport = options["protocol"].map { TransportProtocol(rawValue: $0.uppercased()) } ?? .tcp
    guard [.tcp, .udp, .sctp].contains(transport) else {
      throw .invalid(what: "protocol", text: transport.rawValue)
    }
    return Traffic(
      from: source,
      to: destination,
      protocol: transport,
      entryNode: options["node"]
    )
  }

  /// `pod web-1`, `pod/web-1` or `pod shop/web-1`.
  private mutating func target() throws(Failure) -> (kind: String, ObjectName) {
    let resource = try word("kind")
    let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
    guard let first = parts.first, let kind = ResourceNames.kind(first) else {
      throw .unknownResource(resource)
    }
    let name = parts.count > 1 ? parts[1] : try word("name")
    let path = name.split(separator: "/", maxSplits: 1).map(String.init)
    let namespace = path.count > 1 ? path[0] : options["namespace"] ?? "default"
    return (kind, ObjectName(namespace: namespace, name: path.last ?? name))
  }

  private func refuseUnknownOptions() throws(Failure) {
    let known = Self.planOptions.union(Self.behaviorOptions).union([
      "namespace", "now", "force", "grace-period", "replicas", "protocol", "node", "patch", "type",
      "subresource",
    ])
    if let unknown = options.keys.sorted().first(where: { !known.contains($0) }) {
      throw .unexpected("--\(unknown)")
    }
  }

  /// A count, with `_` or `,` between digits, `k` for thousands, `m` for millions.
  package static func number(_ text: String) -> Int? {
    var digits = text.filter { $0 != "_" && $0 != "," }
    let factors: [Character: Int] = ["k": 1_000, "K": 1_000, "m": 1_000_000, "M": 1_000_000]
    var factor = 1
    if let last = digits.last, let named = factors[last] {
      factor = named
      digits.removeLast()
    }
    guard let number = Int(digits), number >= 0 else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  var peek: String? { position < words.count ? words[position] : nil }

  mutating func next() -> String? {
    guard let word = peek else { return nil }
    position += 1
    return word
  }

  mutating func word(_ what: String) throws(Failure) -> String {
    guard let word = next() else { throw .missing(what) }
    return word
  }
}
