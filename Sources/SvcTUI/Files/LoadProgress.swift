import Glibc

/// Shows on standard error how far loading is, when it takes long, and lets Ctrl-C end it cleanly.
struct LoadProgress {
  private let total: UInt64?
  private var line = ProgressLine()

  /// Knows the total if all paths are plain files, or folders of such.
  init(paths: [String]) {
    let files = (try? DocumentFiles.expand(paths)) ?? paths
    let sizes = files.map { path -> UInt64? in
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return UInt64(status.st_size)
    }
    total = sizes.allSatisfy { $0 != nil } ? sizes.reduce(0) { $0 + ($1 ?? 0) } : nil
  }

  /// Whether to go on; `bytes` are those of the files, compressed where they are.
  mutating func report(_ bytes: UInt64) -> Bool {
    let total = total
    return line.report { _ in "loading " + ProgressLine.megabytes(bytes, of: total) }
  }

  /// Takes the line away and gives Ctrl-C its usual meaning back.
  mutating func finish() { line.finish() }
}
