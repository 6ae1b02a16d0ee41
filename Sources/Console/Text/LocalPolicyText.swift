internal import ClusterState

/// What policies that are Local mean for requests that find no endpoint.
enum LocalPolicyText {
  static func sentences(_ spec: ServiceSpec) -> [Sentence] {
    var sentences: [Sentence] = []
    if spec.externalTrafficPolicy == .local {
      sentences.append(
        """
        spec.externalTrafficPolicy is Local: requests from outside only go to endpoints on the \
        node they come to. x changes it.
        """
      )
    }
    if spec.internalTrafficPolicy == .local {
      sentences.append(
        """
        spec.internalTrafficPolicy is Local: requests from pods and nodes only go to endpoints \
        on the node they start from. x changes it.
        """
      )
    }
    return sentences
  }
}
