import CSimdJSON
import Synchronization

/// Decodes one JSON document on one or two threads.
///
/// Each thread in turn reads and splits the next window (under the lock, as that has an order)
/// and then decodes it (beside the other). Batches are numbered, so that the result is the same
/// whoever decoded them.
///
/// `@unchecked Sendable`: everything mutable is touched under `lock` only.
final class JSONPipeline: @unchecked Sendable {
  /// A window's objects, ready to be decoded.
  struct Batch {
    var number: Int
    /// Bytes before the window in the file.
    var offset: UInt64
    var elements: [(piece: svctui_json_piece, surroundings: ObjectDecoder.Surroundings)] = []
    var envelopes: [ListTracker.Envelope] = []
  }

  let file: String
  let fileNumber: UInt32
  private let lock = Mutex(())
  private var splitting: DocumentSplitting
  private var nextNumber = 0
  private var results: [DecodedBatch?] = []
  private var deferred: [(number: Int, elements: [DeferredElement])] = []
  private var failures: [(number: Int, error: LoadError)] = []
  private var isStopped = false

  init(_ splitting: DocumentSplitting, file: String, fileNumber: UInt32) {
    self.splitting = splitting
    self.file = file
    self.fileNumber = fileNumber
  }

  /// Bytes of the file that were read so far.
  var bytesRead: UInt64 { lock.withLock { _ in splitting.bytesRead } }

  /// Whether a second thread would find something to do.
  var hasMore: Bool { lock.withLock { _ in !isStopped && !splitting.isAtEnd } }

  /// Lets no further batch begin.
  func stop() { lock.withLock { _ in isStopped = true } }

  /// Reads the next batch into `window`.
  func next(_ window: DocumentWindow) -> Batch? {
    lock.withLock { _ in
      guard !isStopped else { return nil }
      var batch = Batch(number: nextNumber, offset: 0)
      nextNumber += 1
      results.append(nil)
      do throws(LoadError) {
        isStopped = try !splitting.next(window, &batch)
      } catch {
        // Objects before the mistake come first, and may hold one of their own.
        failures.append((batch.number + 1, error))
        isStopped = true
      }
      return batch
    }
  }

  /// Takes the result of a batch.
  func deliver(_ decoded: DecodedBatch, _ waiting: [DeferredElement], number: Int) {
    lock.withLock { _ in
      results[number] = decoded
      if !waiting.isEmpty { deferred.append((number, waiting)) }
    }
  }

  /// Takes note that a batch could not be decoded.
  func fail(_ error: LoadError, number: Int) {
    lock.withLock { _ in
      failures.append((number, error))
      isStopped = true
    }
  }

  /// Everything in document order, once all threads have ended.
  func finish(_ decoder: inout ObjectDecoder) throws(LoadError) -> DecodedBatch {
    if let first = failures.min(by: { $0.number < $1.number }) { throw first.error }
    var whole = DecodedBatch()
    whole.reserve(results)
    // Taken out one by one: what nobody else holds can be moved rather than copied.
    for index in results.indices {
      if let result = results[index].take() { whole.append(result) }
    }
    guard !deferred.isEmpty else { return whole }
    for element in deferred.sorted(by: { $0.number < $1.number }).flatMap(\.elements) {
      decoder.decode(element, splitting.lists)
    }
    if let failure = decoder.failure { throw failure }
    whole.append(decoder.takeBatch())
    whole.sortByPlace()
    return whole
  }
}

extension ObjectDecoder {
  /// What was decoded since the last time.
  mutating func takeBatch() -> DecodedBatch {
    defer { batch = DecodedBatch() }
    return batch
  }

  /// Decodes all objects of a batch.
  mutating func decode(
    _ batch: JSONPipeline.Batch,
    _ window: DocumentWindow,
    fileNumber: UInt32
  ) {
    for (piece, surroundings) in batch.elements {
      let origin = PieceOrigin(
        file: fileNumber,
        line: Int(piece.line),
        column: Int(piece.column),
        offset: batch.offset + UInt64(piece.offset)
      )
      decode(window.bytes + piece.offset, piece.length, origin, in: surroundings)
    }
    for envelope in batch.envelopes { decodeEnvelope(envelope) }
  }
}
