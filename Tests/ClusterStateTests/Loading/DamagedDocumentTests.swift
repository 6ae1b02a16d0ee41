import ClusterState
import Testing

/// Documents with random damage: whatever is said of them, it is always the same, and never a
/// crash.
struct DamagedDocumentTests {
  @Test(arguments: 0..<8)
  func `damaged JSON gives the same verdict through any window`(seed: UInt64) throws {
    let original = try Fixture.bytes("hints-partial-zone.json")
    var random = Damage(seed: seed)
    for _ in 0..<25 {
      let bytes = random.damaged(original)
      let verdict = verdict(bytes, windowSize: 1 << 20, threads: 1)
      #expect(verdict == self.verdict(bytes, windowSize: 300, threads: 2))
      #expect(verdict == self.verdict(bytes, windowSize: 4096, threads: 2))
    }
  }

  @Test(arguments: 0..<8)
  func `damaged YAML never crashes`(seed: UInt64) throws {
    let original = try Fixture.bytes("headless-statefulset.yaml")
    var random = Damage(seed: seed)
    for _ in 0..<20 {
      #expect(!verdict(random.damaged(original), windowSize: 4096, threads: 1).isEmpty)
    }
  }

  @Test func `a document cut off anywhere is refused or complete`() throws {
    let original = try Fixture.bytes("external-ips-local.json")
    for length in stride(from: 1, to: original.count - 2, by: 97) {
      let verdict = verdict(Array(original.prefix(length)), windowSize: 1000, threads: 2)
      #expect(verdict.hasSuffix("(65)"))
    }
  }

  private func verdict(_ bytes: [UInt8], windowSize: Int, threads: Int) -> String {
    do throws(LoadError) {
      let document = try load(
        bytes: bytes,
        name: "test",
        windowSize: windowSize,
        threads: threads
      )
      return document.summary
    } catch {
      return "\(error) (\(error.exitCode))"
    }
  }
}

/// Random changes, the same for the same seed.
private struct Damage {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  mutating func damaged(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    let meaningful = Array("{}[]\",:\\ \n0e-.x\u{0}&*#'|".utf8) + [0xFF, 0xC3]
    for _ in 0...below(3) {
      let position = below(bytes.count)
      switch below(4) {
      case 0: bytes.remove(at: position)
      case 1: bytes.insert(meaningful[below(meaningful.count)], at: position)
      case 2: bytes[position] = meaningful[below(meaningful.count)]
      default: bytes.removeSubrange(position..<min(bytes.count, position + below(200)))
      }
    }
    return bytes
  }
}
