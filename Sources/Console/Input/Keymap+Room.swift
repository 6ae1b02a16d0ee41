internal import ClusterState

// Keys and commands about looks, words, the projector and recordings.

extension Keymap {
  static let room: [Binding] = [
    Binding(
      [.control("a")],
      "aliases",
      "All words that can be typed after : and what they mean",
      .room(.showAliases),
      .program,
      command: "alias"
    ),
    Binding(
      [],
      "themes",
      "Choose the colours; they are shown while you move",
      .room(.openThemes),
      .program,
      command: "themes"
    ),
    Binding(
      [],
      "present",
      "Show it to a room: more space, what happened in one sentence, keys as they are pressed",
      .room(.togglePresenting),
      .program,
      command: "present"
    ),
    Binding(
      [],
      "stop record",
      "End the recording of this visit, which :record FILE begins",
      .room(.stopRecording),
      .program,
      command: "record stop",
      unless: { $0.recording == nil ? "nothing is recorded: :record FILE begins" : nil }
    ),
  ]
}
