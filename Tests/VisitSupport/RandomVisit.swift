package import ClusterState
package import Console

/// Somebody who presses everything: no key may crash, break a frame or lose the way back.
///
/// The same document and seed give the same visit.
package struct RandomVisit {
  /// What is wrong, and after which step.
  package struct Finding: Error, CustomStringConvertible {
    package let step: Int
    package let input: RandomInput?
    package let problem: String

    package var description: String {
      let last = input.map { " (\($0))" } ?? ""
      return "step \(step)\(last): \(problem)"
    }
  }

  package private(set) var state: AppState
  /// Inputs so far.
  package private(set) var steps = 0
  private var generator: SeededGenerator
  private var symbols = Symbols.unicode
  private let opened: Simulation
  /// What the document itself has wrong, as slices that another controller wrote.
  private let openedBroken: Set<String>
  private var last: RandomInput?

  /// Steps between the slower checks.
  private static let checkEvery = 100
  private static let piecesMax = 5
  /// Effects that follow each other: an editor opens again as long as something is wrong.
  private static let answersMax = 5

  package init(_ document: LoadedDocument, seed: UInt64) {
    generator = SeededGenerator(seed: seed, stream: "keys")
    opened = Simulation(opening: document)
    openedBroken = Set(opened.brokenInvariants)
    var session = Session(title: "random", document)
    session.language = generator.next(below: 2) == 0 ? .english : .korean
    if generator.next(below: 2) == 0 { symbols = .ascii }
    state = AppState(session, opened, size: Size(columns: 120, rows: 40))
  }

  /// Does the next thing and looks at the screen; `note` hears first what is done.
  package mutating func step(
    _ note: (RandomInput) -> Void = { _ in }
  ) throws(Finding) {
    let input = RandomInput.next(&generator)
    note(input)
    last = input
    steps += 1
    switch input {
    case .key(let key): press(key)
    case .line(let line):
      press(.escape)
      press(.escape)
      press(.character(":"))
      for character in line { press(.typing(character)) }
      press(.enter)
    case .wait(let milliseconds):
      // What takes long goes on in pieces, as in the program.
      var pieces = Self.piecesMax
      state.tick(elapsedMicroseconds: milliseconds * 1_000) {
        pieces -= 1
        return pieces > 0
      }
    }
    try look()
    guard steps.isMultiple(of: Self.checkEvery) else { return }
    try expectWayOut()
    try expectInvariants()
  }

  /// More than the commands of all branches that a visit makes.
  private static let stepsBackMax = 4_000

  /// Leaves everything and takes everything back: what was opened must be there again.
  package mutating func end() throws(Finding) {
    last = nil
    try expectWayOut()
    try expectInvariants()
    state.handle(.resize(Size(columns: 120, rows: 40)))
    leave()
    // Undo leads back from where one went in history, which may be a longer branch, before it takes
    // anything away.
    for _ in 0..<Self.stepsBackMax
    where state.timeline.undoable != nil || state.timeline.isLookingBack {
      state.reduce(.undo)
    }
    guard state.timeline.undoable == nil, state.simulation == opened else {
      throw finding("undoing everything does not lead to the document")
    }
  }
}

extension RandomVisit {
  private mutating func press(_ key: Key) {
    state.handle(key)
    var asked = state.takeEffects()
    for _ in 0..<Self.answersMax where !asked.isEmpty {
      for effect in asked { answer(effect) }
      asked = state.takeEffects()
    }
  }

  private mutating func answer(_ effect: Effect) {
    switch effect {
    case .readText(let view, let kind, let key, _):
      let isThere = generator.next(below: 4) > 0
      state.reduce(
        isThere
          ? .textRead(view, kind: kind, key, text: "kind: \(kind)\n\u{1B}[2Jspec: {}\n")
          : .textFailed("the file is not there")
      )
    case .edit(let draft): state.reduce(.edited(draft, edit(draft)))
    default: break
    }
  }

  /// What comes out of an editor: nothing changed, a number changed, a line gone, nonsense.
  private mutating func edit(_ draft: EditDraft) -> EditEnd {
    var lines = draft.text.split(separator: "\n", omittingEmptySubsequences: false)
    switch generator.next(below: 6) {
    case 0: return .failed("the editor was not found")
    case 1: return .text(draft.text)
    case 2: return .text("a: [b\n\u{0}")
    case 3: return .text(String(draft.text.map { $0 == "0" ? "7" : $0 }))
    case 4: return .text(draft.text.replacing("Cluster", with: "Local"))
    default:
      lines.remove(at: Int(generator.next(below: UInt64(lines.count))))
      return .text(lines.joined(separator: "\n"))
    }
  }

  private func look() throws(Finding) {
    let frame = state.frame(symbols: symbols)
    guard frame.size == state.size else { throw finding("the frame has another size") }
    try expect(frame.brokenRows)
    if symbols == .ascii, !frame.isPlainASCII { throw finding("there is more than ASCII") }
    if let cursor = frame.cursor,
      !(0..<frame.size.columns).contains(cursor.column)
        || !(0..<frame.size.rows).contains(cursor.row)
    {
      throw finding("the cursor is outside")
    }
  }

  private func expectInvariants() throws(Finding) {
    try expect(state.simulation.brokenInvariants.filter { !openedBroken.contains($0) })
  }

  /// Esc leads to the overview, however deep one is.
  private func expectWayOut() throws(Finding) {
    var visitor = self
    visitor.leave()
    let state = visitor.state
    guard state.screens == [.overview], state.popup == nil, state.prompt == nil else {
      throw finding("Esc does not lead to the overview")
    }
  }

  /// Each screen may have a filter, and something may be open on top.
  private mutating func leave() {
    for _ in 0..<2 * state.screens.count + 6 { press(.escape) }
  }

  private func expect(_ problems: [String]) throws(Finding) {
    if !problems.isEmpty { throw finding(problems.prefix(3).joined(separator: "; ")) }
  }

  private func finding(_ problem: String) -> Finding {
    Finding(step: steps, input: last, problem: problem)
  }
}
