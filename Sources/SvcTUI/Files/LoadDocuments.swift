import ClusterState

extension DocumentFiles {
  /// Loads what DOC arguments stand for: files, folders, `-`; compressed with gzip or not.
  ///
  /// `progress` gets the (uncompressed) bytes read so far, every window, and returns `false`
  /// to cancel. Mistakes in objects are in ``LoadedDocument/problems``; what is thrown
  /// keeps the data from being read at all. `standardInput` is read for `-`, by default the
  /// program's own.
  static func load(
    paths: [String],
    lenient: Bool = false,
    keepsTrees: Bool = false,
    admission: SessionOptions? = nil,
    standardInput: (any ByteSource)? = nil,
    progress: (UInt64) -> Bool = { _ in true }
  ) throws(LoadError) -> LoadedDocument {
    var loader = DocumentLoader(
      DocumentLoader.Options(isLenient: lenient, keepsTrees: keepsTrees, admission: admission)
    )
    for path in try expand(paths) {
      let file: any ByteSource =
        try path == StandardInput.name
        ? standardInput ?? StandardInput.source() : FileSource(path: path)
      try loader.load(GunzipSource(file, name: path), name: path, progress: progress)
    }
    return loader.finish()
  }
}
