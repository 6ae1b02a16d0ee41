import ClusterState
import Console

/// One visit of a document: its own journal, and an earlier one that was not ended.
final class Visit {
  /// How long the first frame waits for the digest of a large document.
  private static let patienceMilliseconds = 500

  private let recorder: JournalRecorder
  private let document: JournalledDocument
  private var unfinished: UnfinishedJournal?
  /// The earlier visit that is being done again, and how far it is.
  private var replay: (earlier: UnfinishedJournal, run: Replay)?

  init(of document: JournalledDocument, in folder: String?) {
    self.document = document
    recorder = JournalRecorder(document, folder: folder)
    unfinished = folder.map(JournalFolder.init)?.unfinished(of: document)
  }

  /// The earlier visit, as a question; `nil` without any.
  var offer: RecoveryOffer? {
    guard let contents = unfinished?.contents else { return nil }
    let differences = HistoryText.differences(
      contents.head,
      version: Version.tool,
      digest: document.digest.wait(milliseconds: Self.patienceMilliseconds),
      seed: document.seed,
      options: document.options
    )
    return RecoveryOffer(
      began: contents.head.began,
      commands: contents.commandCount,
      notes: differences + [contents.damage.map(HistoryText.text)].compactMap { $0 }
    )
  }

  /// Does what the person wants with the earlier visit.
  func answer(_ choice: RecoveryChoice, _ state: inout AppState) {
    guard let earlier = unfinished else { return }
    unfinished = nil
    switch choice {
    case .takeUp: takeUp(earlier, &state)
    case .leave: break
    case .throwAway:
      earlier.throwAway()
      state.tell("the unfinished visit is thrown away", isError: false)
    }
  }

  /// Begins to do everything again; what is short is over before the next frame.
  private func takeUp(_ earlier: UnfinishedJournal, _ state: inout AppState) {
    let run = Replay(beginning: earlier.contents.entries, on: state.timeline.opened)
    replay = (earlier, run)
    replayMore(&state, microseconds: Self.silentMicroseconds)
  }

  /// Longer than this nobody waits without being told what for.
  private static let silentMicroseconds: Int64 = 100_000

  /// Whether an earlier visit is being done again.
  var isReplaying: Bool { replay != nil }

  /// Does more of it again, for about so long.
  ///
  /// In the end it is written into the journal of this visit; the earlier one is put aside only
  /// when that is on the disk.
  func replayMore(_ state: inout AppState, microseconds: Int64) {
    guard let (earlier, begun) = replay else { return }
    let deadline = MonotonicClock.microseconds + microseconds
    var run = begun
    replay = nil
    while !run.isFinished, MonotonicClock.microseconds < deadline { run.playPiece() }
    guard run.isFinished else {
      state.show(Progress("Taking up the visit again", part: run.progress))
      replay = (earlier, run)
      return
    }
    state.endProgress()
    state.takeUp(run.timeline, note: HistoryText.takenUp(run, of: earlier.contents))
    for instruction in run.done { recorder.record(instruction) }
    if recorder.syncNow() { earlier.putAside() }
  }

  /// Leaves the earlier visit as it is: it is offered again next time.
  func cancelReplay(_ state: inout AppState) {
    guard replay != nil else { return }
    replay = nil
    state.endProgress()
    state.tell("not taken up: the unfinished visit is offered again next time", isError: false)
  }

  func record(_ instruction: Instruction) { recorder.record(instruction) }
  func pass() { recorder.pass() }
  var millisecondsToNextPass: Int? { recorder.millisecondsToNextPass }
  func takeComplaint() -> Sentence? { recorder.takeComplaint() }
  func finish(isClosed: Bool) { recorder.finish(isClosed: isClosed) }
}
