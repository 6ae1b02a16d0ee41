import CSimdJSON
import Yams

/// The documents of a YAML file, each composed when it is asked for.
struct YAMLStream {
  private let file: String
  private let fileNumber: UInt32
  private let text: YAMLText
  private let parser: Parser
  private var isAtEnd = false

  /// Checks what would be too much for a YAML parser, and begins.
  init(_ bytes: [UInt8], file: String, fileNumber: UInt32) throws(LoadError) {
    self.file = file
    self.fileNumber = fileNumber
    text = YAMLText(bytes)
    if let offset = text.invalidOffset {
      throw .malformed(TextPlace(file: file, before: bytes[..<offset]), .notUTF8)
    }
    if let (offset, reason) = text.aliasTrouble {
      throw .malformed(TextPlace(file: file, before: bytes[..<offset]), reason)
    }
    do {
      // Scalars are resolved by kubectl's rules when they are written as JSON.
      parser = try Parser(yaml: String(decoding: bytes, as: UTF8.self), resolver: .basic)
    } catch {
      throw Self.loadError(error, file: file, text)
    }
  }

  /// The next document that is not empty.
  mutating func next() throws(LoadError) -> YAMLDocument? {
    while !isAtEnd {
      guard let root = try nextRoot() else {
        isAtEnd = true
        return nil
      }
      if let scalar = root.scalar, YAMLScalar(scalar) == .null { continue }
      return try YAMLDocument(root, text: text, file: file, fileNumber: fileNumber)
    }
    return nil
  }

  func nextRoot() throws(LoadError) -> YAMLNode? {
    do {
      return try parser.nextRoot()
    } catch {
      throw Self.loadError(error, file: file, text)
    }
  }

  private static func loadError(_ error: any Error, file: String, _ text: YAMLText) -> LoadError {
    func malformed(_ line: Int, _ column: Int, _ problem: String) -> LoadError {
      let isDepth = problem.hasPrefix("Maximum nesting level")
      return .malformed(
        TextPlace(file: file, line: line, column: column),
        isDepth ? .tooDeep : .yaml("YAML: \(problem)")
      )
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
      .composer(_, let problem, let mark, _)?:
      return malformed(mark.line, mark.column, problem)
    case .duplicatedKeysInMapping(let keys, let context)?:
      return malformed(
        context.mark.line,
        context.mark.column,
        "the key \"\(keys.first ?? "")\" stands here twice"
      )
    case .reader(let problem, let offset, _, _)?:
      let place = TextPlace(file: file, before: text.bytes.prefix(offset ?? 0))
      return .malformed(place, .yaml("YAML: \(problem)"))
    default:
      return malformed(1, 1, "it cannot be parsed")
    }
  }
}

/// One YAML document, written as JSON so that the same decoders read it.
struct YAMLDocument {
  let json: [UInt8]
  private let places: YAMLPlaces
  private let fileNumber: UInt32

  fileprivate init(
    _ root: YAMLNode,
    text: YAMLText,
    file: String,
    fileNumber: UInt32
  ) throws(LoadError) {
    var writer = YAMLWriter(text: text, file: file)
    try writer.write(root)
    json = writer.json
    places = YAMLPlaces(writer, root: root, text: text)
    self.fileNumber = fileNumber
  }

  /// Decodes the document's objects.
  func decode(with decoder: inout ObjectDecoder) {
    let padded = json + Array(repeating: 0, count: SVCTUI_JSON_PADDING)
    let origin = PieceOrigin(file: fileNumber, line: 1, column: 1, offset: 0, yaml: places)
    padded.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return }
      decoder.decodeStream(start, json.count, origin, depth: 0)
    }
  }
}
