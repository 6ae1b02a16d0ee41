/// Where the text of one object came from, so that an offset in it becomes a line and a column.
struct PieceOrigin {
  /// Index into the loaded files.
  var file: UInt32
  var line: Int
  var column: Int
  /// Bytes before the object in the file.
  var offset: UInt64
  /// The object was written anew from YAML: where its parts were, and its offset in what was
  /// written.
  var yaml: YAMLPlaces?
  var yamlOffset = 0

  /// Line and column of an offset of the object's text.
  func place(of offset: Int, in bytes: UnsafePointer<UInt8>) -> (line: Int, column: Int) {
    if let yaml { return yaml.place(of: yamlOffset + offset) }
    var (line, column) = (line, column)
    for index in 0..<offset {
      if bytes[index] == Byte.newline {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return (line, column)
  }

  /// What an object of `count` bytes remembers of its place.
  func sourcePlace(count: Int) -> SourcePlace {
    if let yaml, let place = yaml.sourcePlace(of: yamlOffset, file: file) { return place }
    return SourcePlace(
      file: file,
      line: UInt32(clamping: line),
      column: UInt32(clamping: column),
      offset: offset,
      length: UInt32(clamping: count)
    )
  }
}

/// The path of the value (or the key) that begins at `target`, such as `spec.ports[0].port`.
///
/// Decoders do not keep track of where they are: mistakes are rare, and walking the object once
/// more costs nothing then.
func fieldPath(
  in bytes: UnsafePointer<UInt8>,
  count: Int,
  to target: Int
) -> String {
  var steps: [PathStep] = []
  var index = 0
  while index < count {
    switch bytes[index] {
    case _ where index == target && bytes[index] != Byte.quote:
      return path(steps)
    case Byte.brace: steps.append(.member(""))
    case Byte.bracket: steps.append(.element(0))
    case Byte.closeBrace, Byte.closeBracket: _ = steps.popLast()
    case Byte.comma:
      if case .element(let number)? = steps.last { steps[steps.count - 1] = .element(number + 1) }
    case Byte.quote:
      let start = index
      index += 1
      while index < count, bytes[index] != Byte.quote {
        index += bytes[index] == Byte.backslash ? 2 : 1
      }
      var next = index + 1
      while next < count, Byte.isSpace(bytes[next]) { next += 1 }
      if next < count, bytes[next] == Byte.colon, case .member? = steps.last, start < index {
        let name = UnsafeBufferPointer(start: bytes + start + 1, count: index - start - 1)
        steps[steps.count - 1] = .member(String(decoding: name, as: UTF8.self))
      }
      if start == target { return path(steps) }
    default: break
    }
    index += 1
  }
  return ""
}

private enum PathStep {
  case member(String)
  case element(Int)
}

private func path(_ steps: [PathStep]) -> String {
  var text = ""
  for step in steps {
    switch step {
    case .member(""): break
    case .member(let name):
      // Keys of maps (labels) may hold dots and slashes.
      let isPlain = name.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
      }
      text += isPlain ? (text.isEmpty ? name : ".\(name)") : "[\(name)]"
    case .element(let number): text += "[\(number)]"
    }
  }
  return text
}
