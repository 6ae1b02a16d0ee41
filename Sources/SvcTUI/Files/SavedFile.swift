import ClusterState
import Console
import Glibc

/// Files that the interface saves tables and screens to: `screens` beside the journals.
enum SavedFile {
  /// Why a file was not written.
  struct Failure: Error {
    var text: Sentence
  }

  /// Files of one name; nobody has more.
  private static let most = 10_000

  /// Writes a new file, readable by its owner only; its path.
  static func write(_ saved: SavedText) -> Result<String, Failure> {
    guard let folder = StateFolder.path.map({ $0 + "/screens" }) else {
      return .failure(Failure(text: "neither XDG_STATE_HOME nor HOME says where to save"))
    }
    if let code = StateFolder.make(folder) { return .failure(failure(folder, code)) }
    for number in 1...most {
      let path = "\(folder)/\(saved.name)-\(number).\(saved.kind)"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor < 0, errno == EEXIST { continue }
      guard descriptor >= 0 else { return .failure(failure(path, errno)) }
      defer { close(descriptor) }
      if let code = write(Array(saved.text.utf8), descriptor) {
        unlink(path)
        return .failure(failure(path, code))
      }
      return .success(path)
    }
    return .failure(failure(folder, EEXIST))
  }

  /// Writes everything; the error code if it cannot.
  private static func write(_ bytes: [UInt8], _ descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return nil
  }

  private static func failure(_ path: String, _ code: Int32) -> Failure {
    Failure(text: "\(path) cannot be written: \(String(cString: strerror(code)))")
  }
}
