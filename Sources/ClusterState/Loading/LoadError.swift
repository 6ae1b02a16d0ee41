/// Why nothing could be loaded at all; what is wrong with single objects is a ``Problem``.
package enum LoadError: Error, Hashable, Sendable {
  /// The data is not what its format asks for, or exceeds a limit.
  case malformed(TextPlace, Malformation)
  /// The operating system refused, in its words.
  case unreadable(path: String, reason: String)
  case noSuchFile(path: String)
  /// A folder without a single document.
  case noDocuments(path: String)
  /// The file became another one while it was read.
  case changed(path: String, FileChange)
  /// More memory than the limit, in words, is needed; where that was reached, in words.
  case memoryLimit(String, reached: String)
  /// The progress callback asked to stop.
  case cancelled

  /// Exit code of a command that ends with this error (`sysexits.h`, 130 for cancelled).
  package var exitCode: Int32 {
    switch self {
    case .memoryLimit: 1
    case .malformed, .unreadable, .changed: 65
    case .noSuchFile, .noDocuments: 66
    case .cancelled: 130
    }
  }
}

/// What happened to a file while it was read; in bytes.
package enum FileChange: Hashable, Sendable {
  case grew(from: UInt64, to: UInt64)
  case shrank(from: UInt64, to: UInt64)
  /// Written to without a change of its size.
  case rewritten(bytesRead: UInt64)
}

/// A point in a file; line and column count from 1, columns in bytes (characters in YAML).
package struct TextPlace: Hashable, Sendable {
  /// Name of the file as given.
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1.
  package var column: Int

  /// A place in a file.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// What is wrong with data that cannot be taken apart.
package enum Malformation: Hashable, Sendable {
  case empty
  /// Only comments, white space or empty YAML documents.
  case noDocuments
  case notUTF8
  case binary
  case controlCharacter
  case unclosedString
  case badEscape
  /// The data ends inside a value that begins on this line.
  case cutOff(startLine: Int)
  case unexpected(UInt8)
  case mismatchedBracket(UInt8)
  case badNumber
  case badWord
  case tooDeep
  case objectTooLarge
  case nestedLists
  case aliasesTooLarge
  case tooManyAliases
  case aliasAsKey
  case yamlTooLarge
  case yaml(String)
  /// Compressed data of a format that ends too early, after so many bytes.
  case compressionCutOff(String, UInt64)
  /// Compressed data of a format that its library refuses, in its words, after so many good bytes.
  case compressionBroken(String, String, after: UInt64)
}

/// Limits of what is loaded.
package enum LoadLimit {
  /// Bytes of one object.
  package static let objectBytesMax = 16 << 20
  /// Levels of nesting; the splitter knows the same number.
  package static let depthMax = 1_000
  /// Lists in lists.
  package static let nestedListsMax = 8
  /// Bytes of one YAML file, which has to be held in memory.
  package static let yamlBytesMax = 256 << 20
  /// How many times its own size a YAML document may grow by aliases.
  package static let aliasGrowthMax = 32
  /// Aliases of one YAML file; a chain of them is as deep as it is long.
  package static let aliasesMax = 4_000
  /// Problems that are kept; the rest is counted.
  package static let problemsMax = 100
}
