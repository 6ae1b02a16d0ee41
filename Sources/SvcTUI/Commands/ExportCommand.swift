import ArgumentParser
import ClusterState
import Console

/// `svctui export --journal FILE --as kubectl`: what was changed in a visit, to apply elsewhere.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print what was changed in a visit, to apply it elsewhere.",
    discussion: """
      The journal knows its document; name documents to use others. What was undone does not \
      appear, and of several branches only the one that was gone on with last. Exit code 1 if a \
      command of the journal does not fit the document: what stands before it is printed.
      """
  )

  @OptionGroup var options: DocumentOptions

  @Option(help: ArgumentHelp("The journal of the visit.", valueName: "file"), completion: .file())
  var journal: String

  @Option(name: .customLong("as"), help: "manifests, kubectl or scenario.")
  var form = HistoryExport.Form.manifests

  mutating func run() throws {
    let contents = try read()
    let options = try reopened(contents.head)
    let opened = try options.open()
    let simulation = try opened.simulation(options.sessionOptions())
    tell(contents, options, simulation)
    let replay = Replay(contents.entries, on: simulation)
    let export = HistoryExport(
      timeline: replay.timeline,
      texts: opened.texts,
      source: options.journalledSource,
      options: options.journalledOptions
    )
    do throws(HistoryExport.Failure) {
      StandardStreams.write(try export.text(form))
    } catch {
      Diagnostics.say("not-exportable: \(error.text)")
      throw ExitCode(1)
    }
    guard replay.stop == nil else {
      Diagnostics.say("journal-incomplete: \(HistoryText.takenUp(replay, of: contents))")
      throw ExitCode(1)
    }
  }

  private func read() throws -> JournalContents {
    do {
      return try JournalFolder.read(journal)
    } catch let error as LoadError {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    } catch let error as JournalError {
      Diagnostics.say("journal-unreadable: \(journal): \(HistoryText.text(error))")
      throw ExitCode(65)
    }
  }

  private func reopened(_ head: JournalHead) throws -> DocumentOptions {
    do throws(DocumentOptions.ReopeningFailure) {
      return try options.reopening(head)
    } catch {
      switch error {
      case .notKept:
        Diagnostics.say(
          "no-document: the document came from standard input and was not kept: name it"
        )
        throw ExitCode(66)
      case .options(let words, let message):
        Diagnostics.say("journal-options: \(words.joined(separator: " ")): \(message)")
        throw ExitCode(65)
      }
    }
  }

  /// Says what may make a difference.
  private func tell(
    _ contents: JournalContents,
    _ options: DocumentOptions,
    _ simulation: Simulation
  ) {
    let document = options.journalled(seed: simulation.settings.seed, input: nil)
    let notes = HistoryText.differences(
      contents.head,
      version: Version.tool,
      digest: document.digest.wait(milliseconds: 60_000),
      seed: document.seed,
      options: document.options
    )
    for note in notes + [contents.damage.map(HistoryText.text)].compactMap({ $0 }) {
      Diagnostics.say("warning: \(note)")
    }
  }
}

extension HistoryExport.Form: ExpressibleByArgument {}
