internal import ClusterState

/// An object as YAML, with what the document did not say marked by where it comes from.
enum YAMLText {
  static func lines(_ object: StoredObject) -> [TextLine] {
    YAMLPrinter.lines(of: object.tree).map { line in
      guard !line.opensContainer, let (style, note) = mark(object.origin(of: line.path)) else {
        return TextLine(Sentence(verbatim: line.text))
      }
      return TextLine("\(line.text)   # \(note)", style)
    }
  }

  /// What a value looks like and what is said of it; `nil` if the document has it so.
  static func mark(_ origin: StoredObject.Origin) -> (Style, Sentence)? {
    switch origin {
    case .document: nil
    case .defaulted: (Style(.dim), "default")
    case .allocated: (Style(.information), "allocated")
    case .simulation: (Style(.ready), "now")
    }
  }
}
