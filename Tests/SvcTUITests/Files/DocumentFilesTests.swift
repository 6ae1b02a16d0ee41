import ClusterState
import Foundation
import Glibc
import Testing

@testable import SvcTUI

/// A folder of its own for each test, removed in the end.
final class DocumentFilesTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "svctui-\(UUID().uuidString)").path

  init() throws { try makeFolder("") }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder)/\(name)",
      withIntermediateDirectories: true
    )
  }

  @discardableResult
  private func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let path = "\(folder)/\(name)"
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  private func node(_ name: String) -> [UInt8] {
    Array("{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"\(name)\"}}\n".utf8)
  }

  private func failure(_ paths: [String]) -> String? {
    do throws(LoadError) {
      _ = try DocumentFiles.load(paths: paths)
      return nil
    } catch {
      return "\(error) (\(error.exitCode))".replacingOccurrences(of: folder, with: "F")
    }
  }

  @Test func `folders are read recursively in the order of names`() throws {
    try makeFolder("b/c")
    try makeFolder(".hidden")
    try write("z.json", node("z"))
    try write("b/n.yaml", Array("apiVersion: v1\nkind: Node\nmetadata: {name: n}\n".utf8))
    try write("b/c/m.yml", node("m"))
    try write("a.json.gz", gzip(node("a")))
    try write("notes.txt", Array("not a document".utf8))
    try write(".hidden/h.json", node("h"))
    let document = try DocumentFiles.load(paths: [folder])
    #expect(document.nodes.map(\.metadata.name) == ["a", "m", "n", "z"])
    #expect(document.problems == [])
    #expect(document.files.first == "\(folder)/a.json.gz")
  }

  @Test func `what cannot be read is told in one message each`() throws {
    try makeFolder("empty")
    try makeFolder("loop/inner")
    symlink("\(folder)/loop", "\(folder)/loop/inner/back")
    let dangling = "\(folder)/empty/x.json"
    #expect(failure(["\(folder)/none.json"]) == "F/none.json: no such file or folder (66)")
    #expect(
      failure(["\(folder)/empty"])
        == "F/empty: no documents in this folder (.json, .yaml, .yml; .gz and .zst of these) (66)"
    )
    #expect(
      failure(["\(folder)/loop"])
        == "F/loop/inner/back: cannot be read: a link leads back to a folder around it (65)"
    )
    symlink("\(folder)/nowhere", dangling)
    #expect(failure(["\(folder)/empty"]) == "F/empty/x.json: no such file or folder (66)")
    let binary = try write("binary", [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2])
    #expect(
      failure([binary]) == "F/binary:1:5: binary data, neither JSON nor YAML (65)"
    )
  }

  @Test func `gzip may have several members, and must be whole`() throws {
    let whole = try gzip(node("a")) + gzip(node("b"))
    let path = try write("two.gz", whole)
    let document = try DocumentFiles.load(paths: [path])
    #expect(document.nodes.map(\.metadata.name) == ["a", "b"])
    let cut = try write("cut.gz", whole.dropLast(5))
    #expect(
      failure([cut]) == "F/cut.gz:1:1: the gzip data is cut off after \(whole.count - 5) bytes (65)"
    )
    var wrong = try gzip(node("a"))
    wrong[wrong.count - 6] ^= 1
    let broken = try write("broken.gz", wrong)
    #expect(
      failure([broken])
        == "F/broken.gz:1:1: broken gzip data after \(wrong.count - 4) bytes: "
        + "incorrect data check (65)"
    )
  }

  @Test func `a descriptor is a source like a file`() throws {
    let path = try write("a.json", node("a"))
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var loader = DocumentLoader()
    try loader.load(FileSource(descriptor: descriptor, name: "-"), name: "-")
    #expect(loader.finish().nodes.map(\.metadata.name) == ["a"])
  }
}

/// The bytes as gzip compresses them.
private func gzip(_ bytes: [UInt8]) throws -> [UInt8] { try packed(bytes, .gzip) }
