package import ClusterState

/// The words for what a kube-proxy leaves out of its rules.
package enum UnservedText {
  /// `no rules for default/db: it is headless`.
  package static func text(_ unserved: UnservedService) -> Sentence {
    "no rules for \(unserved.service)\(text(unserved.cause))"
  }

  private static func text(_ cause: UnservedService.Cause) -> Sentence {
    switch cause {
    case .headless: ": it is headless"
    case .externalName: ": it is an ExternalName"
    case .otherProxy: ": its label service.kubernetes.io/service-proxy-name leaves it to another"
    case .noClusterIP: ": it has no cluster IP"
    case .otherFamily: ": it has no cluster IP of this family"
    case .unknownYet: ": the node has not learnt of it yet"
    case .foreignAddress(let address):
      " at \(address): it has no cluster IP of that address's family"
    case .claimed(let place, let holder): " that count at \(place): \(holder) comes first there"
    }
  }
}
