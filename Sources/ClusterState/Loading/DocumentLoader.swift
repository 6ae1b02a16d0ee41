import CSimdJSON

/// Reads documents, one file after the other, into one ``LoadedDocument``.
///
/// Files are told apart by their first character: `{` and `[` begin JSON (one value, a v1 List, or
/// a stream of values), everything else is YAML.
package struct DocumentLoader: ~Copyable {
  /// How to load.
  package struct Options: Sendable {
    /// Leave bad objects out and list them as warnings, instead of refusing the document.
    package var isLenient = false
    /// Bytes that are read at a time; larger objects make it larger for a while.
    package var windowSize = 256 << 10
    /// 1 or 2.
    package var threads = 2
    /// Keep every object as it stands besides (``LoadedDocument/trees``), and leave it to their
    /// reader to find what is wrong with kinds that have a schema.
    package var keepsTrees = false
    /// Take only what the API server would take, with what the command line says of it; `nil`:
    /// take everything that can be read.
    package var admission: SessionOptions?

    /// The defaults are what most tests want.
    package init(
      isLenient: Bool = false,
      windowSize: Int = 256 << 10,
      threads: Int = 2,
      keepsTrees: Bool = false,
      admission: SessionOptions? = nil
    ) {
      self.isLenient = isLenient
      self.keepsTrees = keepsTrees
      self.admission = admission
      self.windowSize = windowSize
      self.threads = threads
    }
  }

  private let options: Options
  private let first: DocumentWorker
  private var second: DocumentWorker?
  private var whole = DecodedBatch()
  private var bytesRead: UInt64 = 0

  /// Has nothing loaded yet.
  package init(_ options: Options = Options()) {
    self.options = options
    first = DocumentWorker(options)
  }

  /// Loads one more file, called `name` in messages.
  ///
  /// `progress` is called on this thread after every window it decoded, with the bytes read so
  /// far of all files; it returns `false` to cancel. After an error the loader is of no use.
  package mutating func load(
    _ source: some ByteSource,
    name: String,
    progress: (UInt64) -> Bool = { _ in true }
  ) throws(LoadError) {
    let number = UInt32(clamping: whole.objects.files.count)
    whole.objects.files.append(name)
    let beginning = try FileBeginning(source, first.window, file: name)
    let base = bytesRead
    func isGoingOn(_ bytes: UInt64) -> Bool { progress(base + bytes) }
    guard isGoingOn(UInt64(beginning.count)) else { throw .cancelled }
    let read: UInt64
    if beginning.isJSON {
      let splitting = DocumentSplitting(
        source,
        beginning: beginning.text,
        offset: beginning.markCount,
        isAtEnd: beginning.isWhole,
        file: name,
        fileNumber: number
      )
      read = try loadJSON(
        JSONPipeline(splitting, file: name, fileNumber: number),
        isGoingOn
      )
    } else {
      read = try loadYAML(source, beginning, file: name, fileNumber: number, isGoingOn)
    }
    bytesRead += read
  }

  private mutating func loadJSON(
    _ pipeline: JSONPipeline,
    _ isGoingOn: (UInt64) -> Bool
  ) throws(LoadError) -> UInt64 {
    first.begin(pipeline)
    var helper: OpaquePointer?
    var isCancelled = false
    while first.step() {
      if options.threads > 1, helper == nil, pipeline.hasMore { helper = startHelper(pipeline) }
      if !isGoingOn(pipeline.bytesRead) {
        isCancelled = true
        pipeline.stop()
      }
    }
    if let helper { svctui_thread_join(helper) }
    if let second { whole.objects.take(latest: second.latestTimestamp) }
    whole.objects.take(latest: first.latestTimestamp)
    guard !isCancelled else { throw .cancelled }
    whole.append(try pipeline.finish(&first.decoder))
    return pipeline.bytesRead
  }

  private mutating func startHelper(_ pipeline: JSONPipeline) -> OpaquePointer? {
    let worker = second ?? DocumentWorker(options)
    second = worker
    worker.begin(pipeline)
    // The thread is joined before `second` can go away.
    return svctui_thread_start(
      { context in
        guard let context else { return }
        let worker = Unmanaged<DocumentWorker>.fromOpaque(context).takeUnretainedValue()
        while worker.step() {}
      },
      Unmanaged.passUnretained(worker).toOpaque()
    )
  }

  private mutating func loadYAML(
    _ source: some ByteSource,
    _ beginning: FileBeginning,
    file: String,
    fileNumber: UInt32,
    _ isGoingOn: (UInt64) -> Bool
  ) throws(LoadError) -> UInt64 {
    let bytes = try beginning.rest(of: source, file: file, isGoingOn)
    var stream = try YAMLStream(bytes, file: file, fileNumber: fileNumber)
    first.decoder.file = file
    var documents = 0
    while let document = try stream.next() {
      documents += 1
      document.decode(with: &first.decoder)
      if let failure = first.decoder.failure { throw failure }
      guard isGoingOn(UInt64(bytes.count)) else { throw .cancelled }
    }
    guard documents > 0 else {
      throw .malformed(TextPlace(file: file, line: 1, column: 1), .noDocuments)
    }
    whole.append(first.decoder.takeBatch())
    whole.objects.take(latest: first.latestTimestamp)
    return UInt64(bytes.count)
  }

  /// What was loaded, with everything that is wrong in it.
  package consuming func finish() -> LoadedDocument {
    whole.finish(options)
  }
}

extension LoadedDocument {
  fileprivate mutating func take(latest microseconds: Int64) {
    guard microseconds > Int64.min else { return }
    let latest = Timestamp(microseconds: microseconds)
    latestTimestamp = latestTimestamp.map { max($0, latest) } ?? latest
  }
}
