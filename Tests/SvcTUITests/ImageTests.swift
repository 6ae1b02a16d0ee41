import Foundation
import Testing

/// The Dockerfile names what there is; `make image` does its steps.
@Suite struct ImageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private static func output(_ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// The stages of the Dockerfile, without continued lines.
  private static func stages() throws -> [Substring] {
    try text("Dockerfile").replacing("\\\n", with: "").split(separator: "\nFROM ")
  }

  @Test func `it is built by make, which installs a binary that carries the runtime of Swift`()
    throws
  {
    let build = try #require(Self.stages().first { $0.contains(" AS build") })
    let step = try #require(build.split(separator: "\n").first { $0.hasPrefix("RUN make ") })
    let words = step.dropFirst(4).split(separator: " ").map(String.init)
    let commands = try Self.output(words + ["--dry-run"])
    #expect(commands.contains("--static-swift-stdlib"))
    #expect(commands.contains("install -D -m 755 .build/release/svctui /image/usr/bin/svctui"))
    #expect(build.contains("FROM swift:6.3") || build.hasPrefix("swift:6.3"))
  }

  @Test func `it installs the packages of the libraries that the program links`() throws {
    let linked = try Self.output(["ldd", BuiltProgram.path]).split(separator: "\n")
      .compactMap { line in line.split(separator: " ").first { $0.hasPrefix("/") } }
      .map { URL(filePath: String($0)).resolvingSymlinksInPath().lastPathComponent }
    // By its name: /lib is a link to /usr/lib, and packages name either.
    let owners = try linked.compactMap { name -> String? in
      let owner = try Self.output(["dpkg-query", "-S", "*/\(name)"]).split(separator: ":").first
      return owner.map(String.init)
    }
    // They are in every image of Debian.
    let needed = Set(owners).subtracting(["libc6", "libgcc-s1"])
    let last = try #require(Self.stages().last)
    let run = try #require(last.split(separator: "\n").first { $0.hasPrefix("RUN apt-get") })
    let install = try #require(run.split(separator: "&&").first { $0.contains("install -y") })
    let named = install.split(separator: " ").dropFirst(3).map(String.init)
      .filter { !$0.hasPrefix("-") }
    #expect(named == needed.sorted())
  }
}
