import Console
import Foundation
import Testing

@testable import SvcTUI

@Suite struct ConfigCommandTests {
  private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> BuiltProgram.Result
  {
    try BuiltProgram.run(
      ["config"] + arguments,
      environment: [
        "XDG_CONFIG_HOME": folder.path("config"), "XDG_STATE_HOME": folder.path("state"),
      ]
    )
  }

  @Test func `without a file the defaults are in force and the paths are told`() throws {
    try TemporaryFolder.use { folder in
      let result = try run([], in: folder)
      #expect(result.status == 0 && result.errors == "")
      #expect(result.output.contains("\(folder.path("config"))/svctui/config.yaml  (not there;"))
      let line = result.output.split(separator: "\n").first { $0.hasPrefix("keys.kill ") }
      #expect(line?.split(separator: " ") == ["keys.kill", "Ctrl-K", "default"])
      #expect(!result.output.contains("problems"))
    }
  }

  @Test func `a file is read and what is wrong is told with its place`() throws {
    try TemporaryFolder.use { folder in
      let file = try folder.write(
        "theme: mine\nmouse: maybe\nkeys: {kill: Ctrl-X}\n",
        to: "config/svctui/config.yaml"
      )
      try folder.write("title: Mine\nroles: {reddy: bold}\n", to: "config/svctui/themes/mine.yaml")
      let json = try #require(try run(["-o", "json"], in: folder).json)
      let paths = try #require(json["paths"] as? [String: String])
      #expect(paths["configuration"] == file && paths["state"] == "\(folder.path("state"))/svctui")
      let problems = try #require(json["problems"] as? [[String: Any]])
      #expect(problems.map { $0["line"] as? Int } == [2, 2])
      #expect(problems.map { $0["column"] as? Int } == [9, 8])
      #expect((problems[1]["message"] as? String)?.hasPrefix("mouse: maybe is neither") == true)
      let values = try #require(json["values"] as? [[String: String]])
      func value(_ name: String) -> [String: String]? { values.first { $0["name"] == name } }
      #expect(value("theme") == ["name": "theme", "value": "mine", "from": "config.yaml:1"])
      #expect(value("mouse")?["from"] == "default")
      #expect(value("keys.kill")?["value"] == "Ctrl-X")
      #expect((json["themes"] as? [String])?.last == "mine")
    }
  }

  @Test func `a file of defaults is written once and means what was in force`() throws {
    try TemporaryFolder.use { folder in
      let before = try run([], in: folder).output.split(separator: "SETTING").last
      let written = try run(["--write-default"], in: folder)
      #expect(written.status == 0 && written.output.hasSuffix("/svctui/config.yaml\n"))
      #expect(try run([], in: folder).output.split(separator: "SETTING").last == before)
      let again = try run(["--write-default"], in: folder)
      #expect(again.status == 1 && again.errors.contains("File exists"))
    }
  }

  @Test func `what cannot be read is told`() throws {
    try TemporaryFolder.use { folder in
      try folder.write("x", to: "config/svctui/config.yaml/a-folder")
      let result = try run([], in: folder)
      #expect(result.status == 0 && result.output.contains("config.yaml:1:1: cannot be read"))
    }
  }

  @Test func `a theme that is not there is refused with those that are`() throws {
    let result = try BuiltProgram.run(["screen", "--theme", "pink"])
    #expect(result.status == 64)
    #expect(result.errors.contains("there is no theme pink; there are dark, light"))
  }

  @Test func `every theme of the folder is embedded without a mistake`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "themes")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(EmbeddedThemes.all.map(\.name).sorted() == files.sorted())
    #expect(EmbeddedThemes.all.first?.name == EmbeddedThemes.defaultName)
    #expect(EmbeddedThemes.all.allSatisfy { !$0.title.isEmpty })
  }

  @Test func `a screen is printed as a picture`() throws {
    let result = try BuiltProgram.run([
      "screen", "--size", "80x24", "-o", "svg", "--theme", "light",
    ])
    #expect(result.status == 0 && result.output.hasPrefix("<svg xmlns="))
    #expect(result.output.contains("textLength") && result.output.contains(">Services<") == false)
    #expect(result.output.contains("Services"))
    let ansi = try BuiltProgram.run(["screen", "--size", "80x24", "-o", "ansi"])
    #expect(ansi.output.contains("\u{1B}[0;1;38;2;"))
  }
}
