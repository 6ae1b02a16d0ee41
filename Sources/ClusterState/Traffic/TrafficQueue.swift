/// What is going to happen to requests, in the order of instants and, at one instant, of planning.
struct TrafficQueue: Equatable, Sendable {
  enum Step: UInt8, Sendable {
    /// A client of a closed loop sends its next request.
    case think
    /// A request is tried, for the first time or again.
    case attempt
    /// A packet that got no answer is sent again.
    case retransmit
    /// A request comes to the queue of a pod with few servers.
    case reachServer
    /// The attempt is over, as the request says.
    case end
    /// Closed connections of IPVS are forgotten.
    case forget
  }

  struct Item: Equatable, Sendable {
    var instant: Int64
    var sequence: Int64
    /// The request, or for ``Step/think`` the stream's number.
    var subject: Int32
    /// Which of the request's plans this is, or for ``Step/think`` the client.
    var ticket: Int32
    var step: Step

    @inline(__always)
    static func < (left: Self, right: Self) -> Bool {
      left.instant == right.instant
        ? left.sequence < right.sequence : left.instant < right.instant
    }
  }

  /// A binary heap: no item is before its parent.
  private var heap: [Item] = []
  private var planned: Int64 = 0

  static func == (left: Self, right: Self) -> Bool {
    left.planned == right.planned
      && left.heap.sorted(by: <) == right.heap.sorted(by: <)
  }

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }

  /// When the first item is due; `Int64.max` without any.
  var next: Int64 { heap.first?.instant ?? .max }

  mutating func plan(_ step: Step, _ subject: Int32, ticket: Int32 = 0, at instant: Int64) {
    planned += 1
    let item = Item(
      instant: instant,
      sequence: planned,
      subject: subject,
      ticket: ticket,
      step: step
    )
    heap.append(item)
    var index = heap.count - 1
    heap.withUnsafeMutableBufferPointer { heap in
      while index > 0 {
        let parent = (index - 1) / 2
        guard item < heap[parent] else { break }
        heap[index] = heap[parent]
        index = parent
      }
      heap[index] = item
    }
  }

  /// Takes out the first item; there must be one.
  mutating func pop() -> Item {
    let first = heap[0]
    let last = heap.removeLast()
    guard !heap.isEmpty else { return first }
    heap.withUnsafeMutableBufferPointer { heap in
      var index = 0
      while true {
        var child = 2 * index + 1
        guard child < heap.count else { break }
        if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
        guard heap[child] < last else { break }
        heap[index] = heap[child]
        index = child
      }
      heap[index] = last
    }
    return first
  }
}
