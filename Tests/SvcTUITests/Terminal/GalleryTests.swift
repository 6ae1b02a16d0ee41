import Console
import Foundation
import Testing

@testable import SvcTUI

/// What people see first is what the program shows: scripts/make-pictures makes it anew.
@Suite struct GalleryTests {
  @Test(arguments: PictureTable.lines)
  func `a picture of the documentation is current`(picture: PictureLine) throws {
    let made = try BuiltProgram.run(picture.arguments)
    #expect(made.status == 0 && made.errors.isEmpty)
    if PictureTable.isRecording {
      try Data(made.output.utf8).write(to: picture.file)
    }
    let kept = try? String(contentsOf: picture.file, encoding: .utf8)
    #expect(kept == made.output, "scripts/make-pictures makes \(picture.name) anew")
  }

  @Test(.disabled(if: PictureTable.isRecording, "the pictures are just being made"))
  func `every picture is in the table, and the read-me shows it`() throws {
    let names = PictureTable.lines.map { "\($0.name).svg" }
    let files = try FileManager.default.contentsOfDirectory(atPath: PictureTable.folder.path())
    #expect(files.filter { $0.hasSuffix(".svg") }.sorted() == names.sorted())
    let page = try String(
      contentsOf: PictureTable.docs.appending(path: "../README.md"),
      encoding: .utf8
    )
    for name in names { #expect(page.contains("docs/pictures/\(name)"), "\(name)") }
  }
}

/// The recorded visit.
@Suite struct RecordedVisitTests {
  private static let keys = PictureTable.docs.appending(path: "visit.keys").path()
  private static let file = PictureTable.docs.appending(path: "visit.cast")

  @Test func `the recorded visit is current, lasts two minutes and gives the terminal back`() throws
  {
    try TemporaryFolder.use { folder in
      let path = folder.path("visit.cast")
      let made = try BuiltProgram.run([
        "screen", "--demo", "02-shop", "--size", "110x32", "--lang", "en", "--script", Self.keys,
        "--record", path,
      ])
      #expect(made.status == 0 && made.errors.isEmpty && made.output.isEmpty)
      let bytes = try Data(contentsOf: URL(filePath: path))
      if PictureTable.isRecording { try bytes.write(to: Self.file) }
      // Not in the message: it is long.
      let isCurrent = try Data(contentsOf: Self.file) == bytes
      #expect(isCurrent, "scripts/make-pictures makes docs/visit.cast anew")
      #expect(bytes.count < 1_000_000)
      let cast = try Asciicast(parsing: Array(bytes), file: path)
      let last = try #require(cast.events.last)
      #expect((90_000_000...150_000_000).contains(last.microseconds))
      #expect(last.kind == .output(FrameWriter.leaving))
      #expect(cast.events.first?.kind == .output(FrameWriter.entering))
    }
  }

  @Test func `a script that cannot be read or has a mistake says where`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write("# fine\nTab wait:1s\nwait:soon\n", to: "a.keys")
      let wrong = try BuiltProgram.run(["screen", "--script", path])
      #expect(wrong.status == 64 && wrong.errors.contains("\(path):3: wait:soon"))
      let missing = try BuiltProgram.run(["screen", "--script", folder.path("b.keys")])
      #expect(missing.status == 66)
      // A recording never writes over a file.
      let kept = try BuiltProgram.run(["screen", "--record", path])
      #expect(kept.status == 70 && kept.errors.contains("there already"))
    }
  }
}
