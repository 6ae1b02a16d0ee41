// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "SvcTUI",
  products: [.executable(name: "svctui", targets: ["SvcTUI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
  ],
  targets: [
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(name: "CMessageDigest", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .target(
      name: "CSimdJSON",
      cxxSettings: [.define("NDEBUG", .when(configuration: .release)), .unsafeFlags(["-O2"])],
      linkerSettings: [.linkedLibrary("simdjson")]
    ),
    .target(name: "CEmbedded", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),
    .target(
      name: "ClusterState",
      dependencies: [
        "CMessageDigest", "CSimdJSON",
        .product(name: "Yams", package: "Yams"),
        .product(name: "HashTreeCollections", package: "swift-collections"),
        .product(name: "HeapModule", package: "swift-collections"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Console",
      dependencies: ["CEmbedded", "ClusterState"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "SvcTUI",
      dependencies: [
        "CMessageDigest", "CNcurses", "CZlib", "CZstd", "ClusterState", "Console",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "SvcTUIBenchmarks",
      dependencies: ["ClusterState", "Console", "PseudoTerminal"],
      path: "Benchmarks/SvcTUIBenchmarks",
      swiftSettings: strict
    ),
    .testTarget(
      name: "ClusterStateTests",
      dependencies: [
        "ClusterState", .product(name: "CustomDump", package: "swift-custom-dump"),
      ],
      exclude: ["Fixtures"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "KeyFuzz",
      dependencies: [
        "ClusterState", "Console", "VisitSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/KeyFuzz",
      swiftSettings: strict
    ),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "ClusterState", "Console", "VisitSupport",
        .product(name: "CustomDump", package: "swift-custom-dump"),
      ],
      exclude: ["Frames"],
      swiftSettings: strict
    ),
    .target(
      name: "PseudoTerminal",
      dependencies: ["Console"],
      path: "Tests/PseudoTerminal",
      swiftSettings: strict
    ),
    .target(
      name: "VisitSupport",
      dependencies: ["ClusterState", "Console"],
      path: "Tests/VisitSupport",
      swiftSettings: strict
    ),
    .testTarget(
      name: "SvcTUITests",
      dependencies: [
        "ClusterState", "Console", "PseudoTerminal", "SvcTUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    .target(name: "CNetworkNamespace", path: "Tests/CNetworkNamespace"),
    .testTarget(
      name: "KernelTests",
      dependencies: ["CNetworkNamespace", "ClusterState"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TidyTests",
      dependencies: ["Console"],
      exclude: ["unsaid.txt"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
