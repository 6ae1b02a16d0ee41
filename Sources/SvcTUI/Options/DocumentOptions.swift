import ArgumentParser
import ClusterState
import Console
import Glibc

/// Which documents to open, and how: common to all commands.
struct DocumentOptions: ParsableArguments {
  @Argument(
    help: "Files or folders (JSON, YAML, .gz, .zst); - is standard input; none: the embedded demo.",
    completion: .file()
  )
  var documents: [String] = []

  @Option(help: "Open an embedded demo instead; svctui demos lists them.")
  var demo: String?

  @OptionGroup var session: SessionFlags

  @OptionGroup(title: "Options of kube-proxy") var proxy: ProxyFlags

  @Option(name: [.short, .customLong("selector")], help: "Show Services with these labels only.")
  var labels: String?

  @Option(help: "en or ko; without it that of the locale (LC_ALL, LC_MESSAGES, LANG).")
  var lang: Language?

  mutating func validate() throws {
    if documents.count(where: { $0 == StandardInput.name }) > 1 {
      throw ValidationError("standard input (-) can be read only once")
    }
    _ = try sessionOptions()
  }

  var lenient: Bool { session.lenient }
  var namespace: String? { session.namespace }

  /// The language that is asked for, else that of the locale, else English.
  var language: Language { .chosen(lang) }

  func sessionOptions() throws -> SessionOptions { try session.options(with: proxy) }
}

extension DocumentOptions {
  /// `NAMESPACE/NAME`, or a bare name in the namespace shown.
  func objectName(_ text: String) -> ObjectName {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    let namespace = parts.count > 1 ? parts[0] : namespace ?? "default"
    return ObjectName(namespace: namespace, name: parts.last ?? "")
  }
}

extension ProxyMode: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}

extension Language {
  /// The language that is asked for, else that of the locale, else English.
  static func chosen(_ asked: Language?) -> Language {
    if let asked { return asked }
    for variable: String in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = getenv(variable), value.pointee != 0 else { continue }
      return Language(locale: String(cString: value)) ?? .english
    }
    return .english
  }
}

/// `text` for people or `json` for programs.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// `-o`.
struct OutputOptions: ParsableArguments {
  @Option(name: [.short, .customLong("output")], help: "text or json.")
  var output = OutputFormat.text
}
