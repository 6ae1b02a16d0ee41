/// Something that many people trip over, and whether lint can see it coming.
///
/// The numbers are those that rules name in ``LintRule/lessons``; the threads behind them stand
/// at the rules.
package struct LintLesson: Sendable {
  package let number: Int
  package let title: Sentence
  /// Why no rule finds it, or what rules leave out; empty where rules cover it.
  package let limits: Sentence

  private init(_ number: Int, _ title: Sentence, _ limits: Sentence = "") {
    self.number = number
    self.title = title
    self.limits = limits
  }

  package static let all = spread + policies + sources + lifecycle + discovery + objects

  private static let spread = [
    LintLesson(
      1,
      "Endpoints are chosen at random, not in turn",
      "that is how it works everywhere; send shows the expected shares and whether chance explains"
        + " the difference"
    ),
    LintLesson(2, "Keep-alive, HTTP/2 and gRPC stay with one pod"),
    LintLesson(3, "Scaling up moves no open connection"),
    LintLesson(4, "IPVS schedulers against random choice"),
    LintLesson(5, "externalTrafficPolicy: Local spreads over nodes, not over pods"),
    LintLesson(6, "Ingress controllers go straight to the endpoints"),
  ]

  private static let policies = [
    LintLesson(7, "externalTrafficPolicy: Local drops on nodes without an endpoint"),
    LintLesson(8, "Pods that use a load balancer's address are short-circuited"),
    LintLesson(
      9,
      "externalTrafficPolicy: Local means nothing to the cluster IP",
      "nothing is wrong with such a Service; trace shows which policy decides"
    ),
    LintLesson(10, "internalTrafficPolicy: Local has no fallback"),
    LintLesson(11, "No endpoint anywhere is rejected, none on the node is dropped"),
    LintLesson(12, "The health check node port fails on nodes without an endpoint"),
    LintLesson(
      13,
      "A Service that fails over to another cluster",
      "no part of Kubernetes 1.36 (KEP-6272)"
    ),
  ]

  private static let sources = [
    LintLesson(14, "The source address is replaced, except with the policy Local"),
    LintLesson(
      15,
      "A pod that reaches itself through its Service",
      "depends on the hairpin mode of the pod network, which no object tells"
    ),
    LintLesson(
      16,
      "Cluster IPs do not answer ping; unknown ports differ between modes",
      "depends on what a client sends; trace shows it"
    ),
    LintLesson(17, "Node ports on 127.0.0.1 in iptables mode only"),
    LintLesson(18, "Which addresses and nodes answer node ports"),
    LintLesson(19, "Source ranges drop, also the cluster's own pods"),
    LintLesson(20, "The affinity timeout counts from the last connection"),
    LintLesson(21, "Clients behind one NAT get one pod"),
    LintLesson(22, "Each node remembers affinity for itself"),
  ]

  private static let lifecycle = [
    LintLesson(
      23,
      "Errors during rolling updates",
      "of it only missing readiness probes: whether a program serves on after SIGTERM, no object"
        + " tells"
    ),
    LintLesson(24, "Terminating endpoints are the last resort"),
    LintLesson(25, "publishNotReadyAddresses routes to pods that are not ready"),
    LintLesson(26, "Readiness that comes and goes", "of it the present state: the rest is time"),
    LintLesson(27, "kube-proxies lag behind and differ", "a matter of time, not of objects"),
    LintLesson(28, "Load balancers lag behind", "of it a missing address: the rest is time"),
    LintLesson(29, "IPVS drains with weight 0", "of it the mode itself: the rest is time"),
    LintLesson(
      30,
      "Stale conntrack entries swallow UDP",
      "a matter of time: it needs a change while packets flow"
    ),
    LintLesson(
      31,
      "Open TCP connections survive the removal of their endpoint",
      "a matter of time: it needs a change while connections are open"
    ),
  ]

  private static let discovery = [
    LintLesson(32, "Headless: clients get pod addresses and choose themselves"),
    LintLesson(
      33,
      "ndots: 5 asks four times in vain",
      "of it ExternalNames that rely on a search path: the default of all pods is no mistake; dns"
        + " shows every query"
    ),
    LintLesson(34, "ExternalName is a CNAME and no proxy"),
    LintLesson(35, "SRV records for named ports only"),
    LintLesson(36, "A selector that does not match"),
    LintLesson(37, "Services without a selector, and slices by hand"),
    LintLesson(38, "Named target ports are looked up in each pod"),
    LintLesson(39, "Slices of at most 1,000 endpoints; duplicates"),
  ]

  private static let objects = [
    LintLesson(40, "topology-mode: Auto takes its hints back"),
    LintLesson(41, "Preferring the zone can overload it; one missing hint ends it"),
    LintLesson(42, "Load balancers without node ports"),
    LintLesson(43, "External IPs and loadBalancerIP"),
    LintLesson(44, "Two families, two sets of endpoints"),
    LintLesson(45, "Ports and addresses that collide", "numbers out of range are validate's"),
    LintLesson(46, "Fields that a change of type leaves behind"),
    LintLesson(47, "Labels that make kube-proxy look away"),
    LintLesson(48, "A budget that lets nobody drain a node"),
  ]
}

/// A code of popeye's that is about Services and Ingresses, and what lint makes of it.
package struct PopeyeCode: Sendable {
  package let number: Int
  package let title: Sentence
  /// Why no rule is made of it; empty where one is.
  package let reason: Sentence

  private init(_ number: Int, _ title: Sentence, _ reason: Sentence = "") {
    self.number = number
    self.title = title
    self.reason = reason
  }

  package static let all = [
    PopeyeCode(104, "no readiness probe"),
    PopeyeCode(500, "zero scale"),
    PopeyeCode(1100, "no pods match the selector"),
    PopeyeCode(1101, "pods without declared ports", "declaring is voluntary: nothing is wrong"),
    PopeyeCode(1102, "a target port by number", "a matter of taste: both work alike"),
    PopeyeCode(1103, "a load balancer may cost money", "no object tells what it costs"),
    PopeyeCode(1104, "type NodePort"),
    PopeyeCode(1105, "no endpoints"),
    PopeyeCode(1106, "no target port matches"),
    PopeyeCode(1107, "a load balancer with externalTrafficPolicy: Cluster"),
    PopeyeCode(1108, "a node port with externalTrafficPolicy: Local"),
    PopeyeCode(1109, "a single endpoint"),
    PopeyeCode(1110, "an Endpoints object without subsets"),
    PopeyeCode(
      1400,
      "an Ingress's load balancer reports a port error",
      "status.loadBalancer.ingress[].ports is not read"
    ),
    PopeyeCode(1401, "an Ingress backend that does not exist"),
    PopeyeCode(1402, "an Ingress port that does not exist"),
    PopeyeCode(1403, "an Ingress port by number", "a matter of taste: both work alike"),
    PopeyeCode(1404, "an Ingress backend without a port"),
  ]
}
