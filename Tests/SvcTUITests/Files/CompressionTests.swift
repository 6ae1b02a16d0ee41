import ClusterState
import Glibc
import Testing

@testable import SvcTUI

/// The bytes as a format packs them.
func packed(_ bytes: [UInt8], _ format: CompressionFormat) throws -> [UInt8] {
  var result: [UInt8] = []
  let output = try CompressingOutput(format)
  bytes.withUnsafeBytes { all in
    output.write(all) { (piece) throws(Never) in result += piece }
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    output.write(nothing, isLast: true) { (piece) throws(Never) in result += piece }
  }
  return result
}

/// Compressed documents, read in pieces of every size.
@Suite struct CompressionTests {
  private func unpacked(
    _ bytes: [UInt8],
    chunkSize: Int = .max,
    room: Int = 4_096
  ) throws -> [UInt8] {
    let source = DecompressedSource(ArraySource(bytes, chunkSize: chunkSize), name: "F")
    var result: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      guard count > 0 else { return result }
      result += buffer.prefix(count)
    }
  }

  private func failure(_ bytes: [UInt8]) -> String {
    do {
      return "none, \(try unpacked(bytes).count) bytes"
    } catch {
      return "\(error)"
    }
  }

  /// Incompressible enough to fill several windows.
  private static let text: [UInt8] = {
    var state: UInt64 = 1
    return (0..<700_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(ascii: "a") + UInt8(state >> 60)
    }
  }()

  @Test(arguments: CompressionFormat.allCases)
  func `what was packed is unpacked, whatever the size of the pieces`(
    format: CompressionFormat
  ) throws {
    let small = Array(Self.text.prefix(3_000))
    let bytes = try packed(small, format)
    for chunk in [1, 2, 3, 7, 1_000] {
      #expect(try unpacked(bytes, chunkSize: chunk, room: chunk) == small)
    }
    #expect(try unpacked(packed(Self.text, format)) == Self.text)
    #expect(try unpacked(packed([], format)) == [])
  }

  @Test func `bytes that are not packed pass as they are`() throws {
    for text in ["", "{", "{}", "a: b\n", "P*M"] {
      #expect(try unpacked(Array(text.utf8), chunkSize: 1) == Array(text.utf8))
    }
  }

  @Test func `zstd may have several frames and frames to be skipped`() throws {
    let skipped: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5]
    let last: [UInt8] = [0x5F, 0x2A, 0x4D, 0x18, 0, 0, 0, 0]
    let (a, b) = (Array("first ".utf8), Array("second".utf8))
    let bytes = try skipped + packed(a, .zstd) + skipped + packed(b, .zstd) + last
    for chunk in [1, 5, 100] { #expect(try unpacked(bytes, chunkSize: chunk) == a + b) }
  }

  @Test func `data of the program zstd is read`() throws {
    // printf hello | zstd --no-check
    let bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58, 0x29, 0x00, 0x00]
    #expect(try unpacked(bytes + Array("hello".utf8)) == Array("hello".utf8))
  }

  @Test(arguments: CompressionFormat.allCases)
  func `data that is cut off says where`(format: CompressionFormat) throws {
    let bytes = try packed(Array(Self.text.prefix(500)), format)
    for length in stride(from: 4, to: bytes.count, by: 29) {
      #expect(
        failure(Array(bytes.prefix(length)))
          == "F:1:1: the \(format) data is cut off after \(length) bytes"
      )
    }
  }

  @Test(arguments: CompressionFormat.allCases)
  func `data that is broken says after which byte`(format: CompressionFormat) throws {
    let whole = try packed(Self.text, format)
    var bytes = whole
    bytes[bytes.count - 2] ^= 0x10
    let wrongSum = failure(bytes)
    #expect(wrongSum.hasPrefix("F:1:1: broken \(format) data after "), "\(wrongSum)")
    let trailing = failure(whole + Array("garbage".utf8))
    // zlib has read the two bytes that are no header when it says so.
    let bytesRead = whole.count...whole.count + 2
    #expect(
      bytesRead.contains {
        trailing.hasPrefix("F:1:1: broken \(format) data after \($0) bytes: ")
      },
      "\(trailing)"
    )
  }

  @Test func `progress counts packed bytes`() throws {
    let bytes = try packed(Self.text, .zstd)
    let source = DecompressedSource(ArraySource(bytes), name: "F")
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while try source.read(into: buffer) > 0 {}
    #expect(source.bytesTaken == UInt64(bytes.count))
    #expect(bytes.count < Self.text.count)
  }
}
