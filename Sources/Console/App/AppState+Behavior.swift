internal import ClusterState

// How pods serve, which Kubernetes leaves to their processes: set in a dialog.

extension AppState {
  private static let unlimited = "unlimited"

  /// Asks how the pods serve that are like the selected one, or belong to the selected workload.
  mutating func openBehavior() {
    guard let (labels, pod) = podsInQuestion else {
      message = .error("select a pod, a workload or a Service with pods first")
      return
    }
    let settings = simulation.settings
    let behavior = pod.map(settings.behavior) ?? PodBehavior()
    let concurrency = behavior.concurrency.map { "\($0)" } ?? Self.unlimited
    var form = Form(
      .behavior(behavior),
      title: "How pods serve",
      text: [
        "What processes do is theirs, not Kubernetes': this is a model of them. Requests beyond "
          + "the concurrency queue up; rules of the same pods add to each other."
      ],
      fields: [
        Self.field("Pods", labels.selectorText, ["*"]),
        Self.field("Service time", "\(behavior.serviceTime)", ["500us", "10ms", "100ms", "1s"]),
        Self.field("Concurrency", concurrency, [Self.unlimited, "1", "4", "16", "64"]),
        Self.field("On SIGTERM", "\(behavior.onSIGTERM)", ["exit", "drain(5s)", "ignore"]),
      ]
    )
    form.focus = 1
    popup = .form(arranged(form))
  }

  private static func field(_ label: Sentence, _ now: String, _ others: [String]) -> FormField {
    FormField(label, choices: [now] + others.filter { $0 != now })
  }

  /// The labels that tell apart the pods in question, and one of them.
  private var podsInQuestion: (labels: Labels, pod: Pod?)? {
    let cluster = simulation.cluster
    switch selectedRow {
    case .workload(let kind, let key):
      guard let workload = cluster.workload(kind: kind, key) else { return nil }
      let pod = cluster.pods.ids.lazy.compactMap { cluster.pods[$0] }
        .first { $0.metadata.labels.contains(workload.selector.matchLabels) }
      return (workload.selector.matchLabels, pod)
    case .service(let key):
      guard let service = cluster.services[key], !service.spec.selector.isEmpty else { return nil }
      let pod = cluster.services.id(key).flatMap { cluster.pods(selectedBy: $0).first }
        .flatMap { cluster.pods[$0] }
      return (service.spec.selector, pod)
    default:
      guard let key = selectedPod, let pod = cluster.pods[key] else { return nil }
      let owner = cluster.scalableWorkload(of: pod)?.selector.matchLabels
      return (owner ?? pod.metadata.labels, pod)
    }
  }

  /// The line that a filled-in dialog stands for; of what is as before nothing is said.
  func behaviorLine(_ form: Form, _ before: PodBehavior) -> String {
    var line = "behave \(LineWord.quoted(form[value: 0]))"
    if form[value: 1] != "\(before.serviceTime)" {
      line += " --service-time=\(form[value: 1])"
    }
    if form[value: 2] != before.concurrency.map({ "\($0)" }) ?? Self.unlimited {
      line += " --concurrency=\(form[value: 2])"
    }
    if form[value: 3] != "\(before.onSIGTERM)" { line += " --on-sigterm=\(form[value: 3])" }
    return line
  }

  /// The dialog with the line that its fields make, or what is wrong with one of them.
  func arrangedBehavior(_ form: Form, _ before: PodBehavior) -> Form {
    var form = form
    form.badField = nil
    let line = behaviorLine(form, before)
    do throws(CommandParser.Failure) {
      form.preview = Sentence(
        verbatim: try CommandParser.parse(line, namespace: commandNamespace)
      )
    } catch {
      guard line.contains(" --") else {
        form.preview = "nothing is changed yet"
        return form
      }
      var failure = error
      failure.example = ""
      form.preview = failure.message
      form.badField = badBehaviorField(line, failure.column)
    }
    return form
  }

  /// The field whose word stands at a column of the line, counted from 1.
  private func badBehaviorField(_ line: String, _ column: Int) -> Int {
    let before = line.prefix(column - 1)
    let options = ["--service-time", "--concurrency", "--on-sigterm"]
    let upTo = String(before + line.dropFirst(column - 1).prefix { $0 != " " })
    return (options.lastIndex { upTo.contains($0) } ?? -1) + 1
  }
}
