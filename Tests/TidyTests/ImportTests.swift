import Testing

/// Which module may be imported where: dependencies point down only.
@Suite struct ImportTests {
  struct Home: CustomStringConvertible, Sendable {
    var module: String
    /// The only places under `Sources` that may import it.
    var folders: [String]

    var description: String { module }
  }

  static let homes = [
    Home(module: "CNcurses", folders: ["Sources/SvcTUI/Terminal/"]),
    Home(
      module: "CMessageDigest",
      folders: ["Sources/SvcTUI/Journal/", "Sources/ClusterState/Rules/"]
    ),
    Home(module: "CZlib", folders: ["Sources/SvcTUI/"]),
    Home(module: "CZstd", folders: ["Sources/SvcTUI/Compression/"]),
    Home(module: "CEmbedded", folders: ["Sources/Console/Configuration/"]),
    Home(module: "CSimdJSON", folders: ["Sources/ClusterState/Loading/"]),
    Home(module: "Yams", folders: ["Sources/ClusterState/Loading/"]),
    Home(module: "Glibc", folders: ["Sources/SvcTUI/"]),
    Home(module: "Foundation", folders: ["Sources/SvcTUI/"]),
    Home(module: "FoundationEssentials", folders: ["Sources/SvcTUI/"]),
    Home(module: "Dispatch", folders: ["Sources/SvcTUI/"]),
    // Reading a large file is bulk work that may use both cores.
    Home(
      module: "Synchronization",
      folders: ["Sources/SvcTUI/", "Sources/ClusterState/Loading/"]
    ),
    Home(module: "ArgumentParser", folders: ["Sources/SvcTUI/"]),
    Home(module: "Console", folders: ["Sources/SvcTUI/"]),
    Home(module: "ClusterState", folders: ["Sources/SvcTUI/", "Sources/Console/"]),
    Home(module: "SvcTUI", folders: []),
  ]

  @Test(arguments: homes)
  func `a module is imported only where it belongs`(home: Home) {
    let strangers = Repository.swiftFiles.filter { file in
      file.path.hasPrefix("Sources/") && file.imports.contains(home.module)
        && !home.folders.contains { file.path.hasPrefix($0) }
    }
    #expect(strangers.map(\.path) == [])
  }
}
