import Console
import Testing

/// Visits to the rules of a node.
@Suite struct RulesVisits {
  @Test func `see which rules a policy brings and takes away`() throws {
    try Visit.shop(
      """
      / web Enter R     => Rules of node-c | iptables | -j KUBE-SVC- | ▼ shop/web
      x e Esc           => externalTrafficPolicy | +5  -2 | :KUBE-SVL-
      v                 => the rules as they are
      u                 =/> :KUBE-SVL-
      """
    )
  }

  @Test func `see the same Service in the words of another mode`() throws {
    try Visit.shop(
      """
      / web Enter R     => :KUBE-SERVICES - [0:0]
      M                 => nftables | -   ▼ :KUBE-SERVICES | since mode nftables
      v                 => 10.96.0.11 . tcp . 80 : goto service-
                        =/> KUBE-SERVICES
      M                 => -A -t 10.96.0.11:80 -s rr | -m -w 1
      """
    )
  }

  @Test func `send a request and watch it walk down the chains`() throws {
    try Visit.shop(
      """
      / web Enter R     => no request was sent yet
      t Enter           => last request: | 1000
      }                 => step 1 of
      }                 => step 2 of
      g Enter           => prerouting | postrouting | -j DNAT
      G { w             => Why: | Where it comes from
      """
    )
  }

  @Test func `look for words in rules that are folded`() throws {
    try Visit.shop(
      """
      / web Enter R     => Rules of node-c
      / 'cart:metrics' Enter => ▼ shop/cart | 9090
      n                 => shop/cart:metrics
      / 'nowhere to be found' Enter => is not in these rules
      """
    )
  }

  @Test func `see what conntrack remembers beside the rules`() throws {
    try Visit.shop(
      """
      p : 'stream 90/s from node/node-a to svc/shop/web:80 --requests-per-connection=99' Enter
      p wait:2000ms :rules Space node-a Enter => conntrack -L on node-a | ESTABLISHED src=
                        => dst=10.96.0.11
      Tab w             => Why: conntrack | a rule translated
      """,
      isPerfect: false
    )
  }

  @Test func `go to another node, and ask for one that is not there`() throws {
    try Visit.shop(
      """
      :nodes Enter j R  => Rules of node-b
      R                 => Rules of node-c
      :rules Space nowhere Enter => there is no node nowhere
      Esc f             => no Service has an IPv6 address
      Esc               => Nodes
      """
    )
  }
}
