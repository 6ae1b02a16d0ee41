import ClusterState

extension DocumentFiles {
  /// Loads what DOC arguments stand for: files, folders, `-`; compressed or not.
  ///
  /// `progress` gets the bytes of the files read so far (packed ones, where they are compressed),
  /// every window, and returns `false` to cancel. Mistakes in objects are in
  /// ``LoadedDocument/problems``; what is thrown keeps the data from being read at all.
  /// `standardInput` is read for `-`, by default the program's own.
  static func load(
    paths: [String],
    lenient: Bool = false,
    keepsTrees: Bool = false,
    admission: SessionOptions? = nil,
    standardInput: (any ByteSource)? = nil,
    memory: MemoryLimit? = nil,
    progress: (UInt64) -> Bool = { _ in true }
  ) throws(LoadError) -> LoadedDocument {
    let options = DocumentLoader.Options(
      isLenient: lenient,
      keepsTrees: keepsTrees,
      admission: admission
    )
    return try loadStamped(
      paths: paths,
      options,
      standardInput: standardInput,
      memory: memory,
      progress: progress
    ).document
  }

  /// As ``load(paths:lenient:keepsTrees:admission:standardInput:memory:progress:)``, with what the
  /// files were when they were opened, in the order of ``LoadedDocument/files``.
  static func loadStamped(
    paths: [String],
    _ options: DocumentLoader.Options,
    standardInput: (any ByteSource)? = nil,
    memory: MemoryLimit? = nil,
    progress: (UInt64) -> Bool = { _ in true }
  ) throws(LoadError) -> (document: LoadedDocument, stamps: [FileStamp?]) {
    let (files, leftOut) = try readable(expand(paths), isLenient: options.isLenient)
    var loader = DocumentLoader(options)
    var stamps: [FileStamp?] = []
    var bytesBefore: UInt64 = 0
    for path in files {
      let file = path == StandardInput.name ? nil : try FileSource(path: path, mustStay: true)
      let source = DecompressedSource(
        file ?? standardInput ?? StandardInput.source(),
        name: path
      )
      stamps.append(file?.stamp)
      var refusal: LoadError?
      do throws(LoadError) {
        try loader.load(source, name: path) { bytes in
          refusal = memory?.refusal(after: bytes, of: path)
          return refusal == nil && progress(bytesBefore + source.bytesTaken)
        }
      } catch {
        // Nonsense in a file that is being written is no mistake of its writer.
        if case .malformed = error { try file?.checkChange() }
        throw refusal ?? error
      }
      bytesBefore += source.bytesTaken
    }
    let watch = MemoryGuard(.ending, memory)
    var document = loader.finish()
    watch?.end()
    document.problems = leftOut + document.problems
    return (document, stamps)
  }

  /// The files that can be opened; those that cannot are left out with a warning if that is
  /// allowed, and else named all at once before anything is read.
  private static func readable(
    _ files: [String],
    isLenient: Bool
  ) throws(LoadError) -> (files: [String], leftOut: [Problem]) {
    let unreadable = files.compactMap { path in
      refusal(path).map { (path: path, error: $0) }
    }
    guard let first = unreadable.first else { return (files, []) }
    guard isLenient, unreadable.count < files.count else {
      guard unreadable.count > 1, case .unreadable(let path, let reason) = first.error else {
        throw first.error
      }
      let others = unreadable.dropFirst().map(\.path).joined(separator: ", ")
      throw .unreadable(path: path, reason: "\(reason); the same of \(others)")
    }
    let paths = Set(unreadable.map(\.path))
    let leftOut = unreadable.map { path, error in
      Problem(type: "Unreadable", file: path, message: "\(error)", severity: .warning)
    }
    return (files.filter { !paths.contains($0) }, leftOut)
  }
}
