extension LoadedDocument {
  /// The typed objects of trees; what is wrong with them is in ``problems``.
  init(decoding trees: [JSONTree]) {
    let window = 4 << 10
    var loader = DocumentLoader(DocumentLoader.Options(windowSize: window, threads: 1))
    let list: JSONTree = ["apiVersion": "v1", "items": .array(trees), "kind": "List"]
    do {
      try loader.load(ArraySource(JSONPrinter.text(of: list)), name: "")
      self = loader.finish()
    } catch {
      preconditionFailure("printed JSON is readable: \(error)")
    }
  }
}
