/// How far the members of one object are read.
struct FieldScope<Field: FieldName> {
  fileprivate var isFirst = true
  fileprivate var seen: UInt64 = 0
  /// Whether a member that is no `Field` is a mistake.
  var isClosed = false
}

extension JSONReader {
  /// Steps into an object; `false` if the value is none, which is then dealt with.
  @inline(__always)
  mutating func enterObject() -> Bool {
    if skip(Byte.brace) { return true }
    mismatch("an object")
    return false
  }

  /// Steps into an array; `false` if the value is none, which is then dealt with.
  @inline(__always)
  mutating func enterArray() -> Bool {
    if skip(Byte.bracket) { return true }
    mismatch("a list")
    return false
  }

  /// Goes on to the next member that is one of `Field`; its value must be read or skipped then.
  @inline(__always)
  mutating func next<Field: FieldName>(_ scope: inout FieldScope<Field>) -> Field? {
    while let key = nextKey(&scope.isFirst), let name = key.baseAddress {
      guard let (field, bit) = Field.table.find(name, key.count) ?? unescaped(key) else {
        if scope.isClosed { noteUnknown(key, Field.self) }
        skipValue()
        continue
      }
      guard scope.seen & bit == 0 else {
        note("Duplicate", at: key.baseAddress.map { $0 - bytes - 1 } ?? 0, "stands here twice")
        skipValue()
        continue
      }
      scope.seen |= bit
      return field
    }
    return nil
  }

  /// Name of the next member as it stands, after which its value is next; `nil` after the last.
  @inline(__always)
  mutating func nextKey(_ isFirst: inout Bool) -> UnsafeBufferPointer<UInt8>? {
    if skip(Byte.closeBrace) { return nil }
    if isFirst {
      isFirst = false
    } else if !skip(Byte.comma) {
      failHere()
      return nil
    }
    guard token == Byte.quote else {
      failHere()
      return nil
    }
    let key = rawString()
    guard skip(Byte.colon) else {
      failHere()
      return nil
    }
    return key
  }

  /// Whether another element follows.
  @inline(__always)
  mutating func nextElement(_ isFirst: inout Bool) -> Bool {
    if skip(Byte.closeBracket) { return false }
    if isFirst {
      isFirst = false
      return !isAtEnd || endsEarly()
    }
    return skip(Byte.comma) || endsEarly()
  }

  private mutating func endsEarly() -> Bool {
    failHere()
    return false
  }

  /// All elements of an array; what `element` gives `nil` for is left out.
  @inline(__always)
  mutating func list<Element>(_ element: (inout JSONReader) -> Element?) -> [Element] {
    var elements: [Element] = []
    guard enterArray() else { return elements }
    var isFirst = true
    while nextElement(&isFirst) {
      if let value = element(&self) { elements.append(value) }
    }
    return elements
  }

  /// An array that many objects have to the letter: equal text gives the same one from `memo`.
  @inline(__always)
  mutating func sharedList<Element>(
    _ memo: ByteMemo<[Element]>,
    _ element: (inout JSONReader) -> Element?
  ) -> [Element] {
    guard token == Byte.bracket else {
      mismatch("a list")
      return []
    }
    let start = position
    let raw = rawValue()
    guard let bytes = raw.baseAddress else { return [] }
    let hash = stableHash(bytes, raw.count)
    if let known = memo.find(bytes, raw.count, hash) { return known }
    position = start
    let notesBefore = notes.count
    let made = list(element)
    // What was told of one list has to be told of the next one too.
    if notes.count == notesBefore { memo.store(made, bytes, raw.count, hash) }
    return made
  }

  // A name may be written with escapes; nobody does, but it is the same name.
  private mutating func unescaped<Field: FieldName>(
    _ key: UnsafeBufferPointer<UInt8>
  ) -> (field: Field, bit: UInt64)? {
    guard let name = key.baseAddress, containsBackslash(name, key.count) else { return nil }
    var plain = Array(makeString(key).utf8)
    plain.append(0)
    return plain.withUnsafeBufferPointer { plain in
      plain.baseAddress.flatMap { Field.table.find($0, plain.count - 1) }
    }
  }

  private mutating func noteUnknown<Field: FieldName>(
    _ key: UnsafeBufferPointer<UInt8>,
    _: Field.Type
  ) {
    let known = Field.allCases.map(\.rawValue).joined(separator: ", ")
    let at = key.baseAddress.map { $0 - bytes - 1 } ?? 0
    note("Invalid", at: at, "unknown field \"\(makeString(key))\"; known are \(known)")
  }
}
