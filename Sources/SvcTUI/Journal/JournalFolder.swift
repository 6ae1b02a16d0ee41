import ClusterState
import Glibc

/// The folder of all journals, one file a visit.
struct JournalFolder {
  /// Journals of visits that are over, or were taken up, are kept up to this number.
  static let finishedMax = 20
  /// Only so many journals, the newest, are looked at when a document is opened.
  static let lookedAtMax = 200
  static let suffix = ".journal"
  /// A journal that another one goes on from.
  static let takenSuffix = ".journal.taken"
  /// What came from standard input, beside its journal.
  static let inputSuffix = ".input"

  let path: String

  /// A path for a visit that begins now; `attempt` makes it another one where that is taken.
  func newPath(began: Timestamp, attempt: Int) -> String {
    let time = began.description.filter { $0 != "-" && $0 != ":" }
    let more = attempt == 0 ? "" : "-\(attempt)"
    return "\(path)/\(time)-\(getpid())\(more)\(Self.suffix)"
  }

  /// The newest journal of a document whose visit was not ended, held so that nobody else takes it.
  func unfinished(of document: JournalledDocument) -> UnfinishedJournal? {
    for name in names(suffix: Self.suffix).suffix(Self.lookedAtMax).reversed() {
      let path = "\(path)/\(name)"
      guard !Self.isClosed(path), let head = Self.beginning(path), document.isAbout(head),
        let file = JournalFile.claim(path),
        let contents = try? Self.read(path), !contents.isClosed, !contents.entries.isEmpty
      else { continue }
      return UnfinishedJournal(file: file, contents: contents)
    }
    return nil
  }

  /// Throws away the oldest of those nobody needs any more.
  func prune() {
    let closed = names(suffix: Self.suffix).filter { Self.isClosed("\(path)/\($0)") }
    let finished = (closed + names(suffix: Self.takenSuffix)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for name in finished.dropLast(Self.finishedMax) {
      unlink("\(path)/\(name)")
      unlink("\(path)/\(Self.stem(name))\(Self.inputSuffix)")
    }
  }

  /// Reads a whole journal.
  static func read(_ path: String) throws -> JournalContents {
    var status = stat()
    if stat(path, &status) == 0, status.st_size > JournalReader.bytesMax {
      throw JournalError.tooLarge(Int(status.st_size))
    }
    let bytes = try FileSource(path: path).readAll()
    return try JournalReader.read(bytes, checksum: LineChecksum.crc32)
  }

  /// The path of the copy of standard input that belongs to a journal.
  static func inputPath(ofJournal path: String) -> String { stem(path) + inputSuffix }

  private static func stem(_ name: String) -> String {
    let suffix = name.hasSuffix(takenSuffix) ? takenSuffix : suffix
    return String(name.dropLast(suffix.count))
  }

  /// Names in the folder with this ending, the oldest first: they begin with the time.
  private func names(suffix: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name.hasSuffix(suffix) { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a journal ends as a visit should end: nine characters of check sum, `@closed`.
  private static func isClosed(_ path: String) -> Bool {
    part(of: path, fromEnd: true).hasSuffix(" @closed\n")
  }

  /// What the first lines of a journal say; `nil` if they say too little.
  private static func beginning(_ path: String) -> JournalHead? {
    let bytes = Array(part(of: path, fromEnd: false).utf8)
    return try? JournalReader.read(bytes, checksum: LineChecksum.crc32).head
  }

  private static let partBytes = 16 << 10

  private static func part(of path: String, fromEnd: Bool) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    if fromEnd { lseek(descriptor, max(0, lseek(descriptor, 0, SEEK_END) - 64), SEEK_SET) }
    var buffer = [UInt8](repeating: 0, count: partBytes)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}

/// A journal whose visit was not ended; nobody else has it.
struct UnfinishedJournal {
  let file: JournalFile
  let contents: JournalContents

  /// Nobody wants it any more, nor what it kept of standard input.
  func throwAway() {
    unlink(JournalFolder.inputPath(ofJournal: file.path))
    file.remove()
  }

  /// Another journal goes on from it.
  func putAside() {
    let stem = file.path.dropLast(JournalFolder.suffix.count)
    file.rename(to: stem + JournalFolder.takenSuffix)
  }
}

/// The document of this visit, as a journal names it.
struct JournalledDocument {
  var source: JournalHead.Source
  var digest: DocumentDigest
  var seed: UInt64
  var options: [String]
  /// What came from standard input, if it was kept.
  var input: [UInt8]?

  /// Whether a journal is about this document, changed since or not.
  func isAbout(_ head: JournalHead) -> Bool {
    switch (source, head.source) {
    case (.files(let mine), .files(let theirs)): mine == theirs
    case (.demo(let mine), .demo(let theirs)): mine == theirs
    case (.standardInput, .standardInput): true
    // The copy that was kept of standard input, opened as a file.
    case (.files(let mine), .standardInput(let copy)): mine == [copy]
    default: false
    }
  }
}
