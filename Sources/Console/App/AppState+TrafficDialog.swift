internal import ClusterState

// The dialog for traffic: all at once or as a stream, with the line that does the same.

extension AppState {
  /// Opens the dialog for the selected Service, or that of the selected stream.
  mutating func openSend() {
    let behind = selectedStream.flatMap { service(behind: $0.traffic.destination) }
    guard let key = behind ?? selectedService, let service = simulation.cluster.services[key] else {
      message = .error("select a Service first")
      return
    }
    guard let usual = usualTraffic(to: service) else {
      message = .error(reasonNothingCanBeSent(to: service))
      return
    }
    openTraffic(
      self.plan(to: service) ?? TrafficPlan(usual, rate: SimulationSettings.Traffic.usualRate),
      .atOnce,
      title: "Send requests to \(service.key)"
    )
  }

  /// Opens the dialog with the plan of a stream that runs.
  mutating func openStream(_ number: Int) {
    guard let stream = stream(number) else { return }
    openTraffic(
      stream.plan,
      ArrivalKind(stream.plan.arrivals),
      title: stream.plan.name.map { "Change stream \($0)" } ?? "Change the stream"
    )
  }

  private mutating func openTraffic(_ plan: TrafficPlan, _ kind: ArrivalKind, title: Sentence) {
    var form = Form(.traffic(plan), title: title)
    let kinds = ArrivalKind.allCases
    form.fields = [
      field(.from, plan), field(.to, plan), field(.protocol, plan),
      FormField(
        TrafficField.arrivals.label,
        choices: kinds.map(\.rawValue),
        selected: kinds.firstIndex(of: kind) ?? 0
      ),
    ]
    form.focus = form.fields.count
    popup = .form(arranged(form))
  }

  /// A field with the ends there are to choose from.
  private func field(_ field: TrafficField, _ plan: TrafficPlan) -> FormField {
    let mine = field.field(of: plan)
    guard let key = service(behind: plan.traffic.destination),
      let service = simulation.cluster.services[key]
    else { return mine }
    let others: [String] =
      switch field {
      case .from: sourceChoices(for: service)
      case .to: destinationChoices(for: service)
      default: []
      }
    let choices = mine.choices + others.filter { !mine.choices.contains($0) }
    return FormField(mine.label, choices: choices)
  }

  /// A dialog with the fields that its choices ask for, and the line that they make.
  func arranged(_ form: Form) -> Form {
    if case .behavior(let before) = form.purpose { return arrangedBehavior(form, before) }
    guard case .traffic(let plan) = form.purpose else { return form }
    var form = form
    form.arrange { field($0, plan) }
    suitDestination(&form, plan)
    let line = line(form, plan)
    do throws(CommandParser.Failure) {
      form.preview = Sentence(
        verbatim: try CommandParser.parse(line.text, namespace: commandNamespace)
      )
      form.badField = nil
    } catch {
      var failure = error
      failure.example = ""
      form.preview = failure.message
      let label = line.field(at: failure.column)?.label
      form.badField = form.fields.firstIndex { $0.label == label }
    }
    return form
  }

  /// Goes on to a way to the Service that the new sender has; what was typed stays.
  ///
  /// From outside there are no names of the cluster and no cluster IPs.
  private func suitDestination(_ form: inout Form, _ plan: TrafficPlan) {
    guard case .form(let before)? = popup, before[.from] != form[.from],
      let from = form[.from].flatMap({ Source($0) }), from.isOutside,
      let key = service(behind: plan.traffic.destination),
      let service = simulation.cluster.services[key],
      let index = form.fields.firstIndex(where: { $0.label == TrafficField.to.label }),
      let entry = entries(of: service).first,
      !entries(of: service).contains(form.fields[index].value),
      destinationChoices(for: service).contains(form.fields[index].value)
    else { return }
    let others = destinationChoices(for: service).filter { $0 != entry }
    form.fields[index] = FormField(TrafficField.to.label, choices: [entry] + others)
  }

  private func line(_ form: Form, _ plan: TrafficPlan) -> TrafficLine {
    let isSameWay =
      form[.to] == "\(plan.traffic.destination)" && form[.from] == "\(plan.traffic.source)"
    return TrafficLine(form, entryNode: isSameWay ? plan.traffic.entryNode : nil)
  }

  /// Sends what the dialog says, or goes to the field that cannot be.
  mutating func submitTraffic(_ form: Form, _ plan: TrafficPlan) {
    var form = arranged(form)
    do throws(CommandParser.Failure) {
      let text = line(form, plan).text
      perform(try CommandParser.parse(text, namespace: commandNamespace))
    } catch {
      form.focus = form.badField ?? form.focus
      popup = .form(form)
      return
    }
    guard let failure = message, failure.isError else {
      popup = nil
      if form.arrivalKind != .atOnce, !playback.isPlaying {
        message = .note("the stream starts when time passes: p plays")
      }
      return
    }
    form.error = failure.text
    popup = .form(form)
    message = nil
  }
}
