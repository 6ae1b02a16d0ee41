import ClusterState
import Console
import VisitSupport

/// A document to press keys on.
struct FuzzDocument {
  let name: String
  let loaded: LoadedDocument

  private static let generatedName = "generated"
  private static let demoNames = EmbeddedFile.all(in: "demo-clusters").map(\.stem)

  static let names = demoNames + ["shop", "hostile", generatedName]

  static func all() throws(LoadError) -> [FuzzDocument] {
    var documents: [FuzzDocument] = []
    for name in names { documents.append(try named(name)) }
    return documents
  }

  /// One of ``names``.
  static func named(_ name: String) throws(LoadError) -> FuzzDocument {
    switch name {
    case "shop": return FuzzDocument(name: name, loaded: ShopDocument.make())
    case "hostile": return FuzzDocument(name: name, loaded: HostileDocument.make())
    case generatedName: return FuzzDocument(name: name, loaded: try load(generated, name))
    default:
      let demos = EmbeddedFile.all(in: "demo-clusters")
      let bytes =
        demos.first { $0.stem == name }?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
      return FuzzDocument(name: name, loaded: try load(Array(bytes), name))
    }
  }

  /// A cluster with some 2,000 pods, as kubectl would print it.
  private static var generated: [UInt8] {
    var bytes: [UInt8] = []
    let generator = DumpGenerator(nodes: 60, pods: 2_000, services: 150, seed: 7)
    generator.write { (piece) throws(Never) in bytes += piece }
    return bytes
  }

  private static func load(_ bytes: [UInt8], _ name: String) throws(LoadError) -> LoadedDocument {
    var loader = DocumentLoader(DocumentLoader.Options(isLenient: true))
    try loader.load(ArraySource(bytes), name: name)
    return loader.finish()
  }
}
