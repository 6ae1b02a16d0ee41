import Foundation
import Glibc
import Testing

/// Folders with files that may not be read.
@Suite struct UnreadableFileTests {
  @Test func `all unreadable files are named, and lenient loading leaves them out`() throws {
    guard access("/usr/bin/setpriv", X_OK) == 0, getuid() == 0 else {
      return print("skipped: only root can become somebody who may not read a file")
    }
    try TemporaryFolder.use { folder in
      for name in ["a", "b", "c"] {
        let node = "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"\(name)\"}}"
        chmod(try folder.write(node, to: "d/\(name).json"), name == "b" ? 0o644 : 0o600)
      }
      let own = folder.path("d")
      func validate(_ more: String...) throws -> BuiltProgram.Result {
        try BuiltProgram.run(
          ["--reuid=65534", "--regid=65534", "--clear-groups", BuiltProgram.path, "endpoints", own]
            + more,
          program: "/usr/bin/setpriv"
        )
      }
      let strict = try validate()
      #expect(strict.status == 65)
      #expect(
        strict.errors == "unreadable-file: \(own)/a.json: cannot be read: Permission denied; "
          + "the same of \(own)/c.json\n"
      )
      let lenient = try validate("--lenient")
      #expect(lenient.status == 0, "\(lenient.errors)")
      #expect(lenient.errors.contains("warning[Unreadable] \(own)/a.json: "))
      #expect(lenient.errors.contains("warning[Unreadable] \(own)/c.json: "))
    }
  }
}
