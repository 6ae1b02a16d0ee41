/// The queue of a pod that serves a limited number of requests at a time, first come, first served.
///
/// A request that its client gave up keeps its server all the same.
struct PodServer: Equatable, Sendable {
  /// When each server is free again, in microseconds.
  private var freeAt: [Int64] = []

  init() {}

  /// Takes in a request that comes now and returns when it begins to be served.
  mutating func take(at now: Int64, _ load: ServedLoad) -> Int64 {
    let servers = load.concurrency ?? 1
    if freeAt.count > servers {
      // Fewer servers than before: those that are free first stay.
      freeAt = Array(freeAt.sorted().prefix(servers))
    }
    if freeAt.count < servers {
      let start = now
      freeAt.append(start + load.serviceTime)
      return start
    }
    var first = 0
    for index in freeAt.indices where freeAt[index] < freeAt[first] { first = index }
    let start = max(now, freeAt[first])
    freeAt[first] = start + load.serviceTime
    return start
  }
}
