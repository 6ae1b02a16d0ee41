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
        text = try place.text(from: GunzipSource(try FileSource(path: name), name: name))
      }
    } catch {
      throw .unreadable(error)
    }
    guard let text else { throw .changed(name) }
    return text
  }
}
