extension JSONReader {
  /// A string that few objects share; `nil` if it is null or no string (noted).
  @inline(__always)
  mutating func uniqueString() -> String? {
    guard token == Byte.quote else {
      mismatch("a string")
      return nil
    }
    return makeString(rawString())
  }

  /// A string that many objects may have in common.
  @inline(__always)
  mutating func string() -> String? {
    guard token == Byte.quote else {
      mismatch("a string")
      return nil
    }
    let raw = rawString()
    // Up to 15 bytes live in the String itself: nothing to share.
    guard let start = raw.baseAddress, raw.count > 15 else { return makeString(raw) }
    let hash = stableHash(start, raw.count)
    if let known = strings.find(start, raw.count, hash) { return known }
    let made = makeString(raw)
    strings.store(made, start, raw.count, hash)
    return made
  }

  /// A string field that is left alone when it is absent.
  @inline(__always)
  mutating func string(into target: inout String) {
    if let text = string() { target = text }
  }

  /// A string with an open set of values.
  mutating func enumeration<Value: OpenEnumeration>(_: Value.Type = Value.self) -> Value? {
    string().map(Value.init(rawValue:))
  }

  /// A 32-bit number, as most of Kubernetes's are.
  mutating func int32() -> Int64? {
    let start = offset
    guard let value = int64() else { return nil }
    guard Int64(Int32.min)...Int64(Int32.max) ~= value else {
      note("TypeInvalid", at: start, "\(value) does not fit a 32-bit number")
      return nil
    }
    return value
  }

  /// A whole number.
  mutating func int64() -> Int64? {
    guard isNumber else {
      mismatch("a number")
      return nil
    }
    let start = offset
    let raw = rawScalar()
    guard isValidNumber(raw) else {
      fail(.badNumber, at: start)
      return nil
    }
    let text = String(decoding: raw, as: UTF8.self)
    guard let value = Int64(text) else {
      note("TypeInvalid", at: start, "expected a whole number, found \(text.prefix(40))")
      return nil
    }
    return value
  }

  /// `true` or `false`.
  mutating func bool() -> Bool? {
    switch token {
    case UInt8(ascii: "t"): return word("true") ? true : nil
    case UInt8(ascii: "f"): return word("false") ? false : nil
    default:
      mismatch("true or false")
      return nil
    }
  }

  /// A number or a name.
  mutating func intOrString() -> IntOrString? {
    if token == Byte.quote { return string().map(IntOrString.string) }
    if isNumber { return int32().map(IntOrString.int) }
    mismatch("a number or a string")
    return nil
  }

  /// An amount of a resource, such as `4` or `"3920m"`, in thousandths.
  mutating func quantity() -> Int64? {
    let start = offset
    let text: String
    if token == Byte.quote {
      text = makeString(rawString())
    } else if isNumber {
      text = String(decoding: rawScalar(), as: UTF8.self)
    } else {
      mismatch("a quantity")
      return nil
    }
    let thousandths = Quantity(text)?.thousandths
    if thousandths == nil {
      note("TypeInvalid", at: start, "expected a quantity, found \"\(text.prefix(40))\"")
    }
    return thousandths
  }

  /// A time that has come; the latest of all is kept.
  mutating func timestamp() -> Timestamp? {
    guard let time = futureTimestamp() else { return nil }
    latestTimestamp = max(latestTimestamp, time.microseconds)
    return time
  }

  /// A time that may lie ahead, as the end of a grace period does.
  mutating func futureTimestamp() -> Timestamp? {
    guard token == Byte.quote else {
      mismatch("a time")
      return nil
    }
    let start = offset
    let raw = rawString()
    guard let time = Timestamp(plain: raw) ?? Timestamp(raw) else {
      let text = makeString(raw)
      note("TypeInvalid", at: start, "expected a time (RFC 3339), found \"\(text.prefix(40))\"")
      return nil
    }
    return time
  }

  /// A number of any kind.
  mutating func number() -> JSONTree {
    guard isNumber else {
      failHere()
      return .null
    }
    let start = offset
    let raw = rawScalar()
    let text = String(decoding: raw, as: UTF8.self)
    if isValidNumber(raw) {
      if let whole = Int64(text) { return .integer(whole) }
      if let value = Double(text), value.isFinite { return .number(value) }
    }
    fail(.badNumber, at: start)
    return .null
  }

  private var isNumber: Bool {
    token == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(token)
  }

  /// Deals with a value that is not what was hoped for: null is absent, all else is noted.
  mutating func mismatch(_ expected: String) {
    let start = offset
    let found: String
    switch token {
    case UInt8(ascii: "n"):
      _ = word("null")
      return
    case UInt8(ascii: "t"): found = word("true") ? "true" : ""
    case UInt8(ascii: "f"): found = word("false") ? "false" : ""
    case Byte.quote:
      found = "a string"
      position += 1
    case Byte.brace, Byte.bracket:
      found = token == Byte.brace ? "an object" : "a list"
      skipValue()
    default:
      guard isNumber else { return failHere() }
      found = "a number"
      guard isValidNumber(rawScalar()) else { return fail(.badNumber, at: start) }
    }
    note("TypeInvalid", at: start, "expected \(expected), found \(found)")
  }

  private mutating func word(_ expected: StaticString) -> Bool {
    let start = offset
    let raw = rawScalar()
    let isSame =
      raw.count == expected.utf8CodeUnitCount
      && raw.elementsEqual(
        UnsafeBufferPointer(start: expected.utf8Start, count: expected.utf8CodeUnitCount)
      )
    if !isSame { fail(.badWord, at: start) }
    return isSame
  }
}

/// Whether the text is a number as JSON's grammar has it.
private func isValidNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  var rest = text[...]
  func digits() -> Int {
    let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let leadsWithZero = rest.first == UInt8(ascii: "0")
  let whole = digits()
  guard whole > 0, whole == 1 || !leadsWithZero else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard digits() > 0 else { return false }
  }
  if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    guard digits() > 0 else { return false }
  }
  return rest.isEmpty
}

extension Timestamp {
  /// Reads the one form that Kubernetes writes, `2026-01-02T03:04:05Z`, without allocating.
  init?(plain text: UnsafeBufferPointer<UInt8>) {
    guard text.count == 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T"), text[13] == Byte.colon, text[16] == Byte.colon,
      text[19] == UInt8(ascii: "Z")
    else { return nil }
    func pair(_ index: Int) -> Int64? {
      let (tens, ones) = (Int64(text[index]) - 48, Int64(text[index + 1]) - 48)
      return 0...9 ~= tens && 0...9 ~= ones ? tens * 10 + ones : nil
    }
    guard let century = pair(0), let year = pair(2), let month = pair(5), let day = pair(8),
      let hour = pair(11), let minute = pair(14), let second = pair(17),
      1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second <= 60
    else { return nil }
    let days = Self.days(year: century * 100 + year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second
    self.init(microseconds: seconds * 1_000_000)
  }
}
