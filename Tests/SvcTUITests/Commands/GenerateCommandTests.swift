import Console
import Foundation
import Glibc
import PseudoTerminal
import Testing

@Suite struct GenerateCommandTests {
  private func generate(_ words: String...) throws -> BuiltProgram.Result {
    try BuiltProgram.run(["generate"] + words)
  }

  @Test func `a dump is as large as was asked for and the same each time`() throws {
    let one = try generate("--nodes", "4", "--pods", "40", "--services", "9", "--seed", "3")
    let again = try generate("--nodes", "4", "--pods", "40", "--services", "9", "--seed", "3")
    let other = try generate("--nodes", "4", "--pods", "40", "--services", "9", "--seed", "4")
    #expect(one.status == 0 && one.errors == "")
    #expect(one.output == again.output)
    #expect(one.output != other.output)
    let items = try #require(one.json?["items"] as? [[String: Any]])
    let kinds = Dictionary(grouping: items) { $0["kind"] as? String ?? "" }.mapValues(\.count)
    #expect(kinds["Node"] == 4 && kinds["Pod"] == 40 && kinds["Service"] == 9)
  }

  @Test func `counts that are not said follow from the pods`() throws {
    let result = try generate("--pods", "61", "--compact")
    let items = try #require(result.json?["items"] as? [[String: Any]])
    let kinds = Dictionary(grouping: items) { $0["kind"] as? String ?? "" }.mapValues(\.count)
    #expect(kinds["Node"] == 3 && kinds["Pod"] == 61 && kinds["Service"] == 5)
    #expect(result.output.filter { $0 == "\n" }.count == 1)
  }

  @Test func `what is generated is accepted by validate, packed or not`() throws {
    try TemporaryFolder.use { folder in
      for name in ["a.json", "a.json.gz", "a.json.zst"] {
        let path = folder.path(name)
        #expect(try generate("--pods", "30", "--output-file", path).status == 0)
        let verdict = try BuiltProgram.run(["validate", path])
        #expect(verdict.status == 0, "\(name): \(verdict.output)")
        let piped = try BuiltProgram.run(
          ["validate", "-"],
          input: .bytes(Array(try Data(contentsOf: URL(filePath: path))))
        )
        #expect(piped.status == 0, "\(name): \(piped.output)")
      }
      let whole = folder.path("a.json")
      let packed = try FileManager.default.attributesOfItem(atPath: folder.path("a.json.zst"))
      let plain = try FileManager.default.attributesOfItem(atPath: whole)
      let sizes = try [packed, plain].map { try #require($0[.size] as? Int) }
      #expect(sizes[0] * 5 < sizes[1])
    }
  }

  @Test(arguments: [
    ("--pods", "2000001", "--pods: 2000001 is not from 0 to 2000000"),
    ("--nodes", "20001", "--nodes: 20001 is not from 0 to 20000"),
    ("--services", "100001", "--services: 100001 is not from 0 to 100000"),
    ("--pods", "many", "many"),
  ])
  func `impossible counts are a usage error with the limits`(
    option: String,
    count: String,
    message: String
  ) throws {
    let result = try generate(option, count)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func `a full disk is told and a former file stays`() throws {
    let full = try generate("--pods", "30", "--output-file", "/dev/full")
    #expect(full.status == 70)
    #expect(full.errors == "output: /dev/full cannot be written: No space left on device\n")
    try TemporaryFolder.use { folder in
      let path = try folder.write("former", to: "a.json")
      let words = ["generate", "--pods", "30", "--output-file", path]
      let limited = try BuiltProgram.run(words, fileBlocksMax: 100)
      #expect(limited.status == 70)
      #expect(limited.errors == "output: \(path) cannot be written: File too large\n")
      #expect(FileManager.default.contents(atPath: path) == Data("former".utf8))
      #expect(access(path + ".part", F_OK) != 0)
    }
  }

  @Test func `whoever stops reading does not want the rest`() throws {
    let program = BuiltProgram.path
    let quiet = try BuiltProgram.run(
      ["-c", "'\(program)' generate --pods 2000 | head -c 10"],
      program: "/bin/sh"
    )
    #expect(quiet.output == "{\n    \"api")
    #expect(quiet.errors == "")
  }

  @Test func `Ctrl-C ends it and keeps nothing`() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("large.json")
      let terminal = try PTYHarness(
        [BuiltProgram.path, "generate", "--pods", "60000", "--output-file", path],
        size: .init(columns: 80, rows: 24)
      )
      #expect(terminal.wait(for: "Ctrl-C cancels", milliseconds: 60_000))
      #expect(access(path + ".part", F_OK) == 0)
      terminal.type("\u{3}")
      #expect(terminal.ending() == .exited(130))
      #expect(access(path, F_OK) != 0 && access(path + ".part", F_OK) != 0)
    }
  }
}
