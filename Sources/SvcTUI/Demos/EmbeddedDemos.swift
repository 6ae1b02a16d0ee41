import CDemos

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
    (0..<svctui_demo_count()).compactMap { index in
      guard let name = svctui_demo_name(index) else { return nil }
      let length = svctui_demo_length(index)
      let bytes = UnsafeRawBufferPointer(start: svctui_demo_bytes(index), count: length)
      return EmbeddedDemo(name: String(cString: name), bytes: bytes)
    }
  }

  /// The demo called `name`; also found without the number before it, as `shop`.
  static func named(_ name: String) -> EmbeddedDemo? {
    all.first { $0.name == name } ?? all.first { $0.name.drop { $0 != "-" } == "-" + name }
  }
}
