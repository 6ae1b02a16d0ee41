/// Prints a tree as YAML in the form kubectl has it, line by line.
package enum YAMLPrinter {
  /// A line with the path of the value that stands on it.
  package struct Line: Sendable {
    package var text: String
    package var path: [TreeStep]
    /// Whether the value itself is on the lines that follow.
    package var opensContainer: Bool
  }

  /// All lines of an object.
  package static func lines(of tree: JSONTree) -> [Line] {
    var lines: [Line] = []
    append(tree, at: [], indent: 0, to: &lines)
    return lines
  }

  private static func append(
    _ tree: JSONTree,
    at path: [TreeStep],
    indent: Int,
    to lines: inout [Line]
  ) {
    let margin = String(repeating: " ", count: indent)
    switch tree {
    case .object(let members):
      for member in members where member.value != .null {
        let inner = path + [.member(member.key)]
        let key = margin + scalar(member.key) + ":"
        let isOpen = member.value.opensBlock
        let text = isOpen ? key : "\(key) \(flow(member.value))"
        lines.append(Line(text: text, path: inner, opensContainer: isOpen))
        guard isOpen else { continue }
        // Elements of a list stand under their key, members further in.
        let isList = !member.value.elements.isEmpty
        append(member.value, at: inner, indent: isList ? indent : indent + 2, to: &lines)
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        let inner = path + [.element(index)]
        guard element.opensBlock else {
          let text = "\(margin)- \(flow(element))"
          lines.append(Line(text: text, path: inner, opensContainer: false))
          continue
        }
        let first = lines.count
        append(element, at: inner, indent: indent + 2, to: &lines)
        lines[first].text = margin + "- " + lines[first].text.dropFirst(indent + 2)
      }
    default:
      lines.append(Line(text: margin + flow(tree), path: path, opensContainer: false))
    }
  }

  /// A value on one line.
  private static func flow(_ tree: JSONTree) -> String {
    switch tree {
    case .string(let text): scalar(text)
    case .object: "{}"
    case .array: "[]"
    default: tree.compactText
    }
  }

  /// A text, in quotes where YAML would take it for something else.
  private static func scalar(_ text: String) -> String {
    let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "~", "y", "n"]
    let isPlain =
      !text.isEmpty && !words.contains(text.lowercased()) && Double(text) == nil
      && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
      && !text.contains(": ") && !text.contains(" #") && !text.hasSuffix(":")
      && !text.hasPrefix(" ") && !text.hasSuffix(" ")
      && !"-?:,[]{}#&*!|>'\"%@`".contains(text.first ?? " ")
    return isPlain ? text : JSONTree.string(text).compactText
  }
}

extension JSONTree {
  /// Whether its members or elements take lines of their own.
  fileprivate var opensBlock: Bool { !members.isEmpty || !elements.isEmpty }
}
