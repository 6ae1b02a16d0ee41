import ClusterState

/// Reads the text of an object again from its place in its file.
struct DocumentTexts {
  /// Why a text cannot be shown.
  enum Failure: Error {
    case standardInput
    case secret(String)
    case changed(String)
    case unreadable(LoadError)

    var text: String {
      switch self {
      case .standardInput: "the document came on standard input and was not kept"
      case .secret(let kind): "the contents of a \(kind) are neither kept nor shown"
      case .changed(let file): "\(file) has changed since it was read"
      case .unreadable(let error): "\(error)"
      }
    }
  }

  var files: [String]
  /// The demo that the document is, if it is one.
  var demo: EmbeddedDemo?

  /// Objects of these kinds are named but never shown.
  static let secretKinds: Set<String> = ["Secret", "ConfigMap"]

  /// The text at `place`, of an object of `kind`.
  func text(at place: SourcePlace, kind: String) throws(Failure) -> String {
    guard !Self.secretKinds.contains(kind) else { throw .secret(kind) }
    let name = files[Int(place.file)]
    guard name != StandardInput.name else { throw .standardInput }
    let bytes: [UInt8]?
    do throws(LoadError) {
      bytes = try read(try source(name), place)
    } catch {
      throw .unreadable(error)
    }
    guard let bytes else { throw .changed(name) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func source(_ name: String) throws(LoadError) -> any ByteSource {
    if let demo { return ArraySource(demo.bytes) }
    return GunzipSource(try FileSource(path: name), name: name)
  }

  /// The bytes at `place`; `nil` if the file ends before.
  private func read(
    _ source: any ByteSource,
    _ place: SourcePlace
  ) throws(LoadError) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: max(Int(place.length), 256 << 10))
    var failure: LoadError?
    let found = bytes.withUnsafeMutableBytes { buffer -> Int in
      do throws(LoadError) {
        return try fill(buffer, from: source, place)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return found == Int(place.length) ? Array(bytes.prefix(found)) : nil
  }

  /// Passes over what is before `place` and reads its bytes; returns how many there were.
  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer,
    from source: any ByteSource,
    _ place: SourcePlace
  ) throws(LoadError) -> Int {
    var left = place.offset
    while left > 0 {
      let part = UnsafeMutableRawBufferPointer(
        rebasing: buffer.prefix(Int(min(left, UInt64(buffer.count)))))
      let count = try source.read(into: part)
      guard count > 0 else { return 0 }
      left -= UInt64(count)
    }
    var found = 0
    while found < Int(place.length) {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[found..<Int(place.length)])
      let count = try source.read(into: part)
      guard count > 0 else { break }
      found += count
    }
    return found
  }
}
