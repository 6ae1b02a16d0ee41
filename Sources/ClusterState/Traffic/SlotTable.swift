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

  /// The same one by one: who stops early has not looked at the rest.
  var lazyNumbers: some Sequence<Int32> {
    slots.indices.lazy.filter { slots.element(at: $0) != nil }.map { Int32($0) }
  }

  /// Puts an element in and returns its number.
  mutating func insert(_ element: Element) -> Int32 {
    guard free.count > 0 else {
      slots.append(element)
      return Int32(slots.count - 1)
    }
    let number = free.element(at: free.count - 1)
    free.removeLast(1)
    slots.replace(at: Int(number), with: element)
    return number
  }

  mutating func remove(_ number: Int32) {
    guard self[number] != nil else { return }
    slots.replace(at: Int(number), with: nil)
    free.append(number)
  }

  /// The element of a number; `nil` if it is not in use.
  ///
  /// A copy goes out and in: elements are small, and an accessor that lends its storage would
  /// allocate each time.
  subscript(number: Int32) -> Element? {
    @inline(__always) get {
      number >= 0 && Int(number) < slots.count ? slots.element(at: Int(number)) : nil
    }
    @inline(__always) set { slots.replace(at: Int(number), with: newValue) }
  }
}

extension SlotTable: Equatable where Element: Equatable {}
extension SlotTable: Sendable where Element: Sendable {}
