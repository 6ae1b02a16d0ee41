import FoundationEssentials
import Glibc

/// What `/proc` says of a process.
enum ProcessStatus {
  /// How often it slept and woke up again so far, all threads together.
  static func wakeUps(_ process: pid_t) -> Int {
    threads(process).map { thread in
      let status = text("/proc/\(process)/task/\(thread)/status")
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
      return line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0
    }.reduce(0, +)
  }

  /// Nanoseconds it ran on a core so far, all threads together.
  static func runNanoseconds(_ process: pid_t) -> Int64 {
    threads(process).map { thread in
      let numbers = text("/proc/\(process)/task/\(thread)/schedstat").split(separator: " ")
      return numbers.first.flatMap { Int64($0) } ?? 0
    }.reduce(0, +)
  }

  private static func threads(_ process: pid_t) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
  }

  private static func text(_ path: String) -> String {
    // Files of /proc have no length, so that they must be read to their end.
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
