extension Node {
  /// The object as the API server would print it, as far as the model holds it.
  package var json: JSONTree {
    var spec = JSONTree.object([])
    spec["podCIDR"] = self.spec.podCIDRs.first.map(JSONTree.string)
    spec["podCIDRs"] = self.spec.podCIDRs.listJSON
    spec["unschedulable"] = self.spec.unschedulable ? true : nil
    var status = JSONTree.object([])
    let addresses = self.status.addresses.map { address -> JSONTree in
      ["address": .string(address.address), "type": .string(address.type)]
    }
    status["addresses"] = addresses.isEmpty ? nil : .array(addresses)
    status["conditions"] =
      self.status.ready.isEmpty
      ? nil : [["status": .string(self.status.ready), "type": "Ready"]]
    return JSONTree.object([])
      .adding("apiVersion", .string(Self.apiVersion))
      .adding("kind", .string(Self.kind))
      .adding("metadata", metadata.json)
      .adding("spec", spec)
      .adding("status", status)
  }
}
