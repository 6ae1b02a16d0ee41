/// Taking turns along the list (`rr`, net/netfilter/ipvs/ip_vs_rr.c).
struct RoundRobinWalk: Equatable, Sendable {
  /// Index of the server that was taken last; -1: before the head.
  private(set) var last = -1

  /// The next server after the last one that takes connections, round and round.
  mutating func pick(_ servers: [RealServer]) -> Int? {
    for step in 0..<servers.count {
      let ahead = last + 1 + step
      let index = ahead < servers.count ? ahead : ahead - servers.count
      if servers[index].weight > 0 {
        last = index
        return index
      }
    }
    return nil
  }

  /// A server was put at the head of the list; it waits until the walk comes round.
  mutating func headWasInserted() {
    if last >= 0 { last += 1 }
  }

  /// The server at `index` is gone; if it was the last taken, its predecessor takes that place.
  mutating func wasRemoved(at index: Int) {
    if last >= index { last -= 1 }
  }
}

/// Taking turns in proportion to the weights (`wrr`, net/netfilter/ipvs/ip_vs_wrr.c).
///
/// Walks along the list for servers of at least the current weight, which falls by one step at
/// every end of the list.
struct WeightedWalk: Equatable, Sendable {
  /// Index of the server that was taken last; -1: before the head.
  private var last = -1
  private var current = 0
  private var maximum = 0
  /// Greatest common divisor of the weights.
  private var step = 1

  init(_ servers: [RealServer]) {
    serversChanged(servers)
  }

  /// The next server whose weight reaches the current one.
  mutating func pick(_ servers: [RealServer]) -> Int? {
    guard maximum > 0 else { return nil }
    var index = last
    // Ends: the current weight falls until some server reaches it; the largest reaches them all.
    while true {
      index += 1
      if index == servers.count {
        index = -1
        current -= step
        if current <= 0 { current = maximum }
      } else if servers[index].weight >= current {
        last = index
        return index
      }
    }
  }

  /// The list or a weight changed: the walk starts again before the head.
  mutating func serversChanged(_ servers: [RealServer]) {
    let weights = servers.lazy.map(\.weight).filter { $0 > 0 }
    let divisor = weights.reduce(0, Self.greatestCommonDivisor)
    last = -1
    step = max(divisor, 1)
    maximum = (weights.max() ?? 0) - (step - 1)
    if current > maximum || current == 0 {
      current = maximum
    } else if step > 1 {
      current = current / step * step + 1
    }
  }

  /// How often each server is taken before the walk is where it was.
  func turns(_ servers: [RealServer]) -> [Int] { servers.map { $0.weight / step } }

  static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
    var (one, other) = (one, other)
    while other != 0 { (one, other) = (other, one % other) }
    return one
  }
}
