import ClusterState
import Testing

struct MalformedDataTests {
  @Test(
    arguments: [
      ("", "test:1:1: the file is empty (65)"),
      ("# nothing\n---\n---\n", "test:1:1: the file holds no object (65)"),
      ("{\"a\": 1", "test:1:8: the data ends inside the value that begins on line 1 (65)"),
      (
        "\n{\"items\": [\n{\"a\":",
        "test:3:6: the data ends inside the value that begins on line 3 (65)"
      ),
      ("{\"items\": [\n{\"a\": [}]\n]}", "test:2:8: `}` closes another kind of bracket (65)"),
      ("{}\n]", "test:2:1: unexpected `]` (65)"),
      ("{\"kind\": \"List\", \"items\": [] ,}", "test:1:31: unexpected `}` (65)"),
      ("{\"a\" 1}", "test:1:6: unexpected `1` (65)"),
      ("{\"items\": [{} {}]}", "test:1:15: unexpected `{` (65)"),
      (
        "{\"kind\": \"a\nb\"}",
        "test:1:12: a control character inside a string; JSON wants it escaped (65)"
      ),
      ("{\"kind\": \"\\x\"}", "test:1:11: an escape that JSON does not know (65)"),
      ("{\"kind\": tru}", "test:1:10: an unknown word; JSON knows true, false and null (65)"),
      ("{\"kind\": 0123}", "test:1:10: not a number as JSON writes it (65)"),
      ("{\"kind\": \"a\" \"b\"}", "test:1:14: unexpected `\"` (65)"),
      ("a: [1\nb: 2", "test:2:2: YAML: did not find expected ',' or ']' (65)"),
      ("a: 1\na: 2", "test:1:1: YAML: the key \"a\" stands here twice (65)"),
      ("a: *b", "test:1:4: YAML: found undefined alias (65)"),
      ("a\u{0}b", "test:1:2: binary data, neither JSON nor YAML (65)"),
    ])
  func `bad data is refused with its place`(text: String, message: String) {
    #expect(failure(text) == message)
  }

  @Test func `text that is not UTF-8 is refused with its place`() {
    #expect(
      failure(bytes: Array("{\"kind\":\n\"".utf8) + [0xFF] + Array("\"}".utf8))
        == "test:2:2: not UTF-8 text (65)"
    )
    #expect(
      failure(bytes: Array("{\"other\":\n[\"".utf8) + [0xC3, 0x28] + Array("\"]}".utf8))
        == "test:2:3: not UTF-8 text (65)"
    )
    #expect(
      failure(bytes: Array("a: 1\nb: ".utf8) + [0xE2, 0x82] + Array("\n".utf8))
        == "test:2:4: not UTF-8 text (65)"
    )
  }

  @Test func `nesting has a limit in JSON and in YAML`() {
    let deep = String(repeating: "[", count: 10_000)
    #expect(
      failure("{\"a\":" + deep) == "test:1:1005: nested deeper than 1000 levels (65)"
    )
    #expect(
      failure(
        "{\"kind\":\"Pod\",\"a\":" + String(repeating: "[", count: 999)
          + String(repeating: "]", count: 999) + "}"
      ) == nil
    )
    #expect(failure("a: " + deep)?.hasSuffix("nested deeper than 1000 levels (65)") == true)
    let blocks = String(repeating: "- ", count: 10_000)
    #expect(failure(blocks + "a")?.hasSuffix("nested deeper than 1000 levels (65)") == true)
  }

  @Test func `a string of 200 MB is refused without being held`() throws {
    let source = EndlessString(count: 200 << 20)
    var loader = DocumentLoader()
    let error = #expect(throws: LoadError.self) { try loader.load(source, name: "test") }
    #expect(error?.description == "test:2:1: an object larger than 16 MiB")
    #expect(source.position < 40 << 20)
  }

  @Test func `aliases cannot be used to blow up a document`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(failure(bomb)?.contains("aliases expand to more than 32 times") == true)
    let chain = (1..<4000).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(failure("- &a0 [x]\n" + chain)?.hasSuffix("deeper than 1000 levels (65)") == true)
    let many = String(repeating: "- *a\n", count: 4001)
    #expect(failure("- &a x\n" + many) == "test:1:1: more than 4000 aliases (65)")
    #expect(failure("a: &a [x]\n? *a\n: 1\n")?.contains("keys that are collections") == true)
  }

  @Test func `a cancelled load says so`() throws {
    var loader = DocumentLoader()
    let error = #expect(throws: LoadError.self) {
      try loader.load(ArraySource("{}".utf8), name: "test") { _ in false }
    }
    #expect(error == .cancelled)
    #expect(error?.exitCode == 130)
  }
}

/// A JSON document whose one object is one long string.
private final class EndlessString: ByteSource {
  private let count: Int
  private(set) var position = 0

  init(count: Int) { self.count = count }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let head = Array("\n{\"a\": \"".utf8)
    let length = min(buffer.count, count - position)
    for index in 0..<length {
      buffer[index] = position + index < head.count ? head[position + index] : 0x61
    }
    position += length
    return length
  }
}
