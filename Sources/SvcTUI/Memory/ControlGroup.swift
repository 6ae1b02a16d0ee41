import ClusterState
import Glibc

/// What the control groups of this program allow it, as containers are limited.
struct ControlGroup {
  /// Where cgroups are mounted.
  var root = "/sys/fs/cgroup"
  /// Where the program's own groups are named.
  var membership = "/proc/self/cgroup"

  /// The least memory that any group around the program allows, in bytes; `nil` without limit.
  var memoryBytes: UInt64? {
    lines(membership).flatMap { line -> [UInt64] in
      // `0::/a/b` for version 2, `7:memory:/a/b` for version 1.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      if parts[1].isEmpty { return limits(root, parts[2], "memory.max") }
      guard parts[1].split(separator: ",").contains("memory") else { return [] }
      return limits("\(root)/memory", parts[2], "memory.limit_in_bytes")
    }.min()
  }

  /// Limits of a group and of all around it; inside a container only the mounted ones are seen.
  private func limits(_ root: String, _ group: Substring, _ file: String) -> [UInt64] {
    var folders = [root]
    for name in group.split(separator: "/") {
      folders.append("\(folders[folders.count - 1])/\(name)")
    }
    return folders.compactMap { lines("\($0)/\(file)").first.flatMap { UInt64($0) } }
      .filter { $0 < Self.unlimited }
  }

  /// Version 1 says so many bytes where there is no limit, less up to a page.
  private static let unlimited: UInt64 = 1 << 62

  private func lines(_ path: String) -> [Substring] {
    guard let file = try? FileSource(path: path),
      let bytes = try? file.readAll(atMost: 1 << 20)
    else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}

extension MemoryLimit {
  /// What the command line says, else what the control group allows.
  static func chosen(_ said: MemorySize?, _ group: ControlGroup = ControlGroup()) -> MemoryLimit? {
    if let said { return MemoryLimit(bytes: said.bytes, origin: .option) }
    // The rest is for what the kernel counts beside: buffers, pages of files.
    return group.memoryBytes.map { MemoryLimit(bytes: $0 / 16 * 15, origin: .controlGroup) }
  }
}
