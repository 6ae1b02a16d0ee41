/// What a field of an API object may hold.
package indirect enum SchemaType: Hashable, Sendable {
  case string, boolean, int32, int64, number
  /// Text or a whole number of 32 bits.
  case intOrString
  /// An amount such as `100m`: text or a number.
  case quantity
  /// An RFC 3339 time.
  case time
  /// Anything, left alone.
  case any
  /// The fields of the structure of this name.
  case structure(String)
  case list(SchemaType)
  /// A map from text.
  case map(SchemaType)

  /// Reads what a schema says: a name, behind `[]` for a list of it and `{}` for a map to it.
  init(_ text: Substring) {
    if text.hasPrefix("[]") {
      self = .list(SchemaType(text.dropFirst(2)))
    } else if text.hasPrefix("{}") {
      self = .map(SchemaType(text.dropFirst(2)))
    } else {
      self = Self.simple[text] ?? .structure(String(text))
    }
  }

  private static let simple: [Substring: SchemaType] = [
    "string": .string, "bool": .boolean, "int32": .int32, "int64": .int64, "number": .number,
    "intOrString": .intOrString, "quantity": .quantity, "time": .time, "any": .any,
  ]
}
