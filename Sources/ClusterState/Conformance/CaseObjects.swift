extension LoadedDocument {
  /// Reads the objects of a conformance case as if they stood in a document.
  init(caseObjects: JSONTree?, name: String) throws(LoadError) {
    let list: JSONTree = [
      "apiVersion": "v1", "items": .array(caseObjects?.elements ?? []), "kind": "List",
    ]
    var loader = DocumentLoader(DocumentLoader.Options(threads: 1))
    try loader.load(ArraySource(JSONPrinter.text(of: list)), name: name)
    self = loader.finish()
  }
}
