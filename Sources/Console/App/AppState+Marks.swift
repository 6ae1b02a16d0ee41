internal import ClusterState

// Rows that are marked, and what is done to all of them at once.

extension AppState {
  /// Rows that are marked at most in a list: as many commands as a line may hold.
  static let marksMax = 1_000
  /// Names that a question lists before it only counts.
  private static let namesShownMax = 8

  /// The marked rows of the focused list that are shown, in the order of the list.
  var markedRows: [RowID] {
    guard let name = focusedList, !list(name).marks.isEmpty else { return [] }
    let marks = list(name).marks
    return rowIDs(name).filter(marks.contains)
  }

  /// Marks the selected row, or takes its mark away, and goes to the next.
  mutating func toggleMark() {
    guard let name = markableList, let row = list(name).selection else { return }
    if list(name).marks.contains(row) {
      lists[name]?.marks.remove(row)
    } else {
      mark(name, [row])
    }
    lists[name]?.markAnchor = row
    move(name, by: 1)
  }

  /// Marks all rows from the last that was marked to the selected one.
  mutating func markRange() {
    guard let name = markableList, let row = list(name).selection else { return }
    let rows = rowIDs(name)
    let last = list(name).index
    let first = list(name).markAnchor.flatMap { rows.firstIndex(of: $0) } ?? last
    mark(name, Array(rows[min(first, last)...max(first, last)]))
    lists[name]?.markAnchor = row
  }

  mutating func clearMarks() {
    guard let name = focusedList else { return }
    lists[name]?.marks = []
    lists[name]?.markAnchor = nil
  }

  private mutating func mark(_ name: ListName, _ rows: [RowID]) {
    for row in rows {
      guard list(name).marks.count < Self.marksMax || list(name).marks.contains(row) else {
        message = .error("at most \(Quantities.count(Self.marksMax)) rows can be marked")
        return
      }
      lists[name, default: ListState()].marks.insert(row)
    }
  }

  private var markableList: ListName? {
    mutating get {
      switch focusedList {
      case .pane(.services)?, .pane(.endpoints)?, .list(.pods)?, .list(.workloads)?:
        return focusedList
      default:
        message = .error("Services, endpoints, pods and workloads can be marked")
        return nil
      }
    }
  }

  /// Asks before all marked objects are deleted, with the pods' own grace or the one filled in.
  ///
  /// Whether there are any.
  mutating func openDeleteMarked(asksForGrace: Bool) -> Bool {
    let rows = markedRows
    guard !rows.isEmpty else { return false }
    var commands: [Command] = []
    var names: [String] = []
    var seen = Set<Command>()
    for row in rows {
      guard let (command, name) = deletion(of: row), seen.insert(command).inserted else { continue }
      commands.append(command)
      names.append(name)
    }
    guard !commands.isEmpty else {
      message = .error("nothing of what is marked can be deleted any more")
      return true
    }
    let others = names.count - Self.namesShownMax
    let listed =
      names.prefix(Self.namesShownMax).map { Sentence(verbatim: $0) }
      + (others > 0 ? ["and \(Quantities.count(others)) more"] : [])
    let hasPods = commands.contains { if case .deletePod = $0 { true } else { false } }
    popup = .form(
      Form(
        .marked(commands),
        title: "Delete \(Quantities.counted(names.count, "marked object"))?",
        text: listed + ["u takes all of it back."],
        fields: hasPods && asksForGrace
          ? [FormField("Grace, seconds", choices: [Self.ownGrace, "0", "1", "5", "60"])] : []
      )
    )
    return true
  }

  private static let ownGrace = "the pod's own"

  /// Does what was asked about the marked objects, in one step that is undone as one.
  mutating func submit(_ form: Form, marked commands: [Command]) {
    var commands = commands
    let value = form[value: 0]
    if !value.isEmpty, value != Self.ownGrace {
      guard let seconds = CommandParser.number(value) else {
        var refused = form
        refused.error = "Grace, seconds: \(value) is no whole number"
        popup = .form(refused)
        return
      }
      commands = commands.map { command in
        guard case .deletePod(let pod, _) = command else { return command }
        return .deletePod(pod, graceSeconds: Int64(seconds))
      }
    }
    perform(.all(of: commands))
    if let failure = message, failure.isError {
      var refused = form
      refused.error = failure.text
      popup = .form(refused)
      message = nil
      return
    }
    popup = nil
    clearMarks()
  }

  /// What deletes a row's object; `nil` if it is going already.
  private func deletion(of row: RowID) -> (Command, name: String)? {
    switch row {
    case .service(let key): return (.deleteService(key), "service \(key)")
    case .workload(let kind, let key):
      return (.deleteWorkload(kind: kind, key), "\(ResourceNames.singular(kind)) \(key)")
    case .pod(let key): return deletion(ofPod: key)
    case .endpoint(let endpoint): return deletion(ofPod: endpoint.pod)
    default: return nil
    }
  }

  private func deletion(ofPod key: ObjectName) -> (Command, name: String)? {
    guard let pod = simulation.cluster.pods[key], !pod.isTerminating else { return nil }
    return (.deletePod(key, graceSeconds: nil), "pod \(key)")
  }
}
