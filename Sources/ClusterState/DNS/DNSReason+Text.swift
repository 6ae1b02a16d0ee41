extension DNSReason {
  /// The reason in words.
  package var text: Sentence {
    switch self {
    case .clusterIP(let service): "cluster IPs of Service \(service)"
    case .readyEndpoints(let service): "ready endpoints of headless Service \(service)"
    case .endpoint(let name, let service): "endpoint \(name) of Service \(service)"
    case .alias(let service): "Service \(service) of type ExternalName is an alias"
    case .aliasOutside(let target):
      "the alias leads to \(target), which is not a cluster name: its address is asked of the "
        + "upstream resolver, which the simulation does not have"
    case .podAddress(let address):
      "the name is made of the address \(address); pods are not looked at (pods insecure)"
    case .schemaVersion: "version of the DNS schema"
    case .reverse(let address): "who has \(address)"
    case .noSuchNamespace(let name): "there is no Namespace \(name)"
    case .noSuchService(let service): "there is no Service \(service)"
    case .noSuchPort(let port, let service): "Service \(service) has no port named \(port)"
    case .noSuchEndpoint(let name, let service):
      "no ready endpoint of Service \(service) is called \(name)"
    case .noReadyEndpoints(let service): "headless Service \(service) has no ready endpoint"
    case .belowAlias(let service): "Service \(service) is an alias: there is nothing below it"
    case .aliasIsAddress(let service, let text):
      "externalName \(text) of Service \(service) is an address, which no alias can be"
    default: failureText
    }
  }

  private var failureText: Sentence {
    switch self {
    case .notAnAddress(let text): "\(text) is not an address with dashes"
    case .notInSchema(let name): "\(name) has no form that the DNS specification knows"
    case .noRecord(let type): "the name exists, without \(type.rawValue) records"
    case .aliasToNothing(let target): "the alias leads to \(target), which has no such records"
    case .aliasLoop(let names): "the aliases go round: \(names.joined(separator: " -> "))"
    case .aliasesTooMany(let limit): "more than \(limit) aliases in a row"
    case .outsideCluster(let name):
      "\(name) is not a cluster name: asks the upstream resolver, which the simulation does not "
        + "have; it answers NXDOMAIN to everything"
    case .nobodyHas(let address): "no Service and no ready endpoint has \(address)"
    case .otherResolver(let who):
      "\(who) is asked, which knows no cluster names; the simulation knows no others"
    default: ""
    }
  }

  /// Where the rule is written.
  package var source: Sentence {
    switch self {
    case .clusterIP, .noSuchService: "kubernetes/dns docs/specification.md 2.3"
    case .readyEndpoints, .endpoint, .noReadyEndpoints, .noSuchEndpoint:
      "kubernetes/dns docs/specification.md 2.4"
    case .noSuchPort: "kubernetes/dns docs/specification.md 2.3.2, 2.4.2"
    case .alias, .aliasOutside: "kubernetes/dns docs/specification.md 2.5"
    case .podAddress, .notAnAddress: "kubernetes/dns docs/specification.md 2.6; pods insecure"
    case .schemaVersion: "kubernetes/dns docs/specification.md 2.2"
    case .reverse, .nobodyHas: "kubernetes/dns docs/specification.md 2.3.3, 2.4.3"
    case .aliasLoop, .aliasesTooMany, .aliasToNothing:
      "coredns plugin/backend_lookup.go A, AAAA"
    case .belowAlias, .aliasIsAddress, .noSuchNamespace, .notInSchema, .noRecord:
      "coredns plugin/kubernetes/kubernetes.go findServices; handler.go"
    case .outsideCluster: "kubeadm Corefile, forward; our model: no upstream resolver"
    case .otherResolver: "pkg/kubelet/network/dns/dns.go GetPodDNS"
    }
  }
}
