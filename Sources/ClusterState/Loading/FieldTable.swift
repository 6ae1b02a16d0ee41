/// The fields that are read of one kind of object; raw values are their names in documents.
protocol FieldName: RawRepresentable<String>, CaseIterable, Sendable {
  static var table: FieldTable<Self> { get }
}

/// Finds a field by its name, without making a String of what stands in the document.
///
/// `@unchecked Sendable`: the memory is written in `init` only and lives as long as the process,
/// as tables are kept in static constants.
struct FieldTable<Field: FieldName>: @unchecked Sendable {
  private struct Slot {
    var field: Field?
    var name: UnsafeMutablePointer<UInt8>?
    var count = 0
    var bit: UInt64 = 0
  }

  private let slots: UnsafeMutablePointer<Slot>
  private let mask: Int

  init() {
    var capacity = 16
    while capacity < Field.allCases.count * 4 { capacity *= 2 }
    mask = capacity - 1
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot(), count: capacity)
    precondition(Field.allCases.count <= 64, "one bit a field")
    for (index, field) in Field.allCases.enumerated() { insert(field, index) }
  }

  private func insert(_ field: Field, _ index: Int) {
    let bytes = Array(field.rawValue.utf8)
    let name = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    name.initialize(from: bytes, count: bytes.count)
    var position = Self.hash(UnsafePointer(name), bytes.count) & mask
    while slots[position].field != nil { position = (position + 1) & mask }
    slots[position] = Slot(field: field, name: name, count: bytes.count, bit: 1 << UInt64(index))
  }

  @inline(__always)
  private static func hash(_ name: UnsafePointer<UInt8>, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    return Int(name[0]) &* 7 &+ Int(name[count >> 1]) &* 13 &+ Int(name[count - 1]) &* 3 &+ count
  }

  /// The field called so, and its bit in a set of fields.
  @inline(__always)
  func find(_ name: UnsafePointer<UInt8>, _ count: Int) -> (field: Field, bit: UInt64)? {
    var position = Self.hash(name, count) & mask
    while let field = slots[position].field {
      if slots[position].count == count, let known = slots[position].name,
        equalBytes(known, name, count)
      {
        return (field, slots[position].bit)
      }
      position = (position + 1) & mask
    }
    return nil
  }
}

/// Whether two stretches of memory hold the same.
@inline(__always)
func equalBytes(
  _ left: UnsafePointer<UInt8>,
  _ right: UnsafePointer<UInt8>,
  _ count: Int
) -> Bool {
  var index = 0
  // Without a branch each, as nearly all that are compared are equal.
  while index + 32 <= count {
    let first = (word(left + index) ^ word(right + index))
    let second = (word(left + index + 8) ^ word(right + index + 8))
    let third = (word(left + index + 16) ^ word(right + index + 16))
    let fourth = (word(left + index + 24) ^ word(right + index + 24))
    if first | second | third | fourth != 0 { return false }
    index += 32
  }
  while index + 8 <= count {
    if word(left + index) != word(right + index) { return false }
    index += 8
  }
  while index < count {
    if left[index] != right[index] { return false }
    index += 1
  }
  return true
}

/// Eight bytes at any address.
@inline(__always)
func word(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
  UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self)
}
