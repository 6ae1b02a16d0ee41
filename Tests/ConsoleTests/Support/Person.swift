import ClusterState
import Console
import VisitSupport

/// Somebody in front of the screen: presses keys, lets time pass, looks.
struct Person {
  private(set) var state: AppState
  /// What was asked of the program around, texts of objects aside.
  private(set) var effects: [Effect] = []
  /// What was done in the history, as a journal has it.
  private(set) var recorded: [Instruction] = []
  var symbols = Symbols.unicode

  init(
    _ document: LoadedDocument = ShopDocument.make(),
    size: Size = Size(columns: 140, rows: 40),
    isReadOnly: Bool = false,
    isPerfect: Bool = false,
    language: Language = .english,
    session change: (inout Session) -> Void = { _ in }
  ) {
    var session = Session(title: "shop.json", document, language: language)
    session.isReadOnly = isReadOnly
    change(&session)
    var options = SessionOptions()
    options.isPerfect = isPerfect
    state = AppState(session, Simulation(opening: document, options: options), size: size)
  }

  /// Presses keys as `Key.parse` reads them; `wait:500ms` lets time pass in between.
  mutating func press(_ text: String) throws {
    var rest = text[...]
    while let match = rest.firstMatch(of: /wait:(\d+)ms/) {
      for key in try Key.parse(String(rest[..<match.range.lowerBound])) { press(key) }
      wait(milliseconds: Int64(match.1) ?? 0)
      rest = rest[match.range.upperBound...]
    }
    for key in try Key.parse(String(rest)) { press(key) }
  }

  mutating func press(_ key: Key) {
    state.handle(key)
    var asked = state.takeEffects()
    while !asked.isEmpty {
      for effect in asked { answer(effect) }
      asked = state.takeEffects()
    }
  }

  private mutating func answer(_ effect: Effect) {
    switch effect {
    case .record(let instruction): recorded.append(instruction)
    case .readText(let view, let kind, let key, _):
      let lines = (10...69).map { "  line\($0): is here" }.joined(separator: "\n")
      let text = "kind: \(kind)\nlines:\n\(lines)"
      state.reduce(.textRead(view, kind: kind, key, text: text))
    default: effects.append(effect)
    }
  }

  /// Types characters one by one, whatever they are.
  mutating func type(_ text: String) {
    for character in text { press(Key.typing(character)) }
  }

  mutating func wait(milliseconds: Int64) {
    // In frames, as the program does it.
    for _ in 0..<milliseconds / 50 { state.tick(elapsedMicroseconds: 50_000) }
  }

  /// A moment in which there is no time for more than one piece of work.
  mutating func tickOnce() { state.tick(elapsedMicroseconds: 1_000) { false } }

  /// Begins as the program does.
  mutating func start() { state.start(namespace: nil, labels: nil) }

  mutating func reduce(_ action: Action) { state.reduce(action) }

  /// Types a command and Enter.
  mutating func run(_ line: String) {
    if state.prompt != nil { press(.escape) }
    type(":" + line)
    press(.enter)
  }

  mutating func welcome() { state.welcome() }

  mutating func offer(_ scenario: Scenario) { state.offer(scenario) }

  mutating func offer(_ visit: RecoveryOffer) { state.offer(visit) }

  mutating func show(_ progress: Progress) { state.show(progress) }

  mutating func takeUp(_ timeline: Timeline, note: Sentence) {
    state.takeUp(timeline, note: note)
  }

  var frame: Frame { state.frame(symbols: symbols) }
  var simulation: Simulation { state.simulation }

  func sees(_ text: String) -> Bool { frame.text.contains(text) }

  /// Existing pods of an app, by name.
  func pods(_ app: String) -> [Pod] {
    simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0] }
      .filter { $0.metadata.labels["app"] == app }
      .sorted { $0.metadata.name < $1.metadata.name }
  }
}
