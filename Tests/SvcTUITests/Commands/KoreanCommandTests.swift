import Testing

/// What commands print for people in Korean, and for programs as ever.
@Suite struct KoreanCommandTests {
  /// The arguments of a command whose text is words.
  private static let commands = [
    ["lint"], ["trace", "--from", "pod/shop/client", "--to", "web"],
    ["trace", "--from", "outside", "--to", "10.96.44.7:81"],
    ["trace", "--from", "pod/shop/client", "--to", "http://shop.example/"],
    ["dns", "--from", "pod/shop/client", "web"], ["dns", "nothing.shop"],
    ["select", "--service", "shop/web", "--node", "node-a"],
    ["send", "--from", "pod/shop/client", "--to", "web", "--requests", "100"],
  ]

  @Test(arguments: commands)
  func `texts are Korean`(command: [String]) throws {
    let result = try BuiltProgram.run(command + ["--demo", "02-shop", "--lang", "ko"])
    #expect(result.status == 0)
    #expect(result.output.contains { ("\u{AC00}"..."\u{D7A3}").contains($0) })
    let english = result.output.split(separator: "\n").compactMap(Self.englishWords)
    #expect(english == [])
  }

  @Test(arguments: commands)
  func `documents for programs are the same in both languages`(command: [String]) throws {
    let arguments = command + ["--demo", "02-shop", "-o", "json"]
    let english = try BuiltProgram.run(arguments + ["--lang", "en"])
    let korean = try BuiltProgram.run(arguments + ["--lang", "ko"])
    #expect(english.output.hasPrefix("{"))
    #expect(english.output == korean.output && english.status == korean.status)
  }

  @Test func `a refused command says why in Korean`() throws {
    let arguments = ["trace", "--from", "pod/shop/nobody", "--to", "web", "--demo", "02-shop"]
    let result = try BuiltProgram.run(arguments + ["--lang", "ko"])
    #expect(result.status == 1)
    #expect(result.errors.contains("not-found: Pod shop/nobody가 없습니다"))
  }

  /// Two small words in a row, outside of commands, quotes and the places of rules.
  private static func englishWords(_ line: Substring) -> String? {
    let words = line.replacing(/kubectl .*$/, with: "").replacing(/\[[^\]]*\]/, with: "")
      .replacing(/"[^"]*"/, with: "").replacing(/-m statistic --mode random/, with: "")
    return words.firstMatch(of: /\b[a-z]{2,} [a-z]{2,}\b/).map { "\($0.0) in: \(line)" }
  }
}
