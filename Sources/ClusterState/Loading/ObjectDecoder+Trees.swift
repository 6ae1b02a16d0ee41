extension ObjectDecoder {
  /// Reads the object that is open as a tree, and leaves the reader where it stands.
  mutating func keepTree(_ type: TypeMeta, _ origin: PieceOrigin) {
    let position = reader.position
    guard let tree = objectTree(type) else { return }
    reader.position = position
    let bytes = UnsafeBufferPointer(start: reader.bytes, count: reader.count)
    batch.objects.trees.append(RawObject(tree, bytes, origin))
  }

  /// The object as a tree, with the type that its list gives it; `nil` if it is malformed.
  private mutating func objectTree(_ type: TypeMeta) -> JSONTree? {
    reader.position = 0
    var tree = reader.tree()
    guard reader.malformation == nil, case .object = tree else { return nil }
    if !type.apiVersion.isEmpty { tree.setDefault("apiVersion", .string(type.apiVersion)) }
    if !type.kind.isEmpty { tree.setDefault("kind", .string(type.kind)) }
    return tree
  }
}
