internal import ClusterState

/// What a rule looks at and does, in words.
enum RuleWords {
  /// What must hold for it to act, a sentence each; empty for one that takes every packet.
  static func matches(_ rule: Rule) -> [Sentence] { rule.matches.compactMap(text) }

  private static func text(_ match: RuleMatch) -> Sentence? {
    switch match {
    case .source(let range, false): "the source is in \(range)"
    case .source(let range, true): "the source is not in \(range)"
    case .destination(let range, false): "the destination is \(range)"
    case .destination(let range, true): "the destination is not in \(range)"
    case .interface(let name, false): "it came in by an interface \(name)"
    case .interface(let name, true): "it came in by another interface than \(name)"
    case .transport(let transport): "the protocol is \(transport)"
    case .destinationPort(_, let port): "the destination port is \(port)"
    case .mark(let mark, false): "the packet carries the mark 0x\(String(mark, radix: 16))"
    case .mark(let mark, true): "the packet does not carry the mark 0x\(String(mark, radix: 16))"
    case .connectionState(let state, false): "conntrack calls its connection \(state)"
    case .connectionState(let state, true): "conntrack does not call its connection \(state)"
    case .sourceIsLocal(false): "the source is an address of the node itself"
    case .sourceIsLocal(true): "the source is no address of the node itself"
    case .destinationIsLocal: "the destination is an address of the node itself"
    case .share(let remaining): "chance takes it: 1 of \(remaining) that come here"
    case .recentSource(_, let seconds):
      "the same client was sent this way within the last \(seconds) seconds"
    case .remembersSource: "the client is remembered (this always holds)"
    case .counted(let name): "it is counted as \(name) (this always holds)"
    case .sources(let ranges, let isNegated):
      isNegated
        ? "the source is not in \(ranges.joined(separator: ", "))"
        : "the source is in \(ranges.joined(separator: ", "))"
    case .destinations(let ranges): "the destination is in \(ranges.joined(separator: ", "))"
    case .sourceIn(let set): "the source is in the set \(set)"
    case .destinationIn(let set): "the destination is in the set \(set)"
    case .isTranslated: "its destination was translated before"
    case .flowIn(let set): "source, destination, protocol and port are in the set \(set)"
    case .inSet(let set, let directions): "\(directions) of the packet are in the ipset \(set)"
    case .notFromBridge: "it did not come in by a bridge"
    case .virtualServer(let address, let transport, let port):
      "it goes to the virtual server \(SocketAddress(address, port)) of \(transport)"
    case .comment, .transportModule: nil
    }
  }

  /// What becomes of the packet.
  static func verdict(_ verdict: RuleVerdict) -> Sentence {
    switch verdict {
    case .none: "Then nothing: it is there for its comment, or for what it remembers."
    case .jump(let chain):
      "Then the rules of \(chain) are asked, and the next rule here after them."
    case .goTo(let chain): "Then the rules of \(chain) are asked, and no further rule here."
    case .accept: "Then the packet passes: no further rule of this table is asked."
    case .drop: "Then the packet is dropped in silence: the client waits until it gives up."
    case .reject: "Then the packet is refused: the client gets an ICMP error at once."
    case .returns: "Then no further rule of this chain is asked."
    case .setMark(let mark):
      "Then it gets the mark 0x\(String(mark, radix: 16)), which asks for masquerading later."
    case .clearMark(let mark): "Then the mark 0x\(String(mark, radix: 16)) is taken off again."
    case .masquerade:
      "Then its source becomes the node's own address, so that answers come back this way."
    case .masqueradeMarked:
      "Then the mark is taken off and its source becomes the node's own address."
    case .translate(let address):
      "Then its destination becomes the endpoint \(address); conntrack does the same for all that "
        + "follows."
    case .balance(let addresses):
      "Then chance chooses one of \(Quantities.count(addresses.count)) endpoints, all equally "
        + "likely, as its destination."
    case .balanceChains(let chains):
      "Then chance chooses one of \(Quantities.count(chains.count)) chains, all equally likely."
    case .lookUp(let map, _): "Then the map \(map) says which chain goes on, if it has the key."
    case .remember(let set): "Then the client is put into the set \(set) for a while."
    }
  }
}
