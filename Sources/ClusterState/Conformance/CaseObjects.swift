/// The objects of a case, read as those of a document are but not validated: recorded cases hold
/// objects that no API server would have taken, and the proxy does not care.
struct CaseObjects {
  let document: LoadedDocument

  init(_ objects: [JSONTree]) {
    var loader = DocumentLoader(DocumentLoader.Options(isLenient: true, threads: 1))
    let list: JSONTree = ["apiVersion": "v1", "items": .array(objects), "kind": "List"]
    do {
      try loader.load(ArraySource(JSONPrinter.text(of: list)), name: "case")
      document = loader.finish()
    } catch {
      preconditionFailure("printed JSON is readable: \(error)")
    }
  }

  /// What kube-proxy makes of the Services and slices.
  var serviceTable: ServiceTable {
    var table = ServiceTable()
    for service in document.services {
      let slices = document.endpointSlices.filter { $0.serviceKey == service.key }
      table.set(ServiceEntry(service, slices: slices), for: service.key)
    }
    return table
  }
}

extension ObjectName {
  /// Reads `namespace/name`.
  init(path: String) {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    self.init(namespace: parts.count > 1 ? parts[0] : "", name: parts.last ?? "")
  }
}
