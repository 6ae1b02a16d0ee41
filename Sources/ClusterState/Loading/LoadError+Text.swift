extension LoadError: CustomStringConvertible {
  /// One line: the place and what is wrong.
  package var description: String {
    switch self {
    case .malformed(let place, let malformation): "\(place): \(malformation)"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .noSuchFile(let path): "\(path): no such file or folder"
    case .noDocuments(let path):
      "\(path): no documents in this folder (.json, .yaml, .yml; .gz and .zst of these)"
    case .changed(let path, let change):
      "\(path): \(change) while it was read: load it again when nobody writes to it"
    case .memoryLimit(let limit, let reached):
      "more memory than \(limit) is needed, \(reached): allow more, or load a dump of fewer "
        + "namespaces or kinds (nodes, pods, svc and endpointslices suffice)"
    case .cancelled: "loading was cancelled"
    }
  }

  /// A stable name of the error, for scripts.
  package var id: String {
    switch self {
    case .malformed: "malformed-data"
    case .unreadable: "unreadable-file"
    case .noSuchFile: "no-such-file"
    case .noDocuments: "no-documents"
    case .changed: "file-changed"
    case .memoryLimit: "memory-limit"
    case .cancelled: "cancelled"
    }
  }
}

extension FileChange: CustomStringConvertible {
  /// What happened, to be followed by when.
  package var description: String {
    switch self {
    case .grew(let former, let now): "it grew from \(former) to \(now) bytes"
    case .shrank(let former, let now): "it shrank from \(former) to \(now) bytes"
    case .rewritten(let bytes): "it was written to, after \(bytes) bytes had been read,"
    }
  }
}

extension TextPlace: CustomStringConvertible {
  /// `file:line:column`, as compilers write it.
  package var description: String { "\(file):\(line):\(column)" }
}

extension Malformation: CustomStringConvertible {
  /// What is wrong, without the place.
  package var description: String {
    switch self {
    case .empty: "the file is empty"
    case .noDocuments: "the file holds no object"
    case .notUTF8: "not UTF-8 text"
    case .binary: "binary data, neither JSON nor YAML"
    case .controlCharacter: "a control character inside a string; JSON wants it escaped"
    case .unclosedString: "a string that is never closed"
    case .badEscape: "an escape that JSON does not know"
    case .cutOff(let startLine): "the data ends inside the value that begins on line \(startLine)"
    case .unexpected(let byte): "unexpected \(Self.name(byte))"
    case .mismatchedBracket(let byte): "\(Self.name(byte)) closes another kind of bracket"
    case .badNumber: "not a number as JSON writes it"
    case .badWord: "an unknown word; JSON knows true, false and null"
    case .tooDeep: "nested deeper than \(LoadLimit.depthMax) levels"
    case .objectTooLarge: "an object larger than \(LoadLimit.objectBytesMax >> 20) MiB"
    case .nestedLists: "lists nested deeper than \(LoadLimit.nestedListsMax) levels"
    case .aliasesTooLarge:
      "aliases expand to more than \(LoadLimit.aliasGrowthMax) times the size of the document"
    case .tooManyAliases: "more than \(LoadLimit.aliasesMax) aliases"
    case .aliasAsKey: "keys that are collections are not allowed in a document with aliases"
    case .yamlTooLarge:
      "YAML larger than \(LoadLimit.yamlBytesMax >> 20) MiB; JSON has no such limit"
    case .yaml(let message): message
    case .compressionCutOff(let format, let bytes):
      "the \(format) data is cut off after \(bytes) bytes"
    case .compressionBroken(let format, let message, let bytes):
      "broken \(format) data after \(bytes) bytes: \(message)"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    guard byte >= 0x21, byte < 0x7F else {
      let digits = String(byte, radix: 16, uppercase: true)
      return "byte 0x\(digits.count < 2 ? "0" : "")\(digits)"
    }
    return "`\(Character(Unicode.Scalar(byte)))`"
  }
}

extension Problem: CustomStringConvertible {
  /// One line: place, object, field, what is wrong.
  package var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return [place, object, field, message].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
