/// The objects of a case, read as those of a document are but not validated: recorded cases hold
/// objects that no API server would have taken, and the proxy does not care.
struct CaseObjects {
  let document: LoadedDocument

  init(_ objects: [JSONTree]) {
    document = LoadedDocument(decoding: objects)
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
