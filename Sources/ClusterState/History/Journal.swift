/// What a journal begins with: which program wrote it, about which document, and how it was opened.
///
/// A journal is text. Its first line is `svctui-journal 1 VERSION SHA256-OF-DOCUMENT SEED`. Every
/// other line has a check sum of eight hexadecimal digits, a blank, and its content: a head line
/// such as `@demo "02-shop"`, or an instruction of the command language. The check sum of a line
/// continues that of the line before, so that a lost line is found as a changed one is.
package struct JournalHead: Equatable, Sendable {
  /// Where the document came from.
  package enum Source: Hashable, Sendable {
    /// Absolute paths of what was named: files and folders.
    case files([String])
    case demo(String)
    /// Standard input; with the path of a copy where one was kept.
    case standardInput(copy: String?)
  }

  /// The version of this format.
  package static let format = 1
  package static let word = "svctui-journal"
  /// Stands for the digest of a document until it is known, and for good if it never is.
  package static let unknownDigest = String(repeating: "0", count: 64)

  /// Of the program that wrote it.
  package var version: String
  /// SHA-256 of the document's bytes, as 64 hexadecimal digits.
  package var digest: String
  package var seed: UInt64
  /// When the visit began.
  package var began: Timestamp
  package var source: Source
  /// Options of the command line that matter to the model, as `--mode=ipvs`.
  package var options: [String]

  package init(
    version: String,
    digest: String = unknownDigest,
    seed: UInt64,
    began: Timestamp,
    source: Source,
    options: [String] = []
  ) {
    self.version = version
    self.digest = digest
    self.seed = seed
    self.began = began
    self.source = source
    self.options = options
  }

  /// Where the digest stands in the file, to be filled in later.
  package var digestOffset: Int {
    "\(Self.word) \(Self.format) \(version) ".utf8.count
  }
}

/// All that could be read of a journal.
package struct JournalContents: Equatable, Sendable {
  package var head: JournalHead
  /// In the order they were done.
  package var entries: [Instruction] = []
  /// The line each entry stands in, from 1.
  package var lines: [Int] = []
  /// Whether the visit was ended as it should be.
  package var isClosed = false
  /// Why reading stopped before the end; `nil` if it did not.
  package var damage: JournalDamage?

  package init(head: JournalHead) { self.head = head }

  /// How many commands it holds; waiting and moving about do not count.
  package var commandCount: Int {
    entries.count { if case .command = $0 { true } else { false } }
  }
}

/// Why a journal could be read only up to a line, counted from 1; what stands before is whole.
package enum JournalDamage: Hashable, Sendable {
  /// The file ends in the middle of the line.
  case cutOff(line: Int)
  /// The line is not what was written, or one before it is missing.
  case wrongChecksum(line: Int)
  /// The line is what was written, and says nothing this program knows.
  case notUnderstood(line: Int, text: String, CommandParser.Failure)
}

/// Why a file cannot be read as a journal at all.
package enum JournalError: Error, Hashable, Sendable {
  case notAJournal
  /// Another format than this program reads.
  case otherFormat(String)
  /// The first lines do not say what the journal is about.
  case headMissing
  /// More bytes than ``JournalReader/bytesMax``.
  case tooLarge(Int)
}

/// A check sum of bytes that continues another one; 0 begins.
package typealias JournalChecksum = @Sendable (_ bytes: [UInt8], _ previous: UInt32) -> UInt32
