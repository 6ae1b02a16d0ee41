/// What the chain of one endpoint is made from in iptables mode.
struct IPTablesEndpointRules: Equatable {
  let address: SocketAddress
  /// Whether it remembers its clients.
  let isSticky: Bool
  let hasComments: Bool

  /// The rules of the endpoint's chain.
  func rules(in chain: String, of subject: RuleSubject?) -> [Rule] {
    guard let subject else { return [] }
    let comment: [RuleMatch] = hasComments ? [.comment(subject.description)] : []
    let memory: [RuleMatch] = isSticky ? [.remembersSource(chain: chain)] : []
    return [
      // An endpoint that reaches itself must not see its own address as the sender.
      Rule(
        [.source(CIDR(only: address.address))] + comment,
        .jump(IPTablesChains.markMasquerade),
        of: subject
      ),
      Rule(
        [.transport(subject.protocol)] + comment + memory + [.transportModule(subject.protocol)],
        .translate(address),
        of: subject
      ),
    ]
  }
}
