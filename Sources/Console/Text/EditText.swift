internal import ClusterState

/// The words around an object that is edited, and where in it a field stands.
enum EditText {
  /// What stands above the object at first.
  static func comments(_ kind: String, _ key: ObjectName) -> [String] {
    [
      "# \(kind) \(key) of the simulated cluster. Save and leave the editor to apply it.",
      "# Lines with # at their start are left out. Without a change nothing is done.",
      "#",
    ]
  }

  /// What stands above an object that the API server would not take.
  static func comments(_ kind: String, _ key: ObjectName, _ errors: [FieldError], _ body: String)
    -> [String]
  {
    let places = errors.map { error in (error, line(of: error.field, in: body)) }
    let count = errors.count + 3
    let lines = places.map { error, line in
      let text = "\(error.field): \(error.message)".split(whereSeparator: \.isNewline)
      let words = text.joined(separator: " ")
      return line.map { "# line \($0 + count): \(words)" } ?? "# \(words)"
    }
    return ["# \(kind) \(key) was not taken:"] + lines
      + ["# Mend it, or leave it as it is to give up.", "#"]
  }

  /// What stands above a text that is no YAML.
  static func comments(_ error: LoadError) -> [String] {
    let reason: String
    if case .malformed(let place, let malformation) = error {
      reason = "# line \(place.line + 3): \(malformation)"
    } else {
      reason = "# \(error)"
    }
    return [
      reason.filter { !$0.isNewline }, "# Mend it, or leave it as it is to give up.", "#",
    ]
  }

  /// A text without the comments above it.
  static func body(of text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { $0.hasPrefix("#") }.joined(separator: "\n")
  }

  /// The line of a YAML text, counted from 1, at which a field (`spec.ports[0].port`) stands, or
  /// the nearest that it would stand under.
  static func line(of field: String, in body: String) -> Int? {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var found: Int?
    var start = 0
    var indent = -1
    for step in steps(of: field) {
      guard let next = place(of: step, in: lines, from: start, under: indent) else { break }
      found = next.line
      (start, indent) = (next.start, next.indent)
    }
    return found.map { $0 + 1 }
  }

  private enum Step {
    case member(String)
    case element(Int)
  }

  private static func steps(of field: String) -> [Step] {
    field.split(separator: ".").flatMap { part -> [Step] in
      let pieces = part.split(separator: "[")
      guard let name = pieces.first else { return [] }
      let rest = pieces.dropFirst().compactMap { piece -> Step? in
        Int(piece.dropLast()).map(Step.element) ?? .member(String(piece.dropLast()))
      }
      return (part.hasPrefix("[") ? [] : [.member(String(name))]) + rest
    }
  }

  private static func place(
    of step: Step,
    in lines: [String],
    from start: Int,
    under indent: Int
  ) -> (line: Int, start: Int, indent: Int)? {
    var elements = -1
    for index in lines.indices.dropFirst(start) {
      let text = lines[index].drop { $0 == " " }
      let depth = lines[index].count - text.count
      let isElement = text == "-" || text.hasPrefix("- ")
      if text.isEmpty || text.hasPrefix("#") { continue }
      // Elements of a list may stand right under their key.
      if depth < indent || depth == indent && !isElement && index > start { return nil }
      switch step {
      case .element(let wanted):
        guard isElement else { continue }
        elements += 1
        if elements == wanted { return (index, index, depth) }
      case .member(let name):
        let key = isElement ? text.dropFirst(2) : text
        if key.hasPrefix("\(name):") || key.hasPrefix("\"\(name)\":") {
          return (index, index + 1, depth)
        }
      }
    }
    return nil
  }
}
