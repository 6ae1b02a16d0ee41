import CZlib
import ClusterState

/// CRC-32, as gzip has it: the check sum of a journal's lines.
enum LineChecksum {
  static let crc32: JournalChecksum = { bytes, previous in
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(
        truncatingIfNeeded: CZlib.crc32(
          uLong(previous),
          buffer.baseAddress,
          uInt(clamping: buffer.count)
        )
      )
    }
  }
}
