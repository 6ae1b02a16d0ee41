import Testing

/// What code may not say.
@Suite struct WordsTests {
  /// What would make the model or the interface depend on more than its arguments.
  private static let impureWords = [
    "Date(", "print(", "debugPrint(", "getenv", "FileManager", "ProcessInfo", "ContinuousClock",
    "SuspendingClock", "SystemRandomNumberGenerator", "shuffled()", "randomElement()",
    "hashValue", "Task.sleep", "DispatchQueue",
  ]

  private static var pureFiles: [SourceFile] {
    Repository.swiftFiles.filter {
      $0.path.hasPrefix("Sources/ClusterState/") || $0.path.hasPrefix("Sources/Console/")
    }
  }

  /// Whether `line` contains `word` with no letter or digit before it.
  private static func says(_ word: String, _ line: String) -> Bool {
    guard line.contains(word) else { return false }
    return line.ranges(of: word).contains { range in
      line[..<range.lowerBound].last.map { !isPartOfName($0) } ?? true
    }
  }

  @Test func `the model and the interface ask for no time, chance, file or environment`() {
    let impure = Self.pureFiles.flatMap { file in
      file.places { line in
        Self.impureWords.contains { Self.says($0, line) } || Self.asksTheClock(line)
          || (line.contains(".random(") && !line.contains("using:"))
      }
    }
    #expect(impure == [])
  }

  /// `.now` of a clock's type or of what Swift infers; `simulation.now` is simulated time.
  private static func asksTheClock(_ line: String) -> Bool {
    line.ranges(of: ".now").contains { range in
      let isWhole = line[range.upperBound...].first.map { !isPartOfName($0) } ?? true
      let owner = line[..<range.lowerBound].reversed().prefix(while: isPartOfName)
      return isWhole && (owner.last?.isUppercase ?? !line[..<range.lowerBound].hasSuffix(")"))
    }
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  @Test(arguments: [
    ("let start = Date.now", true), ("wait(until: .now)", true), ("ContinuousClock.now", true),
    ("simulation.now", false), ("state(of: pod).now", false), ("route.nowhere", false),
  ])
  func `only a clock's present counts as asking for the time`(line: String, asks: Bool) {
    #expect(Self.asksTheClock(line) == asks)
  }

  @Test func `every package type of the model and the interface is documented`() {
    let bare = Self.pureFiles.flatMap { file in
      file.code.indices.filter { Self.declaresPackageType(file.code[$0]) }
        .filter { !Self.isDocumented($0, in: file) }.map { "\(file.path):\($0 + 1)" }
    }
    #expect(bare == [])
  }

  private static func declaresPackageType(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    guard words.contains("package") else { return false }
    return words.prefix(4).contains {
      ["struct", "enum", "class", "actor", "protocol"].contains($0)
    }
  }

  private static func isDocumented(_ index: Int, in file: SourceFile) -> Bool {
    let above = file.lines[..<index].reversed().map { $0.drop { $0 == " " } }
    return above.first { !$0.hasPrefix("@") }?.hasPrefix("///") ?? false
  }

  @Test func `nothing is left for later`() {
    // Put together here, so that this file does not find itself.
    let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX:"]
    let left = Repository.writtenFiles.flatMap { file in
      file.lines.indices.filter { index in marks.contains { file.lines[index].contains($0) } }
        .map { "\(file.path):\($0 + 1)" }
    }
    #expect(left == [])
  }

  @Test func `no type or file has a name that says nothing`() {
    let empty = ["Manager", "Helper", "Utils", "Utilities"]
    let files = Repository.swiftFiles.map(\.path).filter { path in
      empty.contains { path.contains($0) }
    }
    let types = Repository.swiftFiles.flatMap { file in
      file.places { line in
        let words = line.split { " :<{".contains($0) }.map(String.init)
        return zip(words, words.dropFirst()).contains { keyword, name in
          ["struct", "enum", "class", "actor", "protocol", "typealias"].contains(keyword)
            && empty.contains { name.hasSuffix($0) }
        }
      }
    }
    #expect(files + types == [])
  }
}
