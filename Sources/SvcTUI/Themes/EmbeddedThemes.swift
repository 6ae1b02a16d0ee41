import CThemes
import Console

/// The themes of the folder `themes`, compiled into the binary.
enum EmbeddedThemes {
  /// The theme that is used unless somebody wants another.
  static let defaultName = "dark"

  /// All of them, the default first.
  static let all: [Theme] = (0..<svctui_theme_count()).compactMap { index in
    guard let name = svctui_theme_name(index) else { return nil }
    let bytes = UnsafeBufferPointer(
      start: svctui_theme_bytes(index),
      count: svctui_theme_length(index)
    )
    let file = "\(String(cString: name)).yaml"
    return Theme.read(Array(bytes), name: String(cString: name), file: file).theme
  }

  /// What is used where there are no colours, whatever was chosen.
  static let monochrome = all.first { $0.name == "monochrome" } ?? Theme(name: "monochrome")
}
