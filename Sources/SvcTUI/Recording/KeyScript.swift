import ArgumentParser
import ClusterState
import Console

/// Keys and pauses in the order they were written.
struct KeyScript {
  enum Step {
    case key(Key)
    case wait(Delay)
  }

  private(set) var steps: [Step] = []

  init(_ text: String) throws {
    try add(line: text, "--keys")
  }

  /// Reads a file with lines of keys, and comments.
  init(file: String) throws {
    let bytes: [UInt8]
    do throws(LoadError) {
      bytes = try FileSource(path: file).readAll(atMost: Self.bytesMax)
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !Self.isComment(line) {
      try add(line: String(decoding: line, as: UTF8.self), "\(file):\(index + 1)")
    }
  }

  /// More was not written by a person.
  private static let bytesMax = 1 << 20

  private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    line.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "#")
  }

  private mutating func add(line: String, _ place: String) throws {
    var keys: [Substring] = []
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      guard word.hasPrefix("wait:") else {
        keys.append(word)
        continue
      }
      try add(keys, place)
      keys = []
      steps.append(.wait(try Self.delay(word.dropFirst(5), place)))
    }
    try add(keys, place)
  }

  private mutating func add(_ words: [Substring], _ place: String) throws {
    do throws(KeyTextError) {
      steps += try Key.parse(words.joined(separator: " ")).map(Step.key)
    } catch {
      throw ValidationError("\(place): \(error)")
    }
  }

  private static func delay(_ text: Substring, _ place: String) throws -> Delay {
    let units: [(String, Int64)] = [("ms", 1_000), ("s", 1_000_000)]
    for (suffix, microseconds) in units where text.hasSuffix(suffix) {
      if let number = Double(text.dropLast(suffix.count)), (0...86_400).contains(number) {
        return Delay(microseconds: Int64(number * Double(microseconds)))
      }
    }
    throw ValidationError("\(place): wait:\(text) is no time such as wait:2s or wait:500ms")
  }
}
