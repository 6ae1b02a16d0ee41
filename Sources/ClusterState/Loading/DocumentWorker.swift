/// What one thread needs to decode: a decoder with its memory, and a window.
///
/// A class, so that the second thread can be handed a reference to it; it is never used by two
/// threads at once.
final class DocumentWorker {
  var decoder = ObjectDecoder()
  let window: DocumentWindow
  private var pipeline: JSONPipeline?

  init(_ options: DocumentLoader.Options) {
    window = DocumentWindow(capacity: max(options.windowSize, 64))
    decoder.keepsTrees = options.keepsTrees
    decoder.admits = options.admission != nil
  }

  var latestTimestamp: Int64 { decoder.reader.latestTimestamp }

  func begin(_ pipeline: JSONPipeline) {
    self.pipeline = pipeline
    decoder.file = pipeline.file
  }

  /// Decodes one batch; `false` if there is no more.
  func step() -> Bool {
    guard let pipeline, let batch = pipeline.next(window) else { return false }
    decoder.decode(batch, window, fileNumber: pipeline.fileNumber)
    if let failure = decoder.failure {
      pipeline.fail(failure, number: batch.number)
      return false
    }
    pipeline.deliver(decoder.takeBatch(), decoder.takeDeferred(), number: batch.number)
    return true
  }
}

extension ObjectDecoder {
  fileprivate mutating func takeDeferred() -> [DeferredElement] {
    guard !deferred.isEmpty else { return [] }
    defer { deferred = [] }
    return deferred
  }
}
