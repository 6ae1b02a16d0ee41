internal import ClusterState

/// The line that a filled-in dialog for traffic stands for, and what each part of it comes from.
struct TrafficLine {
  private(set) var text = ""
  /// Where the value of a field ends in ``text``, in the order of the text.
  private var ends: [(field: TrafficField, end: Int)] = []

  init(_ form: Form, entryNode: String?) {
    func value(_ field: TrafficField) -> String { LineWord.quoted(form[field] ?? "") }
    switch form.arrivalKind {
    case .atOnce: add("send ", .requests, value(.requests))
    case .constant, .poisson: add("stream ", .rate, value(.rate) + "/s")
    case .bursts:
      add("stream ", .burst, value(.burst))
      add(" every ", .every, value(.every))
    case .ramp:
      add("stream ", .rate, value(.rate) + "/s..")
      add("", .lastRate, value(.lastRate) + "/s")
      add(" over ", .over, value(.over))
    case .closedLoop:
      add("stream clients ", .clients, value(.clients))
      add(" think ", .think, value(.think))
    }
    add(" from ", .from, value(.from))
    add(" to ", .to, value(.to))
    if let entryNode { text += " --node=\(LineWord.quoted(entryNode))" }
    option("protocol", .protocol, form[.protocol]?.lowercased(), unless: "tcp")
    guard form.arrivalKind != .atOnce else { return }
    addOptions(form)
  }

  private mutating func addOptions(_ form: Form) {
    if form.arrivalKind == .poisson { add(" --arrivals=", .arrivals, "poisson") }
    if form.arrivalKind != .closedLoop { option("clients", .clients, form[.clients], unless: "1") }
    if form[.nat] == TrafficWord.yes { add(" ", .nat, "--behind-nat") }
    let perConnection =
      form[.perConnection] == TrafficWord.unlimited ? "unlimited" : form[.perConnection]
    option("requests-per-connection", .perConnection, perConnection, unless: "1")
    option("connections", .connections, form[.connections], unless: TrafficWord.asNeeded)
    option("source-ports", .sourcePorts, form[.sourcePorts], unless: TrafficWord.newEach)
    option("timeout", .timeout, form[.timeout], unless: "5s")
    option("retries", .retries, form[.retries], unless: "0")
    option("requests", .end, form[.end], unless: TrafficWord.never)
    option("name", .name, form[.name], unless: TrafficWord.none)
  }

  private mutating func add(_ words: String, _ field: TrafficField, _ value: String) {
    text += words + value
    ends.append((field, text.count))
  }

  private mutating func option(
    _ name: String,
    _ field: TrafficField,
    _ value: String?,
    unless usual: String
  ) {
    guard let value, value != usual else { return }
    // A word with quotes is no option: only what would end the word is quoted, to be refused.
    let endsWord = value.contains { " \t'\"\\;#".contains($0) }
    add(" --\(name)=", field, endsWord ? LineWord.quoted(value) : value)
  }

  /// The field that a column of the line, counted from 1, comes from.
  func field(at column: Int) -> TrafficField? {
    (ends.first { column <= $0.end } ?? ends.last)?.field
  }
}
