import ClusterState

/// Reads the text of an object again from its place in its file.
struct DocumentTexts {
  /// Why a text cannot be shown.
  enum Failure: Error, Equatable {
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
  /// What the files were when they were read; `nil` for what cannot be told.
  var stamps: [FileStamp?] = []

  /// Objects of these kinds are named but never shown.
  static let secretKinds: Set<String> = ["Secret", "ConfigMap"]

  /// The text at `place`, of an object of `kind`.
  func text(at place: SourcePlace, kind: String) throws(Failure) -> String {
    guard !Self.secretKinds.contains(kind) else { throw .secret(kind) }
    let name = files[Int(place.file)]
    guard name != StandardInput.name else { throw .standardInput }
    let text: String?
    do throws(LoadError) {
      if let demo {
        text = try place.text(from: ArraySource(demo.bytes))
      } else {
        text = try self.text(at: place, of: name)
      }
    } catch {
      throw .unreadable(error)
    }
    guard let text else { throw .changed(name) }
    return text
  }

  /// `nil` if the file is not the one that was read.
  private func text(at place: SourcePlace, of name: String) throws(LoadError) -> String? {
    let file = try FileSource(path: name)
    // A place in a file that is another one now holds whatever there is.
    let stamp = stamps.indices.contains(Int(place.file)) ? stamps[Int(place.file)] : nil
    guard stamp == nil || stamp == file.stamp else { return nil }
    return try place.text(from: DecompressedSource(file, name: name))
  }
}
