/// What a generated dump holds, before any of it is printed.
///
/// kubectl prints pods before the Services and slices that name them, so everything that two
/// objects must agree on (names, addresses, owners) is decided here first.
struct DumpPlan {
  struct Node {
    var name: String
    var address: String
    var zone: String
    var podRange: String
  }

  struct Port {
    var name: String
    var number: Int
    var transport = "TCP"
  }

  enum WorkloadKind: String {
    case deployment = "Deployment"
    case statefulSet = "StatefulSet"
    case daemonSet = "DaemonSet"
  }

  struct Workload {
    var kind: WorkloadKind
    var namespace: String
    var name: String
    var ports: [Port]
    var replicas: Int
    /// The `pod-template-hash`, or the end of the controller revision.
    var revision: String
    var usesHostNetwork = false
    /// Indexes of its pods in ``DumpPlan/pods``.
    var pods: [Int] = []
  }

  enum PodState {
    case ready, notReady, terminating, pending
  }

  struct Pod {
    var workload: Int
    var ordinal: Int
    var name: String
    /// `nil` while no node has been found for it.
    var node: Int?
    var address = ""
    var state: PodState
  }

  enum ServiceKind {
    case clusterIP, headless, nodePort, loadBalancer, externalName
  }

  struct Service {
    var kind: ServiceKind
    var namespace: String
    var name: String
    var ports: [Port]
    var clusterIP = ""
    /// The first of its node ports; the others follow it.
    var nodePort = 0
    /// `nil` for a Service without selector.
    var workload: Int?
  }

  let seed: UInt64
  var nodes: [Node] = []
  var workloads: [Workload] = []
  var pods: [Pod] = []
  var services: [Service] = []
  var generator: SeededGenerator

  init(nodes nodeCount: Int, pods podCount: Int, services serviceCount: Int, seed: UInt64) {
    self.seed = seed
    generator = SeededGenerator(seed: seed, stream: "dump")
    planServices(count: serviceCount)
    planWorkloadsWithoutService(nodes: nodeCount, pods: podCount)
    planReplicas(nodes: nodeCount, pods: podCount)
    planPods(nodes: nodeCount)
    planAddresses(nodes: nodeCount)
    planServiceAddresses()
  }

  /// A name's random ending, from the characters that Kubernetes uses.
  ///
  /// No vowels, so that no word appears by chance, and no digits that look like letters.
  static func suffix(_ number: UInt64, length: Int) -> String {
    var rest = number
    var characters: [UInt8] = []
    for _ in 0..<length {
      characters.append(suffixAlphabet[Int(rest % UInt64(suffixAlphabet.count))])
      rest /= UInt64(suffixAlphabet.count)
    }
    return String(decoding: characters, as: UTF8.self)
  }

  private static let suffixAlphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

  /// The five random characters at the end of a name, different for each `number`.
  static func ending(_ number: Int, first: UInt64) -> String {
    // There are 27^5 endings; a step that 3 does not divide meets them all before one comes again.
    suffix((first % endings &+ UInt64(number) &* 8_675_309) % endings, length: 5)
  }

  private static let endings: UInt64 = 27 * 27 * 27 * 27 * 27

  /// A dotted address from its 32 bits.
  static func dotted(_ address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
  }
}
