/// The sizes of a Deployment's ReplicaSets, and which sizes come next
/// (pkg/controller/deployment/rolling.go and util/deployment_util.go).
struct Rollout {
  /// One ReplicaSet.
  struct Member {
    let id: ObjectID<ReplicaSet>
    /// Whether its template is that of the Deployment.
    let isNewest: Bool
    var replicas: Int64
    var available: Int64
    var annotations: Labels
  }

  typealias Size = (id: ObjectID<ReplicaSet>, replicas: Int64)

  /// The wished number of pods.
  private let wished: Int64
  private let maxSurge: Int64
  private let maxUnavailable: Int64
  /// Oldest first.
  private let members: [Member]

  init(_ spec: DeploymentSpec, _ members: [Member]) {
    wished = max(0, spec.replicas)
    self.members = members
    (maxSurge, maxUnavailable) = spec.fenceposts
  }

  var newest: Member? { members.first(where: \.isNewest) }
  var older: [Member] { members.filter { !$0.isNewest } }
  private var active: [Member] { members.filter { $0.replicas > 0 } }
  private var total: Int64 { members.reduce(0) { $0 + $1.replicas } }

  /// Whether the wished number changed since ReplicaSets were scaled last.
  var isBeingScaled: Bool {
    active.contains { member in
      member.annotations[Deployment.desiredReplicasAnnotation].map { Int64($0) != wished } ?? false
    }
  }

  /// What the newest ReplicaSet may grow to (`NewRSNewReplicas`).
  var newestSize: Int64 {
    let size = newest?.replicas ?? 0
    return size + max(0, min(wished + maxSurge - total, wished - size))
  }

  /// The next step of a rolling update: either the newest grows or the older ones shrink; empty
  /// while it has to wait.
  func step() -> [Size] {
    guard let newest else { return [] }
    if newest.replicas > wished { return [(newest.id, wished)] }
    if newestSize > newest.replicas { return [(newest.id, newestSize)] }
    return shrink(newest)
  }

  /// Older ReplicaSets lose first the pods that are not available, then as many others as may be
  /// unavailable.
  private func shrink(_ newest: Member) -> [Size] {
    let availableMin = wished - maxUnavailable
    let mayGo = total - availableMin - (newest.replicas - newest.available)
    var older = older
    guard mayGo > 0, older.contains(where: { $0.replicas > 0 }) else { return [] }
    var left = mayGo
    for index in older.indices {
      let unhealthy = min(left, older[index].replicas - older[index].available)
      older[index].replicas -= unhealthy
      left -= unhealthy
    }
    left = members.reduce(0) { $0 + $1.available } - availableMin
    for index in older.indices where left > 0 {
      let count = min(left, older[index].replicas)
      older[index].replicas -= count
      left -= count
    }
    return zip(self.older, older).compactMap { before, after in
      before.replicas == after.replicas ? nil : (after.id, after.replicas)
    }
  }

  /// Sizes after a change of the wished number outside of a rollout, in the middle of one, or
  /// while it is paused: during a rolling update all ReplicaSets share it by their size
  /// (`scale` in sync.go, `GetReplicaSetProportion`).
  func proportions() -> [Size] {
    if active.count <= 1 {
      guard let member = active.first ?? newest ?? older.last else { return [] }
      return [(member.id, wished)]
    }
    if let newest, newest.replicas == wished, newest.available == wished,
      newest.annotations[Deployment.desiredReplicasAnnotation] == "\(wished)"
    {
      return older.filter { $0.replicas > 0 }.map { ($0.id, 0) }
    }
    let toAdd = (wished > 0 ? wished + maxSurge : 0) - total
    let bySize = active.enumerated().sorted { left, right in
      left.element.replicas == right.element.replicas
        // Of equal ones the newer grow first and the older shrink first.
        ? (toAdd > 0 ? left.offset > right.offset : left.offset < right.offset)
        : left.element.replicas > right.element.replicas
    }.map(\.element)
    var added: Int64 = 0
    var sizes = bySize.map { member -> Size in
      let part = part(of: member)
      let count = toAdd > 0 ? min(part, toAdd - added) : max(part, toAdd - added)
      added += toAdd == 0 ? 0 : count
      return (member.id, member.replicas + (toAdd == 0 ? 0 : count))
    }
    sizes[0].replicas = max(0, sizes[0].replicas + toAdd - added)
    return sizes
  }

  private func part(of member: Member) -> Int64 {
    guard wished > 0 else { return -member.replicas }
    let before = member.annotations[Deployment.maxReplicasAnnotation].flatMap { Int64($0) } ?? total
    guard before > 0 else { return 0 }
    let size = Double(member.replicas) * Double(wished + maxSurge) / Double(before)
    return Int64(size.rounded(.toNearestOrAwayFromZero)) - member.replicas
  }
}

extension DeploymentSpec {
  /// How many pods there may be above the wished number, and how many may be unavailable; with
  /// neither nothing could move, so one may be unavailable then (`ResolveFenceposts`).
  var fenceposts: (surge: Int64, unavailable: Int64) {
    guard strategyType != "Recreate" else { return (0, 0) }
    let wished = max(0, replicas)
    let surge = Self.resolve(maxSurge, of: wished, roundingUp: true)
    let unavailable = Self.resolve(maxUnavailable, of: wished, roundingUp: false)
    return (surge, min(wished, surge == 0 && unavailable == 0 ? 1 : unavailable))
  }

  /// A quarter where nothing is said (pkg/apis/apps/v1/defaults.go).
  private static func resolve(
    _ value: IntOrString?,
    of whole: Int64,
    roundingUp: Bool
  ) -> Int64 {
    (value ?? .string("25%")).portion(of: whole, roundingUp: roundingUp)
  }
}

extension IntOrString {
  /// A number of pods, or a percentage of `whole`; 0 for what is neither
  /// (apimachinery, `GetScaledValueFromIntOrPercent`).
  func portion(of whole: Int64, roundingUp: Bool) -> Int64 {
    switch self {
    case .int(let number): return max(0, number)
    case .string(let text):
      guard text.last == "%", let percent = Int64(text.dropLast()), (0...10_000).contains(percent)
      else { return 0 }
      return (whole * percent + (roundingUp ? 99 : 0)) / 100
    }
  }
}

extension Deployment {
  /// Annotations on a ReplicaSet: the Deployment's wished and greatest number of pods when the
  /// ReplicaSet was scaled last.
  static let desiredReplicasAnnotation = "deployment.kubernetes.io/desired-replicas"
  static let maxReplicasAnnotation = "deployment.kubernetes.io/max-replicas"
}

extension Labels {
  /// Notes on a ReplicaSet what its Deployment wished for when it was scaled.
  mutating func noteSize(of deployment: Deployment) {
    let wished = deployment.spec.replicas
    self[Deployment.desiredReplicasAnnotation] = "\(wished)"
    self[Deployment.maxReplicasAnnotation] = "\(wished + deployment.spec.fenceposts.surge)"
  }
}
