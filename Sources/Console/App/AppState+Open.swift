internal import ClusterState

extension AppState {
  mutating func open(_ action: Action) {
    switch action {
    case .openCommand: prompt = Prompt(kind: .command, editor: LineEditor())
    case .openFilter: openFilter()
    case .help: openKeys(isMenu: false)
    case .menu: openKeys(isMenu: true)
    case .openSend: openSend()
    case .openDelete: openDelete()
    case .openScale: openScale()
    case .openBehavior: openBehavior()
    default: break
    }
  }

  private mutating func openFilter() {
    if case .text(let text) = screen {
      prompt = Prompt(kind: .filter, editor: LineEditor(text.search))
      return
    }
    if screen == .rules {
      prompt = Prompt(kind: .filter, editor: LineEditor(rules.words))
      return
    }
    guard let name = focusedList else { return }
    let filter = list(name).filter
    prompt = Prompt(kind: .filter, editor: LineEditor(filter.text), before: filter)
  }

  func reasonNothingCanBeSent(to service: Service) -> Sentence {
    service.spec.type == .externalName
      ? "\(service.key) is an alias for \(service.spec.externalName): nothing to count here"
      : "\(service.key) has no port to send to"
  }

  private mutating func openScale() {
    if openScaleMarked() { return }
    guard let workload = selectedRow.flatMap(workload) ?? workloadInQuestion else {
      message = .error("nothing here has replicas")
      return
    }
    guard let replicas = workload.replicas else {
      message = .error(ErrorText.text(.notScalable(kind: workload.kind, workload.key)))
      return
    }
    let name = "\(ResourceNames.singular(workload.kind)) \(workload.key)"
    var field = FormField("Replicas", choices: (0...10).map(String.init), selected: Int(replicas))
    if field.choice == nil {
      field = FormField("Replicas", choices: ["\(replicas)"] + (0...10).map(String.init))
    }
    popup = .form(
      Form(
        .scale("scale \(name)"),
        title: "Scale \(name)",
        text: ["\(replicas) now"],
        fields: [field]
      )
    )
  }

  private var workloadInQuestion: Workload? {
    podInQuestion.flatMap { simulation.cluster.scalableWorkload(of: $0) }
  }

  /// The workload that a row is or stands for; `nil` if nothing controls it.
  func workload(_ row: RowID) -> Workload? {
    let cluster = simulation.cluster
    switch row {
    case .workload(let kind, let key): return cluster.workload(kind: kind, key)
    case .service(let key):
      return cluster.services.id(key).flatMap { cluster.pods(selectedBy: $0).first }
        .flatMap { cluster.pods[$0] }.flatMap { cluster.scalableWorkload(of: $0) }
    case .pod(let key): return cluster.pods[key].flatMap { cluster.scalableWorkload(of: $0) }
    case .endpoint(let row), .endpointOf(_, let row):
      return cluster.pods[row.pod].flatMap { cluster.scalableWorkload(of: $0) }
    default: return nil
    }
  }

  /// The selected pod, or any pod of the selected Service.
  private var podInQuestion: Pod? {
    if let key = selectedPod { return simulation.cluster.pods[key] }
    return selectedService.flatMap(simulation.cluster.services.id)
      .flatMap { simulation.cluster.pods(selectedBy: $0).first }
      .flatMap { simulation.cluster.pods[$0] }
  }

  private mutating func openDelete() {
    if openDeleteMarked(asksForGrace: true) { return }
    if resetSelectedDelay() { return }
    if let stream = selectedStream { return openStop(stream) }
    if let key = selectedPod, let pod = simulation.cluster.pods[key] {
      let seconds = pod.spec.terminationGracePeriodSeconds ?? 30
      popup = .form(
        Form(
          .delete("delete pod \(key)"),
          title: "Delete pod \(key)?",
          text: ["0: at once, as kubectl's --force. u takes it back."],
          fields: [
            FormField("Grace, seconds", choices: ["\(seconds)", "0", "1", "5", "60"])
          ]
        )
      )
      return
    }
    switch selectedRow {
    case .service(let key): confirmDelete("service \(key)")
    case .workload(let kind, let key):
      confirmDelete("\(ResourceNames.singular(kind)) \(key)")
    default: message = .error("select a Service, a pod or a workload first")
    }
  }

  private mutating func confirmDelete(_ what: String) {
    popup = .form(
      Form(.delete("delete \(what)"), title: "Delete \(what)?", text: ["u takes it back."])
    )
  }

  /// Does what a filled-in form asks, or shows in it why not.
  mutating func submit(_ form: Form) {
    if let error = form.numberError ?? spanError(form) {
      var refused = form
      refused.error = error
      popup = .form(refused)
      return
    }
    let line: String
    switch form.purpose {
    case .bookmark(let moment): return submit(form, { .bookmark($0) }, at: moment)
    case .fork(let moment): return submit(form, { .fork($0) }, at: moment)
    case .compare: return submitComparison(form)
    case .marked(let commands): return submit(form, marked: commands)
    case .quit:
      isFinished = true
      return
    case .traffic(let plan): return submitTraffic(form, plan)
    case .stop(let selection): return stop(form, selection)
    case .behavior(let before): line = behaviorLine(form, before)
    case .scale(let beginning):
      line = "\(beginning) --replicas=\(form[value: 0])"
    case .delay(let name): line = delayLine(form, name)
    case .delete(let beginning):
      line = form.fields.isEmpty ? beginning : "\(beginning) --grace-period=\(form[value: 0])"
    }
    do throws(CommandParser.Failure) {
      let command = try CommandParser.parse(line, namespace: commandNamespace)
      perform(command)
    } catch {
      // A place in a line that nobody sees would only puzzle.
      message = .error(error.message)
    }
    guard let failure = message, failure.isError else {
      popup = nil
      return
    }
    var refused = form
    refused.error = failure.text
    popup = .form(refused)
    message = nil
  }
}

extension Form {
  /// What is wrong with a field that must hold a whole number; `nil` if nothing is.
  fileprivate var numberError: Sentence? {
    let field: FormField? =
      switch purpose {
      case .scale, .delete: fields.first
      case .quit, .bookmark, .fork, .compare, .delay, .traffic, .stop, .behavior, .marked: nil
      }
    guard let field, CommandParser.number(field.value) == nil else { return nil }
    return "\(field.label): \(field.value.isEmpty ? "nothing" : field.value) is no whole number"
  }

  /// The question before leaving by `q`.
  static let quit = Form(
    .quit,
    title: "Quit svctui?",
    text: ["The cluster is in memory only and will be gone."]
  )
}
