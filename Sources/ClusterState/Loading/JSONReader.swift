import CSimdJSON

/// A cursor over the tokens of one object, which decoders ask for what they expect.
///
/// It never throws: text that is no JSON stops it for good (``malformation``), and a value of a
/// wrong type is noted, skipped, and read as absent, so that one pass finds all mistakes.
struct JSONReader: ~Copyable {
  /// Something wrong at an offset of the object; its place is worked out later.
  struct Note {
    var type: String
    var offset: Int
    var message: String
    /// The path of a field that should be there and is not.
    var missingField: String?
  }

  private let indexer: OpaquePointer?
  private(set) var bytes: UnsafePointer<UInt8>
  private(set) var count = 0
  private var tokens: UnsafePointer<UInt32>
  private var tokenCount = 0
  var position = 0

  private(set) var malformation: (reason: Malformation, offset: Int)?
  var notes: [Note] = []
  /// Whether a tree was read of which some object has two members of one name.
  var hasRepeatedMembers = false
  /// The latest time that was read of any object so far.
  var latestTimestamp = Int64.min

  var strings: ByteMemo<String>
  var labelSets: ByteMemo<Labels>
  var ownerLists: ByteMemo<[OwnerReference]>
  var tolerationLists: ByteMemo<[Toleration]>
  var portLists: ByteMemo<[ContainerPort]>
  var containerLists: ContainerMemo

  /// `memoCapacity` (a power of two): how much of what repeats is remembered.
  init(memoCapacity: Int = 8192) {
    indexer = svctui_json_indexer_create()
    strings = ByteMemo(capacity: memoCapacity)
    labelSets = ByteMemo(capacity: memoCapacity)
    ownerLists = ByteMemo(capacity: memoCapacity)
    tolerationLists = ByteMemo(capacity: min(memoCapacity, 256))
    portLists = ByteMemo(capacity: min(memoCapacity, 1024))
    containerLists = ContainerMemo(capacity: min(memoCapacity, 1024))
    bytes = Self.nothing
    tokens = Self.noTokens
  }

  deinit {
    if let indexer { svctui_json_indexer_destroy(indexer) }
  }

  // Placeholders until the first object, so that nothing is optional later. Never written to.
  nonisolated(unsafe) private static let nothing = UnsafePointer(zeroed(UInt8.self, count: 64))
  nonisolated(unsafe) private static let noTokens = UnsafePointer(zeroed(UInt32.self, count: 4))

  private static func zeroed<Number: FixedWidthInteger>(
    _: Number.Type,
    count: Int
  ) -> UnsafeMutablePointer<Number> {
    let memory = UnsafeMutablePointer<Number>.allocate(capacity: count)
    memory.initialize(repeating: 0, count: count)
    return memory
  }

  /// Begins with another object; its bytes must be readable a little beyond their end.
  mutating func open(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    self.bytes = bytes
    self.count = count
    position = 0
    tokenCount = 0
    malformation = nil
    notes.removeAll(keepingCapacity: true)
    var found: UnsafePointer<UInt32>?
    guard let indexer, svctui_json_index(indexer, bytes, count, &found, &tokenCount),
      let found
    else { return diagnose() }
    tokens = found
  }

  private mutating func diagnose() {
    tokenCount = 0
    var offset = 0
    let reason: Malformation =
      switch Int(svctui_json_diagnose(bytes, count, &offset)) {
      case SVCTUI_JSON_BAD_UTF8: .notUTF8
      case SVCTUI_JSON_CONTROL_CHARACTER: .controlCharacter
      case SVCTUI_JSON_UNCLOSED_STRING: .unclosedString
      default: .empty
      }
    malformation = (reason, offset)
  }

  /// Stops reading: this is no JSON.
  mutating func fail(_ reason: Malformation, at offset: Int) {
    guard malformation == nil else { return }
    malformation = (reason, offset)
    position = tokenCount
  }

  mutating func failHere() {
    guard position < tokenCount else { return fail(.cutOff(startLine: 1), at: count) }
    fail(.unexpected(bytes[offset]), at: offset)
  }

  mutating func note(_ type: String, at offset: Int, _ message: String) {
    notes.append(Note(type: type, offset: offset, message: message))
  }
}

extension JSONReader {
  /// Offset of the next token; the length of the text at its end.
  @inline(__always)
  var offset: Int { position < tokenCount ? Int(tokens[position]) : count }

  /// First byte of the next token, 0 at the end.
  @inline(__always)
  var token: UInt8 { position < tokenCount ? bytes[Int(tokens[position])] : 0 }

  /// Whether everything was read.
  var isAtEnd: Bool { position >= tokenCount }

  @inline(__always)
  mutating func skip(_ wanted: UInt8) -> Bool {
    guard token == wanted else { return false }
    position += 1
    return true
  }

  /// Passes over a value; what is inside it is only looked at for its brackets.
  @inline(__always)
  mutating func skipValue() {
    switch token {
    case Byte.brace, Byte.bracket: skipBrackets()
    case 0, Byte.comma, Byte.colon, Byte.closeBrace, Byte.closeBracket: failHere()
    default: position += 1
    }
  }

  private mutating func skipBrackets() {
    var depth = 0
    var next = position
    while next < tokenCount {
      // `{` and `[`, and `}` and `]`, differ in one bit only.
      let folded = bytes[Int(tokens[next])] | 0x20
      next += 1
      depth += (folded == Byte.brace ? 1 : 0) - (folded == Byte.closeBrace ? 1 : 0)
      if depth == 0 {
        position = next
        return
      }
    }
    position = tokenCount
    failHere()
  }

  /// Passes over a value and gives its text.
  @inline(__always)
  mutating func rawValue() -> UnsafeBufferPointer<UInt8> {
    let start = offset
    let isNested = token == Byte.brace || token == Byte.bracket
    skipValue()
    guard malformation == nil, isNested else { return UnsafeBufferPointer(start: nil, count: 0) }
    let end = Int(tokens[position - 1]) + 1
    return UnsafeBufferPointer(start: bytes + start, count: end - start)
  }

  /// Text between the quotes of the string token that is next, as it stands.
  @inline(__always)
  mutating func rawString() -> UnsafeBufferPointer<UInt8> {
    let start = offset + 1
    position += 1
    // Only white space may stand between the closing quote and the next token.
    var end = offset - 1
    while end > start, bytes[end] != Byte.quote { end -= 1 }
    guard end >= start, bytes[end] == Byte.quote else {
      fail(.unclosedString, at: start - 1)
      return UnsafeBufferPointer(start: bytes, count: 0)
    }
    return UnsafeBufferPointer(start: bytes + start, count: end - start)
  }

  /// Text of the number or word that is next, as it stands.
  mutating func rawScalar() -> UnsafeBufferPointer<UInt8> {
    let start = offset
    position += 1
    var end = offset
    while end > start, Byte.isSpace(bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(start: bytes + start, count: end - start)
  }
}

/// Bytes that mean something in JSON.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let brace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let bracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let newline = UInt8(ascii: "\n")

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == newline || byte == 0x0D || byte == 0x09
  }
}
