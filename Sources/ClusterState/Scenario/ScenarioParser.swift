/// Reads scenario files.
package struct ScenarioParser {
  /// What the lines of the head begin with, in their usual order.
  private static let headWords = ["format", "cluster", "seed", "mode", "let"]

  private let file: String
  private let namespace: String
  /// What is said about parameters elsewhere; it counts for more than the file.
  private let values: [String: String]
  private var format: Int?
  private var cluster: Scenario.ClusterReference?
  private var clusterLine = 0
  private var parameters: [ScenarioParameter] = []
  private var used: Set<String> = []
  private var seed: UInt64?
  private var mode: ProxyMode?
  private var lines: [Scenario.Line] = []
  private var marks: [String] = []
  private var given: Set<String> = []
  private var problems: [ScenarioError.Problem] = []
  private var untold = 0

  private init(file: String, namespace: String, values: [String: String]) {
    self.file = file
    self.namespace = namespace
    self.values = values
  }

  /// Reads a whole file, or throws all that is wrong with it.
  ///
  /// `file` is what messages call it; names without a namespace are looked for in `namespace`;
  /// `values` are those of parameters that shall not have the file's own, others are ignored.
  package static func parse(
    _ bytes: [UInt8],
    file: String,
    namespace: String = "default",
    values: [String: String] = [:]
  ) throws(ScenarioError) -> Scenario {
    var parser = Self(file: file, namespace: namespace, values: values)
    let text = try ScenarioText(bytes, file: file)
    for (index, line) in text.lines.enumerated() {
      do throws(SyntaxFailure) {
        try parser.expandAndRead(line.get(), number: index + 1)
      } catch {
        parser.note(error.message.english, index + 1, error.column)
      }
    }
    return try parser.finish(lineCount: text.lines.count)
  }

  /// Without any parameter a dollar is a character as others.
  private mutating func expandAndRead(
    _ source: Substring,
    number: Int
  ) throws(SyntaxFailure) {
    guard !parameters.isEmpty else { return try read(source, number: number) }
    let line = try ExpandedLine(source, parameters)
    used.formUnion(line.used)
    do throws(SyntaxFailure) {
      try read(line.text[...], number: number)
    } catch {
      var failure = error
      failure.column = line.sourceColumn(of: error.column)
      throw failure
    }
  }

  private mutating func read(_ line: Substring, number: Int) throws(SyntaxFailure) {
    if let index = line.firstIndex(where: Self.isControl) {
      let column = line.distance(from: line.startIndex, to: index) + 1
      throw SyntaxFailure(
        column,
        .invalid(
          what: "character",
          text: "U+\(String(line[index].unicodeScalars.first?.value ?? 0, radix: 16))",
          expected: "text"
        )
      )
    }
    let words = try LineWord.words(of: line)
    guard let first = words.first else { return }
    if format == nil, first.text != "format" {
      format = Scenario.format
      note("format \(Scenario.format) is missing as the first line", number, first.column)
    }
    let end = line.count + 1
    if isHead(first) {
      try readHead(first, Array(words.dropFirst()), end, number: number)
    } else {
      let step = try step(first, words, end)
      let text = LineWord.withoutComment(line)
      lines.append(Scenario.Line(number: number, text: text, step: step))
    }
  }

  /// `mode` is a line of the head only while there is no other line.
  private func isHead(_ word: LineWord) -> Bool {
    Self.headWords.contains(word.text) && !(word.text == "mode" && !lines.isEmpty)
  }

  private mutating func readHead(
    _ word: LineWord,
    _ rest: [LineWord],
    _ endColumn: Int,
    number: Int
  ) throws(SyntaxFailure) {
    guard lines.isEmpty else {
      throw SyntaxFailure(word.column, .unexpected("\(word.text) after the first command"))
    }
    guard word.text == "let" || given.insert(word.text).inserted else {
      throw SyntaxFailure(word.column, .repeated(option: word.text))
    }
    var reader = try CommandReader(
      rest,
      options: [],
      namespace: namespace,
      endColumn: endColumn
    )
    switch word.text {
    case "format":
      // Whatever is wrong with it: other lines need not complain of it again.
      format = Scenario.format
      let one = Int64(Scenario.format)
      _ = try reader.wholeNumber(try reader.word("1"), "format", in: one...one)
    case "cluster":
      cluster = try Self.cluster(try reader.word("PATH or demo:NAME"))
      clusterLine = number
    case "let": try readParameter(&reader, number)
    case "seed":
      let number = try reader.word("a number")
      guard let seed = UInt64(number.text) else {
        throw SyntaxFailure(
          number.column,
          .outOfRange(what: "seed", text: number.text, least: "0", most: "\(UInt64.max)")
        )
      }
      self.seed = seed
    default:
      let name = try reader.choice("mode", ProxyMode.allCases.map(\.rawValue))
      mode = ProxyMode(rawValue: name)
    }
    try reader.finish()
  }

  private mutating func readParameter(
    _ reader: inout CommandReader,
    _ number: Int
  ) throws(SyntaxFailure) {
    let name = try reader.word("NAME = VALUE")
    guard ScenarioParameter.isName(name.text), name.text != SweepGrid.seedKey else {
      let expected: Sentence = "letters and digits, a letter first, and not seed"
      throw SyntaxFailure(name.column, .invalid(what: "name", text: name.text, expected: expected))
    }
    guard !parameters.contains(where: { $0.name == name.text }) else {
      throw SyntaxFailure(name.column, .repeated(option: name.text))
    }
    let sign = try reader.word("=")
    guard sign.text == "=" else {
      throw SyntaxFailure(sign.column, .invalid(what: "sign", text: sign.text, expected: "="))
    }
    let value = try reader.word("a value")
    // Known whatever its value, so that other lines need not complain of it.
    parameters.append(
      ScenarioParameter(name: name.text, value: values[name.text] ?? value.text, line: number)
    )
    guard ScenarioParameter.isValue(value.text) else {
      let expected: Sentence = "a word of letters, digits and . _ : / % + = -"
      throw SyntaxFailure(
        value.column,
        .invalid(what: "value", text: value.text, expected: expected)
      )
    }
  }

  private static func cluster(
    _ word: LineWord
  ) throws(SyntaxFailure) -> Scenario.ClusterReference {
    let isDemo = word.text.hasPrefix("demo:")
    let name = isDemo ? String(word.text.dropFirst(5)) : word.text
    guard !name.isEmpty, name != "-" else {
      throw SyntaxFailure(
        word.column,
        .invalid(what: "cluster", text: word.text, expected: "a file, a folder or demo:NAME")
      )
    }
    return isDemo ? .demo(name) : .path(name)
  }

  private mutating func step(
    _ first: LineWord,
    _ words: [LineWord],
    _ endColumn: Int
  ) throws(SyntaxFailure) -> Scenario.Step {
    switch first.text {
    case "expect":
      let expectation = try ExpectationParser.parse(
        words.dropFirst(),
        namespace: namespace,
        endColumn: endColumn
      )
      if let since = expectation.since, !marks.contains(since) {
        let word = words.last { $0.text == since } ?? first
        throw .unknown("mark", word, marks)
      }
      return .expectation(expectation)
    case "mark":
      var reader = try CommandReader(
        words.dropFirst(),
        options: [],
        namespace: namespace,
        endColumn: endColumn
      )
      let name = reader.peek == nil ? nil : try reader.markName()
      try reader.finish()
      if let name, !marks.contains(name) { marks.append(name) }
      return .mark(name)
    default:
      let known = Self.headWords.filter { $0 != "mode" } + ["expect", "mark"]
      let isKnown = Verb.named(first.text) != nil || first.text.hasPrefix("-")
      guard isKnown else {
        let verbs = Verb.all.map(\.name)
        throw .unknown("command", first, lines.isEmpty ? known + verbs : verbs + known)
      }
      return .instruction(
        try InstructionParser.parse(words, namespace: namespace, endColumn: endColumn)
      )
    }
  }

  private mutating func note(_ message: String, _ line: Int, _ column: Int) {
    guard problems.count < Scenario.problemsMax else {
      untold += 1
      return
    }
    let place = TextPlace(file: file, line: line, column: column)
    problems.append(ScenarioError.Problem(place: place, message: message))
  }

  private mutating func finish(lineCount: Int) throws(ScenarioError) -> Scenario {
    if format == nil {
      note("the file is empty: format \(Scenario.format) is missing", 1, 1)
    } else if !given.contains("cluster") {
      note("cluster PATH or cluster demo:NAME is missing in the head", lineCount, 1)
    }
    for parameter in parameters where !used.contains(parameter.name) {
      note("\(parameter.name) is not used: write $\(parameter.name) in a line", parameter.line, 1)
    }
    problems.sort { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
    guard problems.isEmpty, let cluster else {
      throw ScenarioError(problems: problems, untold: untold)
    }
    return Scenario(
      name: file,
      cluster: cluster,
      seed: seed,
      mode: mode,
      parameters: parameters,
      clusterLine: clusterLine,
      lines: lines
    )
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains { $0.value < 32 && $0 != "\t" || $0.value == 127 }
  }
}
