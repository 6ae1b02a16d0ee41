import ArgumentParser
import ClusterState
import Console
import Glibc

/// `svctui replay FILE.cast`: plays a recording.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a recording (asciicast v2) in the terminal.",
    discussion: "Space pauses and goes on, . plays the next change, q quits."
  )

  @Argument(help: "The recording.", completion: .file())
  var file: String

  @Option(help: "How many times as fast.")
  var speed = 1.0

  @Option(help: "Seconds after which nothing happening is cut short.")
  var idleLimit = 2.0

  mutating func validate() throws {
    guard speed.isFinite, (0.01...1_000).contains(speed) else {
      throw ValidationError("--speed is a number from 0.01 to 1000")
    }
    guard idleLimit.isFinite, (0...86_400).contains(idleLimit) else {
      throw ValidationError("--idle-limit is a number of seconds from 0 to 86400")
    }
  }

  mutating func run() throws {
    let cast = try read()
    var screen: CastScreen
    do throws(TerminalError) {
      screen = try .open()
    } catch {
      Diagnostics.say(error.text)
      throw ExitCode(TerminalError.exitCode)
    }
    let code: Int32
    do throws(TerminalEnd) {
      try screen.play(cast, speed: speed, idleLimit: idleLimit)
      code = 0
    } catch {
      code = error.exitCode
    }
    let fits = screen.size.columns >= cast.size.columns && screen.size.rows >= cast.size.rows
    screen.close()
    if !fits {
      Diagnostics.say("replay: the recording needs \(cast.size.columns)x\(cast.size.rows)")
    }
    if code != 0 { throw ExitCode(code) }
  }

  private func read() throws -> Asciicast {
    let bytes: [UInt8]
    do throws(LoadError) {
      bytes = try FileSource(path: file).readAll(atMost: Self.bytesMax)
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
    do throws(SettingsFailure) {
      return try Asciicast(parsing: bytes, file: file)
    } catch {
      Diagnostics.say("recording-invalid: \(error.problem)")
      throw ExitCode(65)
    }
  }

  /// More is no recording of an hour.
  private static let bytesMax = 256 << 20
}
