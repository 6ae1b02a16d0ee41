import ClusterState
import Console
import Synchronization

/// Writes down what is done in a visit, as it happens.
///
/// Nothing is made before the first command: who only looks leaves no journal. Lines are written
/// at once, so that they outlive the program, and put on the disk within a second, so that they
/// outlive the machine. What fails is told once, and the visit goes on.
final class JournalRecorder {
  private static let syncMicroseconds: Int64 = 1_000_000
  private static let attemptsMax = 100

  private let folder: JournalFolder?
  private let document: JournalledDocument
  private let version: String
  private var writer = JournalWriter(checksum: LineChecksum.crc32)
  private var file: JournalFile?
  private var digestOffset: Int?
  /// Time that passed since the last line.
  private var waited = Delay.zero
  private var flushedAt: Int64 = 0
  private var hasUnsynced = false
  private var hasFailed = false
  private var complaint: Sentence?
  private let background = SyncState()

  /// `folder` is `nil` where no variable says where journals belong.
  init(_ document: JournalledDocument, folder: String?, version: String = Version.tool) {
    self.document = document
    self.version = version
    self.folder = folder.map(JournalFolder.init)
  }

  /// The path of the journal; `nil` as long as there is none.
  var path: String? { file?.path }

  /// Writes down what was done.
  func record(_ instruction: Instruction) {
    guard !hasFailed else { return }
    if case .wait(let delay) = instruction {
      waited = waited + delay
      return
    }
    begin()
    append([instruction])
  }

  /// What is due: time that passed, the disk, the digest of a large document.
  func pass() {
    guard file != nil, !hasFailed else { return }
    if let code = background.takeFailure() { fail(JournalFile.Failure(code: code).text) }
    let now = MonotonicClock.microseconds
    guard now - flushedAt >= Self.syncMicroseconds else { return }
    flushedAt = now
    append([])
    fillInDigest()
    guard hasUnsynced, let file else { return }
    if background.start(file) { hasUnsynced = false }
  }

  /// How long until ``pass()`` has something to do; `nil` if never.
  var millisecondsToNextPass: Int? {
    let isWaiting = hasUnsynced || waited > .zero || digestOffset != nil
    guard file != nil, !hasFailed, isWaiting else { return nil }
    let due = flushedAt + Self.syncMicroseconds - MonotonicClock.microseconds
    return Int(max(0, due + 999) / 1_000)
  }

  /// Writes the rest; a visit that was ended by the person is not offered again.
  func finish(isClosed: Bool) {
    guard let file, !hasFailed else { return }
    append([])
    fillInDigest()
    do throws(JournalFile.Failure) {
      if isClosed { try file.append(writer.ending()) }
      try file.sync()
    } catch {
      fail(error.text)
    }
    self.file = nil
    if isClosed { folder?.prune() }
  }

  /// What could not be done, told once.
  func takeComplaint() -> Sentence? {
    defer { complaint = nil }
    return complaint
  }

  /// Whether all so far is on the disk.
  func syncNow() -> Bool {
    guard let file, !hasFailed else { return false }
    do throws(JournalFile.Failure) {
      try file.sync()
    } catch {
      fail(error.text)
    }
    return !hasFailed
  }
}

extension JournalRecorder {
  private func append(_ instructions: [Instruction]) {
    guard let file, !hasFailed else { return }
    var text = waited > .zero ? writer.line(.wait(waited)) : ""
    waited = .zero
    for instruction in instructions { text += writer.line(instruction) }
    guard !text.isEmpty else { return }
    do throws(JournalFile.Failure) {
      try file.append(text)
      hasUnsynced = true
    } catch {
      fail(error.text)
    }
  }

  /// Makes the journal, if there is none yet.
  private func begin() {
    guard file == nil else { return }
    guard let folder else { return fail("neither XDG_STATE_HOME nor HOME is set") }
    if let code = StateFolder.make(folder.path) {
      return fail(JournalFile.Failure(code: code).text)
    }
    folder.prune()
    do throws(JournalFile.Failure) {
      let began = CalendarClock.now
      let made = try create(in: folder, began)
      var source = document.source
      if case .standardInput = source, let input = document.input {
        let path = JournalFolder.inputPath(ofJournal: made.path)
        source = .standardInput(copy: Self.keep(input, at: path) ? path : nil)
      }
      let digest = document.digest.text
      let head = JournalHead(
        version: version,
        digest: digest ?? JournalHead.unknownDigest,
        seed: document.seed,
        began: began,
        source: source,
        options: document.options
      )
      if digest == nil, !document.digest.isSettled { digestOffset = head.digestOffset }
      do throws(JournalFile.Failure) {
        try made.append(writer.beginning(head))
      } catch {
        made.remove()
        throw error
      }
      file = made
      (hasUnsynced, flushedAt) = (true, MonotonicClock.microseconds)
      if case .standardInput(copy: nil) = source {
        complaint =
          "standard input was too large to keep: after a crash, pipe the same document in again"
      }
    } catch {
      fail(error.text)
    }
  }

  private func create(
    in folder: JournalFolder,
    _ began: Timestamp
  ) throws(JournalFile.Failure) -> JournalFile {
    for attempt in 0..<Self.attemptsMax {
      do throws(JournalFile.Failure) {
        return try .create(folder.newPath(began: began, attempt: attempt))
      } catch {
        guard error.isTaken else { throw error }
      }
    }
    throw .taken
  }

  private static func keep(_ bytes: [UInt8], at path: String) -> Bool {
    guard let copy = try? JournalFile.create(path) else { return false }
    do throws(JournalFile.Failure) {
      try copy.append(bytes)
      try copy.sync()
      return true
    } catch {
      copy.remove()
      return false
    }
  }

  private func fillInDigest() {
    guard let offset = digestOffset, document.digest.isSettled, let file else { return }
    digestOffset = nil
    guard let text = document.digest.text else { return }
    do throws(JournalFile.Failure) {
      try file.overwrite(text, at: offset)
      hasUnsynced = true
    } catch {
      fail(error.text)
    }
  }

  private func fail(_ reason: String) {
    hasFailed = true
    complaint =
      folder.map { "nothing is journalled in \($0.path): \(reason)" }
      ?? "nothing is journalled: \(reason)"
  }
}

/// Puts a journal on the disk on another thread, one time after the other.
private final class SyncState: Sendable {
  private let isBusy = Atomic<Bool>(false)
  private let failure = Atomic<Int32>(0)

  /// Whether it was begun; not while the last one goes on.
  func start(_ file: JournalFile) -> Bool {
    guard !isBusy.exchange(true, ordering: .acquiring) else { return false }
    let job = BackgroundJob {
      do throws(JournalFile.Failure) {
        try file.sync()
      } catch {
        self.failure.store(error.code, ordering: .relaxed)
      }
      self.isBusy.store(false, ordering: .releasing)
    }
    guard job.start() else {
      isBusy.store(false, ordering: .releasing)
      return false
    }
    return true
  }

  /// The error code of what went wrong since it was asked last.
  func takeFailure() -> Int32? {
    let code = failure.exchange(0, ordering: .relaxed)
    return code == 0 ? nil : code
  }
}
