/// A file of settings with all defaults as comments, for `svctui config --write-default`.
package enum ConfigurationTemplate {
  package static var text: String {
    let keys = KeyTable.standard.bindings.map { binding in
      let names = binding.keys.map { quoted($0.text) }.joined(separator: ", ")
      let value = binding.keys.isEmpty ? "none" : "[\(names)]"
      let setting = "\(binding.name): \(value)"
      // What is longer than the column is not cut: it must be right when the # is taken away.
      let width = max(34, TextWidth.cells(of: setting))
      return "#   \(TextWidth.fit(setting, width))  # \(binding.help)"
    }
    let lists = AppState.configurableLists.map { list in
      let titles = list.columns.filter { !$0.isWide && !$0.title.isEmpty }.map { quoted($0.title) }
      return "#   \(list.name): [\(titles.joined(separator: ", "))]"
    }
    return """
      # Settings of svctui. Everything here is a comment and shows the default: take away the # of
      # what you want otherwise, and of the line above it. svctui config prints what is in force.

      # The colours; svctui config lists the themes. themes/NAME.yaml beside this file is one more.
      # theme: dark

      # en or ko
      # language: en

      # The first screen, as after ":": pods, nodes, workloads, timeline, ...
      # start: overview

      # More space, captions and keys as they are pressed, for a projector
      # presenter: false

      # Lines of text for a screen reader
      # textOnly: false

      # mouse: true

      # Words after ":" that stand for a line
      # aliases:
      #   burst: send 1000 from outside to node/node-b:30080

      # Which columns a list shows, and in what order; Ctrl-W shows all
      # columns:
      \(lists.joined(separator: "\n"))

      # Keys by the name of what they do: one, several, or none
      # keys:
      \(keys.joined(separator: "\n"))

      """
  }

  /// A word that YAML takes for nothing else.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber }
      && !["y", "n", "Y", "N"].contains(word)
    return isPlain ? word : "'\(word.replacing("'", with: "''"))'"
  }
}
