import Foundation
import Glibc
import Testing

@testable import SvcTUI

@Suite struct WholeFileTests {
  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func files(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.root.path()).sorted()
  }

  @Test func `a file has its name once it is whole, and its former mode`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write("former", to: "a.txt")
      chmod(path, 0o640)
      let file = try WholeFile(replacing: path)
      try file.write("new")
      #expect(text(path) == "former")
      #expect(try files(folder) == ["a.txt", "a.txt.part"])
      try file.finish()
      #expect(text(path) == "new")
      #expect(try files(folder) == ["a.txt"])
      var status = stat()
      stat(path, &status)
      #expect(status.st_mode & 0o777 == 0o640)
    }
  }

  @Test func `a file that is not finished leaves the former one, and none where none was`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write("former", to: "a.txt")
      do {
        let (file, new) = (
          try WholeFile(replacing: path),
          try WholeFile(new: folder.path("b.txt"), isPrivate: true)
        )
        try file.write("half")
        try new.write("half")
      }
      #expect(text(path) == "former")
      #expect(try files(folder) == ["a.txt"])
    }
  }

  @Test func `what was left behind is written over, what another one writes is not`() throws {
    try TemporaryFolder.use { folder in
      let path = folder.path("a.txt")
      try folder.write("left behind by a program that was killed", to: "a.txt.part")
      let file = try WholeFile(replacing: path)
      try file.write("new")
      do throws(WriteFailure) {
        _ = try WholeFile(replacing: path)
        Issue.record("two programs write the same file")
      } catch {
        #expect(error.description == "\(path).part cannot be written: Device or resource busy")
      }
      try file.finish()
      #expect(text(path) == "new")
    }
  }

  @Test func `a link leads to the file that is replaced`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write("former", to: "a.txt")
      symlink("a.txt", folder.path("link"))
      let file = try WholeFile(replacing: folder.path("link"))
      try file.write("new")
      try file.finish()
      #expect(text(path) == "new")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "a.txt"
      )
    }
  }

  @Test func `a full disk is told`() throws {
    let file = try WholeFile(replacing: "/dev/full")
    #expect(throws: WriteFailure.self) { try file.write("text") }
  }
}
