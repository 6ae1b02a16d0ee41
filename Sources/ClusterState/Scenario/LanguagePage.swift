/// The documentation of the command language, as `svctui run --language` prints it and
/// docs/commands.md keeps it.
package enum LanguagePage {
  package static let markdown: String = {
    var text = introduction
    for (title, verbs) in Verb.families {
      text += "\n## \(title)\n"
      for verb in verbs { text += section(verb) }
    }
    text += scenarios
    text += "\n| metric | is | example |\n|---|---|---|\n"
    for metric in ExpectedMetric.all {
      text +=
        "| `\(cell(metric.form))` | \(metric.summary)\(scopes(metric)) "
        + "| `\(cell(metric.example))` |\n"
    }
    text += "\nReasons: \(list(Reason.names)).\n\nEvents: \(list(Event.Kind.names)).\n"
    return text
  }()

  private static func section(_ verb: Verb) -> String {
    var text = "\n### \(verb.name)\n\n\(verb.summary)\n\n```\n"
    text += verb.forms.joined(separator: "\n") + "\n```\n\n"
    for option in verb.options { text += "- `\(option.form)`: \(option.summary)\n" }
    return text + (verb.options.isEmpty ? "" : "\n") + "Example: `\(verb.example)`\n"
  }

  private static func scopes(_ metric: ExpectedMetric) -> String {
    guard !metric.scopes.isEmpty else { return "" }
    let kinds = metric.scopes.map(ResourceNames.singular).joined(separator: "\\|")
    return " \(metric.needsScope ? "Needs" : "May have") `of \(kinds) NAME`."
  }

  /// In a table `|` would end the cell.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static let introduction = """
    # The command language

    One language is typed after `:` in the interface, stands in scenario files and in the journal:
    kubectl's verbs and names where kubectl has them. Made by
    `svctui run --language > docs/commands.md`, and a test compares.

    - Words are separated by blanks; `'...'` and `"..."` keep blanks together, and in the latter
      `\\"` is a quote and `\\\\` a backslash. `#` at the start of a word begins a comment.
    - `NAME` is `web` or `shop/web`; `-n shop` (or `--namespace=shop`) anywhere in the line names
      the namespace of those that say none. `pod web`, `pod/web` and `po shop/web` are the same.
    - Options stand anywhere after the verb, as `--replicas=5`, `--replicas 5`, `-n shop` or
      `-n=shop`.
    - Commands between `;` are one: they happen at one moment, are all refused if one is, and are
      taken back together. Several names in one line are several such commands.
    - Counts may be written `1_000`, `1,000` or `1k`; spans of time as `250ms`, `5s`, `1m30s`, `2h`.
    - `SRC` is `pod/NS/NAME`, `node/NAME`, `outside`, `outside=IP` or an address; `DST` is
      `NAME[.NS][:PORT]`, `svc/NS/NAME[:PORT]`, `IP:PORT`, `[IPv6]:PORT`, `node/NAME:PORT`,
      `http(s)://HOST[:PORT]/PATH` or `ingress://HOST/PATH`.

    """

  private static let scenarios = """

    ## Scenario files

    `NAME.scenario`, UTF-8, one line an instruction; `svctui run NAME.scenario` plays it. The head
    comes first, `format \(Scenario.format)` as its first line:

    ```
    format 1
    cluster demo:shop        # or a file or folder, seen from the scenario's own folder
    seed 42                  # may be left out
    mode nftables            # may be left out
    let preStop = 5          # any number of these: a value that lines use as $preStop
    ```

    After a `let`, `$NAME` and `${NAME}` stand for its value anywhere in a line, also within quotes,
    and `$$` is a dollar; in a scenario without `let` a dollar is a character as others. A name is
    letters and digits, a value one word. `svctui run --let NAME=VALUE` says another value,
    `svctui sweep --vary NAME=A..B` plays with many ([sweeps](sweep.md)). A name that no line uses
    is a mistake, as is one that has no value.

    Then every line is a command of this page, or one of these:

    - `mark [NAME]`: requests, events and time count from here on, until the next mark. Without any
      mark they count from the opened document. Whoever goes back in history to before a mark
      counts from there.
    - `expect METRIC [COMPARISON] [of KIND NAME] [since MARK]`: checks, and goes on whether it holds
      or not. A comparison is `=`, `!=`, `<`, `<=`, `>` or `>=` with a value, or
      `between A and B`, both included. Shares are compared exactly, never rounded.

    A command that is refused ends the scenario; a line that cannot be read keeps all of it from
    being played. At most \(Scenario.linesMax) lines, \(Scenario.bytesMax >> 20) MiB, and
    \(Scenario.lineLengthMax) bytes a line.

    ## What can be expected

    `PLACE` is `pod/NS/NAME`, `deployment/NS/NAME` (or another workload), `node/NAME` or
    `zone/NAME`: where the chosen endpoints are. Without `of`, requests to all Services count.

    """
}
