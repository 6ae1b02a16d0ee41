import ClusterState
import Foundation
import Testing

@testable import SvcTUI

@Suite struct MemoryLimitTests {
  @Test func `amounts are written as Kubernetes writes them`() {
    for (text, bytes) in [
      ("600Mi", 600 << 20), ("2Gi", 2 << 30), ("1.5Gi", 3 << 29), ("600M", 600_000_000),
      ("2e9", 2_000_000_000), ("67108864", 64 << 20),
    ] {
      #expect(MemorySize(argument: text)?.bytes == UInt64(bytes), "\(text)")
    }
    for text in ["", "much", "600MB", "-2Gi", "31Mi", "100m"] {
      #expect(MemorySize(argument: text) == nil, "\(text)")
    }
  }

  @Test func `what is in use is some tens of megabytes and grows with what is touched`() {
    let before = ResidentMemory.bytes
    #expect(before > 1 << 20)
    let size = 64 << 20
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 4_096)
    defer { memory.deallocate() }
    for index in stride(from: 0, to: size, by: 4_096) { memory[index] = 1 }
    // Other tests run beside and give some back.
    #expect(ResidentMemory.bytes + (16 << 20) > before + UInt64(size))
  }

  @Test func `the least limit of the control groups around is taken`() throws {
    try TemporaryFolder.use { folder in
      func limit(_ membership: String) throws -> UInt64? {
        let path = try folder.write(membership, to: "cgroup")
        return ControlGroup(root: folder.root.path(), membership: path).memoryBytes
      }
      try folder.write("max\n", to: "memory.max")
      try folder.write("1073741824\n", to: "pods/memory.max")
      try folder.write("2147483648\n", to: "pods/one/memory.max")
      try folder.write("536870912\n", to: "memory/docker/memory.limit_in_bytes")
      try folder.write("9223372036854771712\n", to: "memory/memory.limit_in_bytes")
      #expect(try limit("0::/\n") == nil)
      #expect(try limit("0::/pods/one\n") == 1 << 30)
      #expect(try limit("0::/pods/absent\n") == 1 << 30)
      #expect(try limit("5:cpu,memory:/docker\n0::/\n") == 512 << 20)
      #expect(try limit("5:memory:/\n") == nil)
      #expect(try limit("") == nil)
      let group = ControlGroup(root: folder.root.path(), membership: folder.path("cgroup"))
      let said = try #require(MemorySize(argument: "2Gi"))
      #expect(MemoryLimit.chosen(said, group) == MemoryLimit(bytes: 2 << 30, origin: .option))
    }
  }

  @Test func `loading ends at the limit, with the place`() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("dump.json")
      let dump = try BuiltProgram.run(["generate", "--pods", "6000", "--output-file", path])
      #expect(dump.status == 0, "\(dump.errors)")
      let limited = try BuiltProgram.run(["endpoints", path, "--memory-limit", "40Mi"])
      #expect(limited.status == 1)
      #expect(limited.output == "")
      #expect(
        limited.errors.hasPrefix("memory-limit: more memory than 40 MiB (--memory-limit) is needed")
      )
      #expect(limited.errors.contains(" MB of \(path): allow more, or load a dump of fewer"))
      let screen = try BuiltProgram.run(["screen", path, "--memory-limit", "40Mi"])
      #expect(screen.status == 1, "\(screen.errors)")
      let enough = try BuiltProgram.run(["screen", path, "--memory-limit", "4Gi"])
      #expect(enough.status == 0, "\(enough.errors)")
      let wrong = try BuiltProgram.run(["screen", path, "--memory-limit", "40MB"])
      #expect(wrong.status == 64)
      #expect(wrong.errors.contains("--memory-limit"))
    }
  }
}
