import ArgumentParser
import ClusterState
import Console

/// A recorded visit that nobody had to sit through: keys at a person's pace, and time between them.
struct KeyCast {
  var path: String
  var title: String
  var size: Size

  /// How long a key is looked for and pressed; simulated time passes meanwhile, too.
  private static let keyMicroseconds: Int64 = 120_000
  /// While nothing is pressed the screen is drawn so often, which is enough for digits to run.
  private static let frameMicroseconds: Int64 = 250_000

  /// Plays the steps and writes what a person would have seen, the same each time.
  func record(_ steps: [KeyScript.Step], _ explorer: inout Explorer) throws {
    let recorder: ScreenRecorder
    do throws(RecordingError) {
      recorder = try ScreenRecorder(path: path, title: title, theme: theme(explorer), began: nil)
    } catch {
      throw Self.failed(error.description)
    }
    var time: Int64 = 0
    show(explorer, on: recorder, time)
    for step in steps where !explorer.isFinished {
      switch step {
      case .key(let key):
        explorer.handle(key)
        show(explorer, on: recorder, time)
        pass(Self.keyMicroseconds, &explorer, on: recorder, &time)
      case .wait(let delay): pass(delay.microseconds, &explorer, on: recorder, &time)
      }
    }
    recorder.close(microseconds: time)
    if let failure = recorder.failure { throw Self.failed(failure) }
  }

  private func pass(
    _ microseconds: Int64,
    _ explorer: inout Explorer,
    on recorder: ScreenRecorder,
    _ time: inout Int64
  ) {
    var left = microseconds
    while left > 0 {
      let part = min(left, Self.frameMicroseconds)
      explorer.pass(elapsedMicroseconds: part)
      left -= part
      time += part
      show(explorer, on: recorder, time)
    }
  }

  private func show(_ explorer: Explorer, on recorder: ScreenRecorder, _ time: Int64) {
    let frame = explorer.frame(size: size)
    recorder.show(frame, theme: theme(explorer), microseconds: time)
  }

  private func theme(_ explorer: Explorer) -> Theme {
    explorer.theme ?? EmbeddedThemes.monochrome
  }

  private static func failed(_ reason: String) -> ExitCode {
    Diagnostics.say("output: \(reason)")
    return ExitCode(70)
  }
}
