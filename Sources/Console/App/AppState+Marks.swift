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
    return rowIDs(name).filter(marks.contains).map(\.subject)
  }

  /// Marks the selected row, or takes its mark away, and goes to the next.
  mutating func toggleMark() {
    if toggleFold() { return }
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
      case .pane(.services)?, .pane(.endpoints)?, .list(.pods)?, .list(.workloads)?,
        .list(.services)?, .list(.endpoints)?, .list(.nodes)?, .list(.tree)?:
        return focusedList
      default:
        message = .error("Services, endpoints, pods, workloads and nodes can be marked")
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

  /// Asks how many pods the marked workloads should have.
  ///
  /// Whether any rows are marked.
  mutating func openScaleMarked() -> Bool {
    guard !markedRows.isEmpty else { return false }
    var seen: Set<ObjectName> = []
    let workloads = markedRows.compactMap(workload).filter {
      $0.replicas != nil && seen.insert($0.key).inserted
    }
    guard let first = workloads.first, let replicas = first.replicas else {
      message = .error("nothing of what is marked has replicas")
      return true
    }
    let choices = ["\(replicas)"] + (0...10).map(String.init).filter { $0 != "\(replicas)" }
    popup = .form(
      Form(
        .marked(workloads.map { .scale(kind: $0.kind, $0.key, replicas: replicas) }),
        title: "Scale \(Quantities.counted(workloads.count, "marked workload"))",
        text: workloads.prefix(Self.namesShownMax).map {
          "\(ResourceNames.singular($0.kind)) \($0.key): \($0.replicas ?? 0) now"
        },
        fields: [FormField("Replicas", choices: choices)]
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
      guard let number = CommandParser.number(value) else {
        var refused = form
        refused.error = "\(form.fields[0].label): \(value) is no whole number"
        popup = .form(refused)
        return
      }
      commands = commands.map { $0.with(number: Int64(number)) }
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
    case .endpoint(let endpoint), .endpointOf(_, let endpoint):
      return deletion(ofPod: endpoint.pod)
    default: return nil
    }
  }

  private func deletion(ofPod key: ObjectName) -> (Command, name: String)? {
    guard let pod = simulation.cluster.pods[key], !pod.isTerminating else { return nil }
    return (.deletePod(key, graceSeconds: nil), "pod \(key)")
  }
}

extension Command {
  /// The command with the number that a dialog asked for: grace of a pod, replicas of a workload.
  fileprivate func with(number: Int64) -> Command {
    switch self {
    case .deletePod(let pod, _): .deletePod(pod, graceSeconds: number)
    case .scale(let kind, let key, _): .scale(kind: kind, key, replicas: number)
    default: self
    }
  }
}
