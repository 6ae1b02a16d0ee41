import Glibc

/// The memory of this program that is in use now.
enum ResidentMemory {
  // Opened once: what it says is made anew whenever it is read from the start.
  private static let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
  private static let pageBytes = UInt64(sysconf(Int32(_SC_PAGESIZE)))

  /// Bytes in memory (proc(5), `statm`, the second number); 0 where there is no /proc.
  static var bytes: UInt64 {
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let count = pread(descriptor, buffer.baseAddress, buffer.count, 0)
      guard count > 0 else { return 0 }
      let words = buffer.prefix(count).split(separator: UInt8(ascii: " "))
      guard words.count > 1 else { return 0 }
      return words[1].reduce(0) { $0 * 10 + UInt64($1 &- UInt8(ascii: "0")) } * pageBytes
    }
  }
}
