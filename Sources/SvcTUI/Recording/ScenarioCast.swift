import ArgumentParser
import ClusterState
import Console

/// A scenario as a recording that nobody had to sit through.
struct ScenarioCast {
  var path: String
  var size: Size

  /// How long a line is shown: longer ones take longer to read.
  private static let lineMicroseconds: Int64 = 1_400_000
  private static let characterMicroseconds: Int64 = 35_000
  private static let restMicroseconds: Int64 = 3_000_000

  /// Plays all lines as a presenter would and writes what a room would see.
  func record(
    _ file: ScenarioFile,
    _ session: SessionOptions,
    isLenient: Bool,
    memory: MemoryLimit?
  ) throws {
    let (opened, options) = try file.open(session, isLenient: isLenient, memory: memory)
    var shown = Session(title: opened.title, opened.document)
    shown.themes = EmbeddedThemes.all
    shown.configuration.presents = Setting(true)
    let simulation = opened.simulation(options)
    var state = AppState(shown, simulation, size: size)
    state.start(namespace: nil, labels: nil)
    state.offer(file.scenario)
    let theme = state.shownTheme ?? EmbeddedThemes.monochrome
    let recorder: ScreenRecorder
    do throws(RecordingError) {
      recorder = try ScreenRecorder(path: path, title: opened.title, theme: theme, began: nil)
    } catch {
      Diagnostics.say("output: \(error)")
      throw ExitCode(70)
    }
    var time: Int64 = 0
    recorder.show(state.frame(symbols: .unicode), theme: theme, microseconds: time)
    while let line = state.scenario?.next {
      let letters = Int64(line.text.count) * Self.characterMicroseconds
      time += Self.lineMicroseconds + letters
      state.handle(.pageDown)
      recorder.show(state.frame(symbols: .unicode), theme: theme, microseconds: time)
      if state.scenario?.next == nil || state.scenario?.isStopped == true { break }
    }
    state.handle(.resumed)
    time += Self.restMicroseconds
    recorder.show(state.frame(symbols: .unicode), theme: theme, microseconds: time)
    recorder.close(microseconds: time + Self.restMicroseconds)
    if let failure = recorder.failure {
      Diagnostics.say("output: \(failure)")
      throw ExitCode(70)
    }
  }
}
