import Testing

/// Visits that send requests and ask what became of them.
@Suite struct TrafficVisits {
  @Test func `send requests and see where they went`() throws {
    try Visit.shop(
      """
                        => No requests to it yet. t sends
      t                 => Send
      Enter             => 1,000 sent | delivered | 100.0%
      .                 => 2,000 sent
      u u               => No requests to it yet
      """
    )
  }

  @Test func `stream requests, kill a pod under them, and read what that cost`() throws {
    try Visit.shop(
      """
      Ctrl-T wait:3000ms           => 120 req/s
      Tab Ctrl-K wait:4000ms       => refused | rules were not yet synced
      :streams Enter               => 120 requests/s | pod/shop/client
      Esc Ctrl-T                   =/> 120/s from
      """,
      isPerfect: false
    )
  }

  @Test func `see why a request from outside was dropped`() throws {
    // Local: the node that nobody serves on drops what comes to it.
    try Visit.shop(
      """
      : 'scale deploy shop/web --replicas=1' Enter wait:100ms => 1 of 1 ready
      / edge Enter                 => LoadBalancer
      : 'send 9 from outside to node/node-a:30443' Enter
      : 'send 9 from outside to node/node-b:30443' Enter
      : 'send 9 from outside to node/node-c:30443' Enter
                                   => dropped
      Tab Tab j w                  => externalTrafficPolicy is Local | no local endpoints
      """
    )
  }

  @Test func `ask why nobody answers before anything is sent`() throws {
    try Visit.shop(
      """
      / empty Enter w   => rejected: shop/empty has no endpoints | fix: correct spec.selector
      Esc               => Services
      """
    )
  }

  @Test func `see in the matrix what a policy changed`() throws {
    try Visit.shop(
      """
      / cart Enter x i Esc         => 1 of 1 ready
      :matrix Enter wait:200ms     => Who reaches shop/cart | changed
      u wait:200ms                 => nothing was changed yet
      """
    )
  }

  @Test func `resolve a name as a pod does`() throws {
    try Visit.shop(
      """
      :dns Enter                        => Names of shop/web | NOERROR | 10.96.0.11
      : 'dns nobody.shop' Enter      => NXDOMAIN
      : 'dns db.shop' Enter          => 10.244.
      """
    )
  }

  @Test func `follow an Ingress down to the pods`() throws {
    try Visit.shop(
      """
      : 'xray ing' Enter => Ingress shop/front | Service shop/web | Service shop/gone | missing
      g h                   =/> Service shop/web
      l                     => Service shop/web
      j l j l               => Pod web-
      """
    )
  }

  @Test func `pictures of the traffic`() throws {
    try Visit.shop(
      """
      Ctrl-T wait:3000ms :traffic Enter => Outcomes of shop/web | Latency | Clients by endpoints
      Tab Tab w                         => Why
      Esc Esc                           => Services
      """
    )
  }
}
