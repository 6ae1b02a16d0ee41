import ArgumentParser
import Glibc

/// A file that results are written to.
enum OutputFile {
  /// Writes a file in the place of one that is there, which stays if not all can be written; tells
  /// what is wrong and throws the exit code.
  static func write(_ text: String, to path: String) throws {
    try tellingFailure { () throws(WriteFailure) in
      let file = try WholeFile(replacing: path)
      try file.write(text)
      try file.finish()
    }
  }

  /// As ``write(_:to:)``, but leaves a file alone that is there already.
  static func writeNew(_ text: String, to path: String) throws {
    try tellingFailure { () throws(WriteFailure) in
      let file = try WholeFile(new: path, isPrivate: false)
      try file.write(text)
      try file.finish()
    }
  }

  private static func tellingFailure(_ work: () throws(WriteFailure) -> Void) throws {
    do throws(WriteFailure) {
      try work()
    } catch {
      throw failed(error)
    }
  }

  /// Says why a path cannot be written.
  static func failed(_ failure: WriteFailure) -> ExitCode {
    Diagnostics.say("output: \(failure)")
    return ExitCode(failure.code == EEXIST ? 1 : 70)
  }
}
