import Foundation

/// The repository's files, read from where this test was compiled.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift files, by path.
  static let swiftFiles: [SourceFile] = files(in: ["Sources", "Tests", "Benchmarks"])
    .filter { $0.hasSuffix(".swift") }.map(SourceFile.init)

  /// All files written by hand: Swift, C, C++ and what builds them.
  static let writtenFiles: [SourceFile] =
    files(in: ["Sources", "Tests", "Benchmarks", "scripts"])
    .filter { path in writtenEndings.contains { path.hasSuffix($0) } || isScript(path) }
    .map(SourceFile.init) + [SourceFile("Package.swift"), SourceFile("Makefile")]

  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  /// Paths of all files below `folders`, relative to the root, in order.
  static func files(in folders: [String]) -> [String] {
    folders.flatMap { folder -> [String] in
      let enumerator = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
      let names = enumerator?.compactMap { $0 as? String } ?? []
      return names.filter { !isFolder("\(folder)/\($0)") }.map { "\(folder)/\($0)" }
    }.sorted()
  }

  private static let writtenEndings = [".swift", ".c", ".h", ".cpp", ".modulemap"]

  private static func isScript(_ path: String) -> Bool { path.hasPrefix("scripts/") }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let path = root.appending(path: path).path()
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}

/// A file, as it stands and with comments and texts taken out.
struct SourceFile: Sendable, CustomStringConvertible {
  let path: String
  let lines: [String]
  /// The lines again, with blanks in place of comments and of what stands between quotes.
  let code: [String]

  init(_ path: String) {
    self.path = path
    let text = Repository.text(path)
    lines = Self.split(text)
    code = Self.split(CodeScanner.code(of: text))
  }

  var description: String { path }

  /// The modules that the file imports.
  var imports: [String] {
    code.compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index < 2 else { return nil }
      return words.last.map { String($0.prefix { $0 != "." }) }
    }
  }

  /// `path:line` of every line of code that `isMatch` finds.
  func places(where isMatch: (String) -> Bool) -> [String] {
    code.indices.filter { isMatch(code[$0]) }.map { "\(path):\($0 + 1)" }
  }

  private static func split(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
