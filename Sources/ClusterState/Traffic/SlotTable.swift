/// Elements under small numbers that are used again, sharing storage between copies.
struct SlotTable<Element> {
  private var slots = ChunkedArray<Element?>()
  private var free = ChunkedArray<Int32>()

  init() {}

  /// How many there are.
  var count: Int { slots.count - free.count }
  var isEmpty: Bool { count == 0 }

  /// Numbers in use, ascending.
  var numbers: [Int32] {
    slots.indices.filter { slots[$0] != nil }.map { Int32($0) }
  }

  /// Puts an element in and returns its number.
  mutating func insert(_ element: Element) -> Int32 {
    guard free.count > 0 else {
      slots.append(element)
      return Int32(slots.count - 1)
    }
    let number = free[free.count - 1]
    free.removeLast(1)
    slots[Int(number)] = element
    return number
  }

  mutating func remove(_ number: Int32) {
    guard slots[Int(number)] != nil else { return }
    slots[Int(number)] = nil
    free.append(number)
  }

  /// The element of a number; `nil` if it is not in use.
  subscript(number: Int32) -> Element? {
    @inline(__always) _read {
      if number >= 0, Int(number) < slots.count {
        yield slots[Int(number)]
      } else {
        yield nil
      }
    }
    @inline(__always) _modify { yield &slots[Int(number)] }
  }
}

extension SlotTable: Equatable where Element: Equatable {}
extension SlotTable: Sendable where Element: Sendable {}
