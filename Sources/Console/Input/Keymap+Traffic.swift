internal import ClusterState

// Keys that send requests, and that show what became of them.

extension Keymap {
  static let traffic: [Binding] = [
    Binding(
      [.character("t")],
      "send",
      "Send requests: from where, to what, how many",
      .openSend,
      .traffic,
      command: "send",
      hint: 1,
      unless: reasonWithoutService
    ),
    Binding(
      [.character(".")],
      "again",
      "Send the last requests again",
      .repeatSend,
      .traffic,
      hint: 4,
      unless: { $0.lastTraffic == nil ? "nothing was sent yet: t sends" : nil }
    ),
    Binding(
      [.control("t")],
      "stream",
      "Start or stop a stream of requests to the selected Service",
      .toggleStream,
      .traffic,
      command: "stream",
      hint: 2,
      unless: reasonWithoutService
    ),
    Binding(
      [],
      "streams",
      "Streams that run: Enter changes one, Ctrl-D stops one or all",
      .show(.streams),
      .traffic,
      command: "streams"
    ),
    Binding(
      [],
      "connections",
      "Connections and UDP flows as conntrack keeps them; stale ones are marked",
      .show(.connections),
      .traffic,
      command: "connections"
    ),
  ]

  private static let reasonWithoutService: @Sendable (AppState) -> Sentence? = {
    $0.selectedService == nil && $0.selectedStream == nil ? "select a Service first" : nil
  }
}
