import ClusterState
import Console

/// One visit of a document: its own journal, and an earlier one that was not ended.
final class Visit {
  /// How long the first frame waits for the digest of a large document.
  private static let patienceMilliseconds = 500

  private let recorder: JournalRecorder
  private let document: JournalledDocument
  private var unfinished: UnfinishedJournal?

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

  /// Does everything again and writes it into the journal of this visit; the earlier one is put
  /// aside only when that is on the disk.
  private func takeUp(_ earlier: UnfinishedJournal, _ state: inout AppState) {
    let replay = Replay(earlier.contents.entries, on: state.timeline.opened)
    state.takeUp(replay.timeline, note: HistoryText.takenUp(replay, of: earlier.contents))
    for instruction in replay.done { recorder.record(instruction) }
    if recorder.syncNow() { earlier.putAside() }
  }

  func record(_ instruction: Instruction) { recorder.record(instruction) }
  func pass() { recorder.pass() }
  var millisecondsToNextPass: Int? { recorder.millisecondsToNextPass }
  func takeComplaint() -> String? { recorder.takeComplaint() }
  func finish(isClosed: Bool) { recorder.finish(isClosed: isClosed) }
}
