import Testing

/// How long lines, functions and files may be.
@Suite struct ShapeTests {
  private static let lineMax = 100
  private static let functionLinesMax = 60
  private static let fileLinesMax = 500
  private static let fileLinesAim = 350

  /// Files that were longer than they should be when the rule came, and how long they may be.
  ///
  /// Only ever made shorter: a file that fits again leaves the list.
  private static let longFiles: [String: Int] = [:]

  @Test func `no line is longer than 100 characters`() {
    let long = Repository.writtenFiles.flatMap { file in
      file.lines.indices
        .filter { file.lines[$0].utf8.count > Self.lineMax && file.lines[$0].count > Self.lineMax }
        .map { "\(file.path):\($0 + 1)" }
    }
    #expect(long == [])
  }

  @Test func `no function is longer than 60 lines`() {
    let long = Repository.swiftFiles.flatMap { file in
      file.functions.filter { $0.length > Self.functionLinesMax }
        .map { "\(file.path):\($0.line) \($0.name) has \($0.length) lines" }
    }
    #expect(long == [])
  }

  @Test func `no file is longer than it may be`() {
    let long = Repository.writtenFiles.filter { file in
      let limit = Self.longFiles[file.path] ?? Self.fileLinesAim
      return file.lines.count > min(limit, Self.fileLinesMax)
    }
    #expect(long.map { "\($0.path) has \($0.lines.count) lines" } == [])
  }

  @Test func `the list of long files holds only files that are too long`() {
    let lengths = Dictionary(
      uniqueKeysWithValues: Repository.writtenFiles.map { ($0.path, $0.lines.count) }
    )
    let needless = Self.longFiles.keys.filter { lengths[$0, default: 0] <= Self.fileLinesAim }
    #expect(needless.sorted() == [])
  }

  @Test func `no line ends in blanks and every file ends in a line break`() {
    let untidy = Repository.writtenFiles.flatMap { file in
      file.lines.indices
        .filter { file.lines[$0].hasSuffix(" ") || file.lines[$0].hasSuffix("\t") }
        .map { "\(file.path):\($0 + 1)" }
    }
    #expect(untidy == [])
    let unended = Repository.writtenFiles.map(\.path).filter { path in
      let text = Repository.text(path)
      return !text.isEmpty && !text.hasSuffix("\n")
    }
    #expect(unended == [])
  }

  @Test func `functions are found with the lines they take`() {
    let finder = Repository.swiftFiles.first { $0.path == "Tests/TidyTests/FunctionFinder.swift" }
    let functions = finder?.functions ?? []
    #expect(
      functions.map(\.name) == [
        "functions", "declaredName", "isModifier", "endOfBody", "continues",
      ]
    )
    #expect(functions.last?.length == 5)
  }
}
