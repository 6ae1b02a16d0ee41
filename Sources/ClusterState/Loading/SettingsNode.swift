import Yams

/// A value of a settings file (YAML) and where it stands.
///
/// Scalars are kept as they are written: whoever reads them says what they may be.
package struct SettingsNode: Hashable, Sendable {
  /// What stands there.
  package indirect enum Value: Hashable, Sendable {
    /// Nothing, or `null`.
    case absent
    case scalar(String)
    case list([SettingsNode])
    /// In the order of the file.
    case mapping([Member])
  }

  /// A key with its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    /// Where the key stands.
    package var keyPlace: SettingsPlace
    package var value: SettingsNode
  }

  package var value: Value
  package var place: SettingsPlace

  /// Larger files are no settings.
  package static let bytesMax = 256 << 10

  /// Reads the first document of a file; one without any is an empty mapping.
  package init(parsing bytes: [UInt8], file: String) throws(LoadError) {
    guard bytes.count <= Self.bytesMax else {
      throw .malformed(TextPlace(file: file, line: 1, column: 1), .yamlTooLarge)
    }
    let start = SettingsPlace(line: 1, column: 1)
    guard bytes.contains(where: { !Byte.isSpace($0) }) else {
      self.init(value: .mapping([]), place: start)
      return
    }
    let stream = try YAMLStream(bytes, file: file, fileNumber: 0)
    guard let root = try stream.nextRoot() else {
      self.init(value: .mapping([]), place: start)
      return
    }
    self.init(root, start)
    if value == .absent { value = .mapping([]) }
  }

  init(value: Value, place: SettingsPlace) {
    self.value = value
    self.place = place
  }

  private init(_ node: YAMLNode, _ outer: SettingsPlace) {
    let place = node.place.map { SettingsPlace(line: $0.line, column: $0.column) } ?? outer
    self.place = place
    if let scalar = node.scalar {
      value = YAMLScalar(scalar) == .null ? .absent : .scalar(scalar.string)
    } else if let sequence = node.sequence {
      value = .list(sequence.map { SettingsNode($0, place) })
    } else {
      let members = node.mapping.map(Array.init) ?? []
      value = .mapping(
        members.map { member in
          let key = SettingsNode(member.key, place)
          let text = if case .scalar(let text) = key.value { text } else { "" }
          return Member(
            key: text,
            keyPlace: key.place,
            value: SettingsNode(member.value, key.place)
          )
        }
      )
    }
  }
}

/// A line and a column, counted from 1.
package struct SettingsPlace: Hashable, Sendable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
