import Foundation
import Glibc
import PseudoTerminal
import Testing

/// Whatever is given to it, the program answers with words and an exit code.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var status: Int32 = 65

    init(_ name: String, _ text: String, _ status: Int32 = 65) {
      self.name = name
      bytes = Array(text.utf8)
      self.status = status
    }

    init(_ name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }

    var testDescription: String { name }
  }

  private static let head = "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": "

  static let cases: [Case] = [
    Case("empty", ""), Case("blank", " \n\t\n"), Case("only a comment", "# nothing\n"),
    Case("cut off", String(CommandTests.cluster.dropLast(20))),
    Case("cut off inside a text", "{\"kind\": \"Serv"),
    Case("trailing garbage", CommandTests.cluster + "}"),
    Case("garbage after", CommandTests.cluster + " what?"),
    Case("not UTF-8", bytes: Array("{\"kind\": \"".utf8) + [0xFF, 0xC0] + Array("\"}".utf8)),
    Case("binary", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 3, 0, 0, 255, 254]),
    Case("half a gzip", bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 75]),
    Case(
      "10,000 levels of JSON",
      head + String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000) + "}"
    ),
    Case(
      "10,000 levels inside an object",
      "{\"apiVersion\": \"v1\", \"kind\": \"Service\", \"x\": "
        + String(repeating: "{\"a\":", count: 10_000) + "1"
        + String(repeating: "}", count: 10_001)
    ),
    Case("10,000 levels of YAML", String(repeating: "- ", count: 10_000) + "x\n"),
    Case("an alias of itself", "a: &a [*a]\n"),
    Case("a wrong escape", "{\"kind\": \"\\x\"}"),
  ]

  @Test(arguments: cases)
  func `data that cannot be read is 65 and one line of error`(case: Case) throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(`case`.bytes, to: "input.json")
      for arguments in [["validate", path], ["endpoints", path], ["screen", path]] {
        let result = try BuiltProgram.run(arguments)
        #expect(result.status == `case`.status, "\(arguments[0]): \(result.errors)")
        #expect(result.output == "")
        #expect(result.errors.contains(path))
        #expect(result.errors.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 })
      }
      let piped = try BuiltProgram.run(["validate", "-"], input: .bytes(`case`.bytes))
      #expect(piped.status == `case`.status, "\(piped.errors)")
    }
  }

  @Test(arguments: ["validate", "endpoints", "screen", "send", "dns"])
  func `what is not there is 66`(command: String) throws {
    try TemporaryFolder.use { folder in
      let words = ["send": ["--from", "outside", "--to", "web:80"], "dns": ["web"]]
      let more = words[command] ?? []
      try folder.write("no document", to: "folder/notes.txt")
      for path in ["missing.json", "folder", "folder/notes.txt/below.json"] {
        let result = try BuiltProgram.run([command, folder.path(path)] + more)
        #expect(result.status == 66, "\(path): \(result.errors)")
        #expect(result.errors.contains(path))
      }
      let demo = try BuiltProgram.run([command, "--demo", "no-such-demo"] + more)
      #expect(demo.status == 66 && demo.errors.contains("no-such-demo"))
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `a file that may not be read is 65`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(CommandTests.cluster, to: "secret.json")
      chmod(path, 0)
      let result = try BuiltProgram.run(["validate", path])
      #expect(result.status == 65 && result.errors.contains(path))
    }
  }

  @Test func `a loop of folders is told, not followed`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(CommandTests.cluster, to: "a/b/good.json")
      symlink(folder.path("a"), folder.path("a/b/again"))
      let result = try BuiltProgram.run(["validate", folder.path("a")])
      #expect(result.status == 65 && result.errors.contains("again"))
    }
  }

  @Test func `a folder is read with the folders in it, by name`() throws {
    try TemporaryFolder.use { folder in
      try folder.write(CommandTests.cluster, to: "all/cluster.json")
      try folder.write("apiVersion: v1\nkind: Node\nmetadata: {name: n}\n", to: "all/b/node.yaml")
      try folder.write("nothing of interest", to: "all/README.md")
      let result = try BuiltProgram.run(["validate", folder.path("all"), "-o", "json"])
      #expect(result.status == 0 && result.json?["objects"] as? Int == 5)
    }
  }

  @Test func `a closed standard input is an answer too`() throws {
    let result = try BuiltProgram.run(["validate", "-"], input: .closed)
    #expect(result.status == 65)
    #expect(!result.errors.isEmpty)
  }

  @Test(
    arguments: [
      ["--nonsense"], ["validate", "--nonsense"], ["screen", "--size"], ["-o", "xml", "demos"],
      ["demos", "-o", "xml"], ["validate", "a.json", "--demo", "shop"], ["validate", "-", "-"],
      ["endpoints", "--seed", "many"], ["endpoints", "--mode", "userspace"],
      ["endpoints", "--cluster-cidr", "10.0.0.0"], ["send", "--service-node-port-range", "5-1"],
      ["--color", "perhaps"], ["demos", "extra"],
    ])
  func `a call that is not understood is 64`(arguments: [String]) throws {
    let result = try BuiltProgram.run(arguments)
    #expect(result.status == 64)
    #expect(result.output == "" && result.errors.contains("Usage"))
  }

  @Test func `a missing file is told before a missing terminal`() throws {
    let result = try BuiltProgram.run(["missing.json"])
    #expect(result.status == 66)
    #expect(result.errors == "no-such-file: missing.json: no such file or folder\n")
  }

  @Test(arguments: [[], ["explore"], ["explore", "--demo", "shop"]])
  func `without a terminal the interface says so and is 64`(arguments: [String]) throws {
    let result = try BuiltProgram.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains("terminal"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test(arguments: [["--help"], ["--version"], ["help", "send"], ["send", "--help"]])
  func `asking for help is no mistake`(arguments: [String]) throws {
    let result = try BuiltProgram.run(arguments)
    #expect(result.status == 0 && result.errors == "" && result.output.count > 10)
  }

  @Test func `Ctrl-C while waiting for a document is 130`() throws {
    let harness = try PTYHarness([BuiltProgram.path, "validate", "-"])
    harness.settle(quietMilliseconds: 2_000)
    harness.type("\u{3}")
    #expect(harness.ending(milliseconds: 3_000) == .exited(130))
    #expect(harness.isRestored)
  }

  @Test func `names in messages are made harmless`() throws {
    try TemporaryFolder.use { folder in
      let hostile = CommandTests.cluster
        .replacing("\"port\": 80", with: "\"port\": \"\\u001b[2J\\u202e\"")
      let path = try folder.write(hostile, to: "hostile\u{1B}[31m.json")
      for command in ["validate", "endpoints"] {
        let result = try BuiltProgram.run([command, path])
        #expect(result.status == 1)
        #expect(!(result.output + result.errors).contains("\u{1B}"))
        #expect(!(result.output + result.errors).contains("\u{202E}"))
      }
    }
  }
}
