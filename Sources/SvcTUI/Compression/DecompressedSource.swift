import ClusterState
import Synchronization

/// The unpacked bytes of a source, if it is compressed; else its bytes as they are.
final class DecompressedSource: ByteSource {
  private let source: any ByteSource
  private let name: String
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var inputRange = 0..<0
  private var hasBegun = false
  private var unpacking: (format: CompressionFormat, decompressor: any Decompressor)?
  private var isBetweenFrames = true
  // Whoever shows progress is another thread than the one that reads.
  private let taken = Atomic<UInt64>(0)

  /// Looks at the first bytes when it is first read from.
  init(_ source: any ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  deinit { input.deallocate() }

  /// Bytes that were read of the source so far, packed as they are there.
  var bytesTaken: UInt64 { taken.load(ordering: .relaxed) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    if !hasBegun { try begin() }
    if unpacking != nil { return try unpack(into: buffer) }
    guard !inputRange.isEmpty else { return try take(into: buffer) }
    let count = min(inputRange.count, buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[inputRange.prefix(count)]))
    inputRange = inputRange.dropFirst(count)
    return count
  }

  private func begin() throws(LoadError) {
    hasBegun = true
    var length = 0
    while length < CompressionFormat.signatureLength {
      let count = try take(into: UnsafeMutableRawBufferPointer(rebasing: input[length...]))
      if count == 0 { break }
      length += count
    }
    inputRange = 0..<length
    guard let format = CompressionFormat(beginning: input.prefix(length)) else { return }
    do throws(CompressionFailure) {
      unpacking = (format, try format.decompressor())
    } catch {
      throw malformed(.compressionBroken("\(format)", error.message, after: 0))
    }
  }

  private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    while let (format, decompressor) = unpacking {
      let waiting = UnsafeRawBufferPointer(rebasing: input[inputRange])
      let step: CompressionStep
      do throws(CompressionFailure) {
        step = try decompressor.step(waiting, into: buffer)
      } catch {
        inputRange = inputRange.dropFirst(error.consumed)
        throw malformed(.compressionBroken("\(format)", error.message, after: position))
      }
      inputRange = inputRange.dropFirst(step.consumed)
      isBetweenFrames = step.isBetweenFrames
      if step.produced > 0 { return step.produced }
      guard step.consumed == 0 else { continue }
      inputRange = 0..<(try take(into: input))
      guard inputRange.isEmpty else { continue }
      guard isBetweenFrames else { throw malformed(.compressionCutOff("\(format)", position)) }
      return 0
    }
    return 0
  }

  private func take(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    let count = try source.read(into: buffer)
    taken.wrappingAdd(UInt64(count), ordering: .relaxed)
    return count
  }

  /// Packed bytes that were used up.
  private var position: UInt64 { bytesTaken - UInt64(inputRange.count) }

  private func malformed(_ reason: Malformation) -> LoadError {
    .malformed(TextPlace(file: name, line: 1, column: 1), reason)
  }
}
