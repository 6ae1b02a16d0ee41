import Glibc

@testable import ClusterState

/// Sockets of both families and transports.
enum LabSocket {
  struct Failure: Error {
    let number: Int32
    let place: String
  }

  static func make(isIPv6: Bool, isStream: Bool) -> Int32 {
    let kind = Int32((isStream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
    let descriptor = socket(isIPv6 ? AF_INET6 : AF_INET, kind, 0)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var isOn: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  static func bind(_ descriptor: Int32, _ address: SocketAddress) -> Bool {
    with(address) { Glibc.bind(descriptor, $0, $1) } == 0
  }

  static func connect(_ descriptor: Int32, _ address: SocketAddress) -> Int32 {
    with(address) { Glibc.connect(descriptor, $0, $1) }
  }

  /// The kernel's form of an address.
  private static func with<Result>(
    _ address: SocketAddress,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var storage = sockaddr_storage()
    let length = withUnsafeMutableBytes(of: &storage) { bytes -> Int in
      bytes.storeBytes(of: address.port.bigEndian, toByteOffset: 2, as: UInt16.self)
      let bits = address.address.bits
      if address.address.isIPv6 {
        bytes.storeBytes(of: sa_family_t(AF_INET6), as: sa_family_t.self)
        for index in 0..<16 {
          bytes[8 + index] = UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * index))
        }
        return MemoryLayout<sockaddr_in6>.size
      }
      bytes.storeBytes(of: sa_family_t(AF_INET), as: sa_family_t.self)
      bytes.storeBytes(
        of: UInt32(truncatingIfNeeded: bits).bigEndian,
        toByteOffset: 4,
        as: UInt32.self
      )
      return MemoryLayout<sockaddr_in>.size
    }
    return withUnsafePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
    }
  }

  /// An address as the kernel gives it.
  static func address(_ storage: sockaddr_storage) -> IPAddress {
    withUnsafeBytes(of: storage) { bytes in
      let isIPv6 = Int32(storage.ss_family) == AF_INET6
      let part = isIPv6 ? bytes[8..<24] : bytes[4..<8]
      return IPAddress(isIPv6: isIPv6, bits: part.reduce(0) { $0 << 8 | UInt128($1) })
    }
  }

  /// Lets the kernel fill in an address.
  static func withPointer<Result>(
    _ storage: inout sockaddr_storage,
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
  ) -> Result {
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
    }
  }
}
