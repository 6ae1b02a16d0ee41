import ClusterState
import Console

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
    session change: (inout Session) -> Void = { _ in }
  ) {
    var session = Session(title: "shop.json", document)
    session.isReadOnly = isReadOnly
    change(&session)
    var options = SessionOptions()
    options.isPerfect = isPerfect
    state = AppState(session, Simulation(opening: document, options: options), size: size)
  }

  /// Presses keys as `Key.parse` reads them; `wait:500ms` lets time pass in between.
  mutating func press(_ text: String) throws {
    for word in text.split(separator: " ") {
      guard word.hasPrefix("wait:"), let milliseconds = Int64(word.dropFirst(5).dropLast(2)) else {
        for key in try Key.parse(String(word)) { press(key) }
        continue
      }
      wait(milliseconds: milliseconds)
    }
  }

  mutating func press(_ key: Key) {
    state.handle(key)
    for effect in state.takeEffects() {
      if case .record(let instruction) = effect {
        recorded.append(instruction)
        continue
      }
      guard case .readText(let view, let kind, let key, _) = effect else {
        effects.append(effect)
        continue
      }
      let lines = (10...69).map { "  line\($0): is here" }.joined(separator: "\n")
      let text = "kind: \(kind)\nlines:\n\(lines)"
      state.reduce(.textRead(view, kind: kind, key, text: text))
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
    type(":" + line)
    press(.enter)
  }

  mutating func welcome() { state.welcome() }

  mutating func offer(_ scenario: Scenario) { state.offer(scenario) }

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
