package import ClusterState

/// What is said about histories and their journals.
package enum HistoryText {
  /// A command in the past began a branch.
  static func forked(_ name: String) -> Sentence {
    "done in a new branch, \(name): what followed here is kept in the other one"
  }

  /// Where one is in the history.
  static func place(_ timeline: Timeline) -> Sentence {
    let place: Sentence =
      "branch \(timeline.branchName) at \(Quantities.clock(timeline.present.now))"
    guard timeline.isLookingBack else { return place }
    return "\(place) of \(Quantities.clock(timeline.end)): a command here begins a new branch"
  }

  static func lines(_ offer: RecoveryOffer) -> [Sentence] {
    [
      "An unfinished visit from \(day(offer.began)) with "
        + "\(Quantities.counted(offer.commands, "command"))."
    ] + offer.notes
  }

  /// What was taken up again, and what was not.
  package static func takenUp(_ replay: Replay, of contents: JournalContents) -> Sentence {
    let all = contents.commandCount
    guard let stop = replay.stop else {
      return "taken up again: \(Quantities.counted(all, "command"))"
    }
    let done = replay.done.count { if case .command = $0 { true } else { false } }
    return "taken up \(done) of \(Quantities.counted(all, "command")): line "
      + "\(contents.lines[stop.entry]): \(ErrorText.text(stop.error))"
  }

  /// Why a journal could be read in part only.
  package static func text(_ damage: JournalDamage) -> Sentence {
    switch damage {
    case .cutOff(let line):
      "The journal is cut off in the middle of line \(line): everything before is there."
    case .wrongChecksum(let line):
      "Line \(line) of the journal is damaged: everything before is there."
    case .notUnderstood(let line, let text, let failure):
      "Line \(line) of the journal is not understood (\(text): \(ErrorText.text(failure))): "
        + "everything before is there."
    }
  }

  /// Why a file is no journal that can be read.
  package static func text(_ error: JournalError) -> Sentence {
    switch error {
    case .notAJournal: "it is no journal: the first line must begin with \(JournalHead.word)"
    case .otherFormat(let format):
      "it has format \(format), and this program reads format \(JournalHead.format)"
    case .headMissing: "its first lines are missing: nothing says what it is about"
    case .tooLarge(let bytes):
      "it has \(Quantities.count(bytes)) bytes, and \(JournalReader.bytesMax) is the most"
    }
  }

  /// What differs between a journal and this visit, a sentence each.
  ///
  /// `digest` is of the document now; `nil` if it is not known.
  package static func differences(
    _ head: JournalHead,
    version: String,
    digest: String?,
    seed: UInt64,
    options: [String]
  ) -> [Sentence] {
    var notes: [Sentence] = []
    if head.version != version {
      notes.append("It was written by svctui \(head.version), this is \(version).")
    }
    if digest == nil || head.digest == JournalHead.unknownDigest {
      notes.append("Whether the document has changed since is not known.")
    } else if head.digest != digest {
      notes.append("The document has changed since.")
      if case .standardInput(let copy?) = head.source {
        notes.append("As it was then: svctui \(copy)")
      }
    }
    if head.seed != seed { notes.append("It had seed \(head.seed), this visit has \(seed).") }
    if head.options != options {
      notes.append(
        head.options.isEmpty
          ? "It was opened with no options."
          : "It was opened with \(head.options.joined(separator: " "))."
      )
    }
    return notes
  }

  /// `2026-11-23 10:51 UTC`.
  private static func day(_ time: Timestamp) -> String {
    let text = time.description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }
}
