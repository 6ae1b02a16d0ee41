package import ClusterState

/// The words for what a kube-proxy leaves out of its rules.
package enum UnservedText {
  /// `no rules for default/db: it is headless`.
  package static func text(_ unserved: UnservedService) -> Sentence {
    let service = unserved.service
    return switch unserved.cause {
    case .headless: "no rules for \(service): it is headless"
    case .externalName: "no rules for \(service): it is an ExternalName"
    case .otherProxy:
      "no rules for \(service): its label service.kubernetes.io/service-proxy-name leaves it to "
        + "another"
    case .noClusterIP: "no rules for \(service): it has no cluster IP"
    case .otherFamily: "no rules for \(service): it has no cluster IP of this family"
    case .unknownYet: "no rules for \(service): the node has not learnt of it yet"
    case .foreignAddress(let address):
      "no rules for \(service) at \(address): it has no cluster IP of that address's family"
    case .claimed(let place, let holder):
      "no rules for \(service) that count at \(place): \(holder) comes first there"
    case .nodePortClaimed(let port, let holder):
      "no rules for \(service) that count at node port \(port): \(holder) comes first there"
    }
  }
}
