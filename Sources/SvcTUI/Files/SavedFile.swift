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
  static func write(
    _ saved: SavedText,
    folder state: String? = StateFolder.path
  ) -> Result<String, Failure> {
    guard let folder = state.map({ $0 + "/screens" }) else {
      return .failure(Failure(text: "neither XDG_STATE_HOME nor HOME says where to save"))
    }
    if let code = StateFolder.make(folder) {
      return .failure(failure(WriteFailure(path: folder, code: code)))
    }
    for number in 1...most {
      do throws(WriteFailure) {
        let path = "\(folder)/\(saved.name)-\(number).\(saved.kind)"
        let file = try WholeFile(new: path, isPrivate: true)
        try file.write(saved.text)
        try file.finish()
        return .success(path)
      } catch {
        guard error.code == EEXIST else { return .failure(failure(error)) }
      }
    }
    return .failure(failure(WriteFailure(path: folder, code: EEXIST)))
  }

  private static func failure(_ failure: WriteFailure) -> Failure {
    let reason = String(cString: strerror(failure.code))
    return Failure(text: "\(failure.path) cannot be written: \(reason)")
  }
}
