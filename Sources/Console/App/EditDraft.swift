package import ClusterState

/// An object as it goes into the person's editor.
package struct EditDraft: Hashable, Sendable {
  package var kind: String
  package var key: ObjectName
  /// The object before it was edited.
  package var original: JSONTree
  /// What stands above the object: lines that begin with `#`.
  package var comments: [String]
  /// The object as YAML.
  package var body: String
  /// Whether the editor was opened before, and what it gave was refused.
  package var isSecondTry = false

  /// The whole file.
  package var text: String { comments.map { "\($0)\n" }.joined() + body }

  /// A name for the file that says what it holds: `service-web.yaml`.
  package var fileName: String {
    let letters = key.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return "\(ResourceNames.singular(kind))-\(letters.prefix(60)).yaml"
  }
}

/// How an edit ended.
package enum EditEnd: Hashable, Sendable {
  /// The file as the editor left it.
  case text(String)
  /// The editor could not be run, or gave up.
  case failed(String)
}
