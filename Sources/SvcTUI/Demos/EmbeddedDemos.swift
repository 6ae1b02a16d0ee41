import Console

/// A document of `demo-clusters`, compiled into the binary.
struct EmbeddedDemo {
  /// The file name without `.json`, as `--demo` takes it.
  let name: String
  /// The document; it lives as long as the program.
  let bytes: UnsafeRawBufferPointer
}

extension EmbeddedDemo {
  /// What opens when nothing is named.
  static let defaultName = "02-shop"

  /// All demos, by name.
  static var all: [EmbeddedDemo] {
    EmbeddedFile.all(in: "demo-clusters").map { EmbeddedDemo(name: $0.stem, bytes: $0.bytes) }
  }

  /// The demo called `name`; also found without the number before it, as `shop`.
  static func named(_ name: String) -> EmbeddedDemo? {
    all.first { $0.name == name } ?? all.first { $0.name.drop { $0 != "-" } == "-" + name }
  }
}
