import Console

/// The themes of the folder `themes`, compiled into the binary.
enum EmbeddedThemes {
  /// The theme that is used unless somebody wants another.
  static let defaultName = "dark"

  /// All of them, the default first.
  static let all: [Theme] = EmbeddedFile.all(in: "themes").compactMap { file in
    Theme.read(Array(file.bytes), name: file.stem, file: file.path).theme
  }

  /// What is used where there are no colours, whatever was chosen.
  static let monochrome = all.first { $0.name == "monochrome" } ?? Theme(name: "monochrome")
}
