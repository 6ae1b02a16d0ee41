import ArgumentParser
import ClusterState
import Glibc

/// How much memory the program may use to load a document and to build its model.
struct MemoryLimit: Hashable {
  /// Who says so.
  enum Origin: Hashable {
    case option, controlGroup
  }

  let bytes: UInt64
  let origin: Origin

  /// Why loading does not go on; `nil` while there is enough memory.
  func refusal(after read: UInt64, of path: String) -> LoadError? {
    guard ResidentMemory.bytes > bytes else { return nil }
    return .memoryLimit("\(self)", reached: "after \(read >> 20) MB of \(path)")
  }
}

extension MemoryLimit: CustomStringConvertible {
  /// `600 MiB (--memory-limit)`.
  var description: String {
    switch origin {
    case .option: "\(bytes >> 20) MiB (--memory-limit)"
    case .controlGroup: "\(bytes >> 20) MiB (of the control group; --memory-limit says another)"
    }
  }
}

/// `--memory-limit`: an amount as Kubernetes writes it.
struct MemorySize: Hashable, ExpressibleByArgument {
  /// Less does not even hold the program.
  static let bytesMin: UInt64 = 32 << 20

  let bytes: UInt64

  /// `nil` for what is no amount, and for too little.
  init?(argument: String) {
    guard let quantity = Quantity(argument), let bytes = UInt64(exactly: quantity.units),
      bytes >= Self.bytesMin
    else { return nil }
    self.bytes = bytes
  }
}
