extension LoadedDocument {
  /// The text of the object at `place`, from the bytes of its (uncompressed) file.
  ///
  /// For showing what the model does not use. `nil` for places outside the file, and for Secrets
  /// and ConfigMaps, whose contents are nobody's business here.
  package func text(of object: IgnoredObject, in file: some Collection<UInt8>) -> String? {
    guard object.kind != "Secret", object.kind != "ConfigMap" else { return nil }
    return Self.text(at: object.place, in: file)
  }

  /// The text of an object that the model holds.
  package func text(of object: some ClusterObject, in file: some Collection<UInt8>) -> String? {
    object.metadata.place.flatMap { Self.text(at: $0, in: file) }
  }

  private static func text(
    at place: SourcePlace,
    in file: some Collection<UInt8>
  ) -> String? {
    guard let offset = Int(exactly: place.offset), file.count >= offset + Int(place.length)
    else { return nil }
    return String(
      decoding: file.dropFirst(offset).prefix(Int(place.length)),
      as: UTF8.self
    )
  }
}
