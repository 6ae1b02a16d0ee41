import Glibc

/// Writing all there is to a descriptor.
enum DescriptorWriting {
  /// Writes all bytes; the error code if it cannot.
  ///
  /// Signals do not end it, unless `isGoingOn` says so then (EINTR).
  static func write(
    _ bytes: UnsafeRawBufferPointer,
    to descriptor: Int32,
    isGoingOn: () -> Bool = { true }
  ) -> Int32? {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR, isGoingOn() { continue }
      // Nothing written without an error does not happen to files; it must not loop either.
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return nil
  }

  /// As ``write(_:to:isGoingOn:)``.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }
}

/// Why a file is not written.
struct WriteFailure: Error, CustomStringConvertible {
  var path: String
  var code: Int32

  var description: String { "\(path) cannot be written: \(String(cString: strerror(code)))" }
}
