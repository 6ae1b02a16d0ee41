import ClusterState
import Console

/// The interface as a program for a terminal: keys and time into the state, effects out of it.
struct Explorer: TerminalProgram {
  private(set) var state: AppState
  private let texts: DocumentTexts
  private let symbols: Symbols
  private let visit: Visit?
  private var requests: [TerminalRequest] = []
  private var recorder: ScreenRecorder?
  private var recordingStart: Int64 = 0

  /// A key waits no longer than this for the simulation.
  static let sliceMicroseconds: Int64 = 10_000

  /// Without a visit nothing is written down.
  init(_ state: AppState, _ texts: DocumentTexts, symbols: Symbols, visit: Visit? = nil) {
    self.state = state
    self.texts = texts
    self.symbols = symbols
    self.visit = visit
    if let offer = visit?.offer { self.state.offer(offer) }
  }

  /// The interface over a loaded document, as the command line wants it.
  static func state(
    of opened: consuming OpenedDocument,
    _ options: DocumentOptions,
    size: Size,
    session settings: SessionOptions? = nil,
    isReadOnly: Bool = false,
    room: ConfigurationFolder.Contents? = nil
  ) throws -> AppState {
    let language = room?.configuration.language.value ?? options.language
    var session = Session(title: opened.title, opened.document, language: language)
    session.isReadOnly = isReadOnly
    session.themes = room?.themes ?? EmbeddedThemes.all
    if let room { session.configuration = room.configuration }
    let settings = try settings ?? options.sessionOptions()
    let simulation = (consume opened).simulation(settings)
    var state = AppState(session, simulation, size: size)
    state.start(namespace: options.namespace, labels: options.labels)
    if let complaint = room?.complaint {
      state.tell(complaint, isError: true)
    }
    return state
  }

  var isFinished: Bool { state.isFinished }
  var millisecondsToNextTick: Int? {
    if visit?.isReplaying == true { return 0 }
    let due = [state.millisecondsToNextTick, visit?.millisecondsToNextPass]
    return due.compactMap { $0 }.min()
  }

  mutating func handle(_ key: Key) {
    state.handle(key)
    performEffects()
  }

  mutating func tick(elapsedMicroseconds: Int64) {
    visit?.replayMore(&state, microseconds: Self.sliceMicroseconds)
    // The journal may want its turn while no time passes on the screen.
    if state.millisecondsToNextTick != nil {
      let deadline = MonotonicClock.microseconds + Self.sliceMicroseconds
      state.tick(elapsedMicroseconds: elapsedMicroseconds) {
        MonotonicClock.microseconds < deadline
      }
    }
    performEffects()
    visit?.pass()
    if let complaint = visit?.takeComplaint() { state.tell(complaint, isError: true) }
  }

  /// Lets simulated time pass that nobody waits for, all of it: the same on every machine.
  mutating func pass(elapsedMicroseconds: Int64) {
    if state.millisecondsToNextTick != nil {
      state.tick(elapsedMicroseconds: elapsedMicroseconds)
    }
    performEffects()
  }

  var theme: Theme? { state.shownTheme }

  /// What was shown is recorded, where that is wanted.
  mutating func shown(_ frame: Frame) {
    guard let recorder else { return }
    recorder.show(
      frame,
      theme: theme ?? EmbeddedThemes.monochrome,
      microseconds: MonotonicClock.microseconds - recordingStart
    )
    guard let failure = recorder.failure else { return }
    stopRecording()
    state.tell(Sentence(verbatim: failure), isError: true)
  }

  /// Begins to record what is shown.
  mutating func record(to path: String) throws(RecordingError) {
    let theme = theme ?? EmbeddedThemes.monochrome
    let title = state.session.title
    let began = CalendarClock.now.microseconds / 1_000_000
    let new = try ScreenRecorder(path: path, title: title, theme: theme, began: began)
    stopRecording()
    recorder = new
    recordingStart = MonotonicClock.microseconds
    state.tellRecording(path)
  }

  private mutating func stopRecording() {
    recorder?.close(microseconds: MonotonicClock.microseconds - recordingStart)
    recorder = nil
    state.tellRecording(nil)
  }

  private mutating func answerRecording(_ path: String?) {
    guard let path else {
      let path = recorder?.path ?? ""
      stopRecording()
      state.tell("recorded: svctui replay \(path) plays it", isError: false)
      return
    }
    do throws(RecordingError) {
      try record(to: path)
      state.tell("recording to \(path); :record stop ends it", isError: false)
    } catch {
      state.tell("\(error)", isError: true)
    }
  }

  /// The end; a visit that the person ended is not offered again.
  func finish(isEndedByPerson: Bool) { visit?.finish(isClosed: isEndedByPerson) }

  func frame(size: Size) -> Frame { state.frame(symbols: symbols) }

  mutating func nextRequest() -> TerminalRequest? {
    requests.isEmpty ? nil : requests.removeFirst()
  }

  mutating func edited(_ draft: EditDraft, _ end: EditEnd) {
    state.reduce(.edited(draft, end))
    performEffects()
  }

  private mutating func performEffects() {
    // What is answered at once may ask for more: a text that was read is edited.
    var effects = state.takeEffects()
    while !effects.isEmpty {
      for effect in effects { perform(effect) }
      effects = state.takeEffects()
    }
    if let complaint = visit?.takeComplaint() { state.tell(complaint, isError: true) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .record(let instruction): visit?.record(instruction)
    case .recover(let choice): visit?.answer(choice, &state)
    case .cancelReplay: visit?.cancelReplay(&state)
    case .recordScreen(let path): answerRecording(path)
    case .save(let saved):
      switch SavedFile.write(saved) {
      case .success(let path): state.tell("saved as \(path)", isError: false)
      case .failure(let failure): state.tell(failure.text, isError: true)
      }
    case .suspend: requests.append(.suspend)
    case .repaint: requests.append(.repaint)
    case .copy(let text): requests.append(.copy(text))
    case .edit(let draft): requests.append(.edit(draft))
    case .readText(let view, let kind, let key, let place):
      do throws(DocumentTexts.Failure) {
        let text = try texts.text(at: place, kind: kind)
        state.reduce(.textRead(view, kind: kind, key, text: text))
      } catch {
        state.reduce(.textFailed(error.text))
      }
    }
  }
}
