internal import ClusterState

// Streams of requests that run: listed, changed, stopped.

extension AppState {
  var streamRows: [RowID] {
    let place = list(.list(.streams))
    let filter = place.filter
    let rows = simulation.streams.filter { stream in
      filter.isEmpty || filter.keeps("\(stream.plan)", Labels())
    }.map { RowID.stream($0.number) }
    return place.showsFaultsOnly ? rows.filter(isFaulty) : rows
  }

  /// A running stream by its number; `nil` once it is stopped.
  func stream(_ number: Int) -> TrafficStream? {
    simulation.streams.first { $0.number == number }
  }

  /// The stream under the cursor.
  var selectedStream: TrafficStream? {
    guard case .stream(let number)? = selectedRow else { return nil }
    return stream(number)
  }

  /// `3  12,000 sent  4 in flight`.
  var streamsTitle: Sentence {
    let streams = simulation.streams
    let (sent, waiting) = (
      streams.reduce(0) { $0 + $1.sent }, streams.reduce(0) { $0 + $1.inFlight }
    )
    return "\(countText(of: .list(.streams)))  \(Quantities.count(sent)) sent"
      + "  \(Quantities.count(waiting)) in flight"
  }

  private static let thisOne = "this one"

  /// Asks which streams to stop: the one under the cursor, or all.
  mutating func openStop(_ stream: TrafficStream) {
    let count = simulation.streams.count
    let all = "all \(Quantities.count(count))"
    popup = .form(
      Form(
        .stop(Self.selection(of: stream)),
        title: "Stop streams?",
        text: ["stream \(stream.plan)", "u takes it back."],
        fields: [FormField("Stop", choices: count > 1 ? [Self.thisOne, all] : [Self.thisOne])]
      )
    )
  }

  /// Stops what a filled-in dialog says.
  mutating func stop(_ form: Form, _ selection: StreamSelection) {
    popup = nil
    perform(.stopStream(form[value: 0] == Self.thisOne ? selection : .all))
  }

  /// What names a stream in a command: without a name where it goes.
  static func selection(of stream: TrafficStream) -> StreamSelection {
    stream.plan.name.map(StreamSelection.named) ?? .to(stream.traffic.destination)
  }
}
