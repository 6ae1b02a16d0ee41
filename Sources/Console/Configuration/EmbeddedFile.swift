internal import CEmbedded

/// A file of the project that is compiled into the binary: a demo, a theme, a catalog.
package struct EmbeddedFile {
  /// The path from the top of the project: `themes/dark.yaml`.
  package let path: String
  /// Its content, which lives as long as the program.
  package let bytes: UnsafeRawBufferPointer

  /// The files of a folder, in the order in which they are listed.
  package static func all(in folder: String) -> [EmbeddedFile] {
    (0..<svctui_file_count()).compactMap { index in
      guard let path = svctui_file_path(index).map({ String(cString: $0) }),
        path.hasPrefix(folder + "/")
      else { return nil }
      let length = svctui_file_length(index)
      let bytes = UnsafeRawBufferPointer(start: svctui_file_bytes(index), count: length)
      return EmbeddedFile(path: path, bytes: bytes)
    }
  }

  /// What its name is without folder and extension.
  package var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }
}
