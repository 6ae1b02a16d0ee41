import ClusterState
import Foundation
import Glibc
import Testing

@testable import SvcTUI

/// Files that somebody writes to while they are read.
@Suite struct FileChangeTests {
  /// Longer than several windows.
  private static let nodes: [UInt8] = {
    let head = "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":["
    let items = (0..<20_000).map {
      "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-\($0)\"}}"
    }
    return Array((head + items.joined(separator: ",\n") + "]}\n").utf8)
  }()

  /// Loads the nodes and changes their file after the first window.
  private func failure(changing change: (String) -> Void) throws -> String {
    try TemporaryFolder.use { folder in
      let path = try folder.write(Self.nodes, to: "nodes.json")
      var isFirst = true
      do throws(LoadError) {
        let document = try DocumentFiles.load(paths: [path]) { _ in
          if isFirst { change(path) }
          isFirst = false
          return true
        }
        return "none, \(document.nodes.count) nodes"
      } catch {
        return "\(error.id) \(error.exitCode) \(error)".replacingOccurrences(of: path, with: "F")
      }
    }
  }

  private static func append(_ text: String, to path: String) {
    let descriptor = open(path, O_WRONLY | O_APPEND)
    write(descriptor, text, text.utf8.count)
    close(descriptor)
  }

  private static let advice = "while it was read: load it again when nobody writes to it"

  @Test func `a file that grows is told with its sizes`() throws {
    let size = Self.nodes.count
    let told = try failure { Self.append("{\"kind\":\"Node\"}", to: $0) }
    #expect(
      told == "file-changed 65 F: it grew from \(size) to \(size + 15) bytes \(Self.advice)"
    )
  }

  @Test func `a file that grows by nonsense is no mistake of its text`() throws {
    let size = Self.nodes.count
    let told = try failure { Self.append("]]]", to: $0) }
    #expect(told == "file-changed 65 F: it grew from \(size) to \(size + 3) bytes \(Self.advice)")
  }

  @Test func `a file that shrinks is told with its sizes`() throws {
    let size = Self.nodes.count
    let told = try failure { truncate($0, off_t(size - 100)) }
    #expect(
      told == "file-changed 65 F: it shrank from \(size) to \(size - 100) bytes \(Self.advice)"
    )
  }

  @Test func `a file that is written to within is told`() throws {
    let told = try failure { path in
      // A clock of the kernel that ticks a few hundred times a second says when.
      usleep(20_000)
      let descriptor = open(path, O_WRONLY)
      pwrite(descriptor, "x", 1, off_t(Self.nodes.count - 20))
      close(descriptor)
    }
    #expect(told.hasPrefix("file-changed 65 F: it was written to, after "), "\(told)")
  }

  @Test func `a file that is replaced is read to the end as it was`() throws {
    let told = try failure { path in
      try? Data("{}".utf8).write(to: URL(filePath: path + ".new"))
      rename(path + ".new", path)
    }
    #expect(told == "none, 20000 nodes")
  }

  @Test func `the text of an object is not looked for in a file that is another one now`() throws {
    try TemporaryFolder.use { folder in
      let path = try folder.write(Self.nodes, to: "nodes.json")
      let loaded = try DocumentFiles.loadStamped(paths: [path], DocumentLoader.Options())
      let texts = DocumentTexts(files: loaded.document.files, stamps: loaded.stamps)
      let place = try #require(loaded.document.nodes[5].metadata.place)
      #expect(try texts.text(at: place, kind: "Node").contains("node-5"))
      // As long as before, so that something would be found at the place.
      try folder.write(Self.nodes.reversed(), to: "other.json")
      rename(folder.path("other.json"), path)
      #expect(throws: DocumentTexts.Failure.changed(path)) {
        try texts.text(at: place, kind: "Node")
      }
    }
  }
}
