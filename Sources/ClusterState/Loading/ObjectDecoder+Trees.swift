extension ObjectDecoder {
  /// Keeps the object that is open as a tree, and leaves the reader where it stands.
  mutating func keepTree(_ type: TypeMeta, _ origin: PieceOrigin) {
    let position = reader.position
    guard let object = rawObject(type, origin) else { return }
    reader.position = position
    batch.objects.trees.append(object)
  }

  /// The object that is open with all of its fields, and the type that its list gives it; `nil` if
  /// it is malformed.
  mutating func rawObject(_ type: TypeMeta, _ origin: PieceOrigin) -> RawObject? {
    reader.position = 0
    reader.hasRepeatedMembers = false
    var tree = reader.tree()
    guard reader.malformation == nil, case .object = tree else { return nil }
    if !type.apiVersion.isEmpty { tree.setDefault("apiVersion", .string(type.apiVersion)) }
    if !type.kind.isEmpty { tree.setDefault("kind", .string(type.kind)) }
    return RawObject(
      tree,
      UnsafeBufferPointer(start: reader.bytes, count: reader.count),
      origin,
      hasRepeatedMembers: reader.hasRepeatedMembers
    )
  }
}
