import CDemos
import ClusterState
import VisitSupport

/// A document to press keys on.
struct FuzzDocument {
  let name: String
  let loaded: LoadedDocument

  private static let generatedName = "generated"
  private static let demoNames = (0..<svctui_demo_count()).compactMap { index in
    svctui_demo_name(index).map { String(cString: $0) }
  }

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
      let index = demoNames.firstIndex(of: name) ?? 0
      let bytes = UnsafeRawBufferPointer(
        start: svctui_demo_bytes(index),
        count: svctui_demo_length(index)
      )
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
