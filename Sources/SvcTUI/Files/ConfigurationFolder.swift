import ClusterState
import Console
import Glibc

/// Where the person's own settings lie: `$XDG_CONFIG_HOME/svctui`, by default `~/.config/svctui`.
struct ConfigurationFolder {
  /// `nil` if neither variable says where.
  let path: String?

  init(path: String? = Self.usual) { self.path = path }

  private static var usual: String? {
    // The XDG base directory specification: relative paths are to be ignored.
    if let home = variable("XDG_CONFIG_HOME"), home.hasPrefix("/") { return home + "/svctui" }
    return variable("HOME").map { $0 + "/.config/svctui" }
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The file of settings.
  var file: String? { path.map { "\($0)/config.yaml" } }
  /// The folder of themes of one's own.
  var themes: String? { path.map { "\($0)/themes" } }

  /// What the files say, and what is wrong with them.
  struct Contents {
    var configuration = Configuration()
    var themes: [Theme] = []
    var problems: [SettingsProblem] = []
    var hasFile = false
  }

  /// Reads everything; a file that is not there says nothing.
  func read() -> Contents {
    var contents = Contents()
    contents.themes = EmbeddedThemes.all
    for name in themeNames {
      let file = "\(themes ?? "")/\(name).yaml"
      guard let bytes = Self.bytes(of: file, &contents.problems) else { continue }
      let (theme, problems) = Theme.read(bytes, name: name, file: file)
      contents.problems += problems
      contents.themes.removeAll { $0.name == name }
      contents.themes.append(theme)
    }
    guard let file, let bytes = Self.bytes(of: file, &contents.problems) else { return contents }
    contents.hasFile = true
    let (configuration, problems) = Configuration.read(
      bytes,
      file: file,
      themes: contents.themes.map(\.name)
    )
    contents.configuration = configuration
    contents.problems += problems
    return contents
  }

  /// Themes are few; a folder with more is something else.
  private static let themesMax = 200

  private var themeNames: [String] {
    guard let themes, let directory = opendir(themes) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory), names.count < Self.themesMax {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name.hasSuffix(".yaml"), !name.hasPrefix(".") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }

  /// A file's bytes, one more than may be at most; `nil` if it is not there or cannot be read.
  private static func bytes(of path: String, _ problems: inout [SettingsProblem]) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno != ENOENT, errno != ENOTDIR { complain(path, &problems) }
      return nil
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while bytes.count <= SettingsNode.bytesMax {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        complain(path, &problems)
        return nil
      }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  private static func complain(_ path: String, _ problems: inout [SettingsProblem]) {
    let reason = String(cString: strerror(errno))
    problems.append(
      SettingsProblem(
        "cannot be read: \(reason)",
        file: path,
        at: SettingsPlace(line: 1, column: 1)
      )
    )
  }
}
