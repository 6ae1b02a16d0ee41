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

  /// The terminal's type.
  var type: String? { environment["TERM"].flatMap { $0.isEmpty ? nil : $0 } }

  /// The depth to draw with on a terminal of `colors` colours.
  func depth(colors: Int32) -> ColorDepth {
    let isRefused = color == .auto && environment["NO_COLOR"].map { !$0.isEmpty } == true
    guard color != .never, !isRefused else { return .monochrome }
    return colors >= 256 ? .many : colors >= 8 ? .eight : .monochrome
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
    return isPlain ? .ascii : .unicode
  }

  private static func namesUTF8(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return lowered.contains("utf-8") || lowered.contains("utf8")
  }
}
