import CNcurses
import Console
import Glibc

/// What the person and the environment say about the terminal.
struct TerminalOptions {
  /// `--color`.
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  var color = ColorChoice.auto
  var environment: [String: String]
  /// What it is drawn with at first.
  var theme = EmbeddedThemes.all.first ?? EmbeddedThemes.monochrome
  /// Whether the mouse is asked for.
  var hasMouse = true

  /// The terminal's type.
  var type: String? { environment["TERM"].flatMap { $0.isEmpty ? nil : $0 } }

  /// The depth to draw with on a terminal of `colors` colours.
  func depth(colors: Int32) -> ColorDepth {
    let isRefused = color == .auto && environment["NO_COLOR"].map { !$0.isEmpty } == true
    guard color != .never, !isRefused else { return .monochrome }
    // terminfo says so, or the environment, and terminfo knows how they are asked for.
    if colors > 1 << 16 { return .direct }
    return colors >= 256 ? .many : colors >= 8 ? .eight : .monochrome
  }

  /// The entry of terminfo that asks for colours by red, green and blue, for a terminal that says
  /// (`COLORTERM`) that it has them; `nil` without such an entry.
  var directType: String? {
    guard let type, ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? ""),
      color != .never
    else { return nil }
    let plain = type.replacing("-256color", with: "")
    let names = [
      "\(type)-direct", "\(plain)-direct", "\(plain.replacing("xterm-", with: ""))-direct",
    ]
    return names.first(where: Terminal.isKnown)
  }

  /// Sets the locale for characters and says which symbols the terminal can show.
  func settleLocale() -> Symbols {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let wanted = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    // An empty name lets the C library read the same variables again.
    if setlocale(LC_CTYPE, "") == nil, Self.namesUTF8(wanted) {
      // The locale asked for is not installed here, which says nothing about the terminal.
      setlocale(LC_CTYPE, "C.UTF-8")
    }
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
    guard Self.namesUTF8(codeset), let type else { return .ascii }
    // Their fonts have neither rounded corners nor parts of blocks.
    let isPlain = type.hasPrefix("linux") || type.hasPrefix("vt")
    return isPlain ? .plain : .unicode
  }

  private static func namesUTF8(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return lowered.contains("utf-8") || lowered.contains("utf8")
  }
}
