internal import ClusterState

// Keys that arrange the list one is in.

extension Keymap {
  static let lists: [Binding] = [
    Binding(
      [.character("N")],
      "by name",
      "Sort by name; again turns the order round, as with all that sort",
      .sort(["NAME", "POD", "CLIENT"]),
      .move,
      scope: .outsideTexts,
      command: "sort name"
    ),
    Binding([.character("A")], "by age", "Sort by age", .sort(["AGE"]), .move, command: "sort age"),
    Binding(
      [.character("S")],
      "by state",
      "Sort by state",
      .sort(["STATE", "STATUS", "READY", "ENDPOINTS", "SERVICE OK"]),
      .move,
      command: "sort state"
    ),
    Binding(
      [.character("P")],
      "by namespace",
      "Sort by namespace",
      .sort(["NAMESPACE"]),
      .move,
      command: "sort namespace"
    ),
    Binding(
      [],
      "by requests",
      "Sort by requests",
      .sort(["REQ/S", "COUNT", "REQS", "SENT"]),
      .move,
      command: "sort requests"
    ),
    Binding(
      [.character("O")],
      "by column",
      "Sort by the column that Shift-Left and Shift-Right choose",
      .sortByChosenColumn,
      .move,
      command: "sort"
    ),
    Binding([.shiftLeft], "column left", "Choose the column before", .chooseColumn(-1), .move),
    Binding([.shiftRight], "column right", "Choose the next column", .chooseColumn(1), .move),
    Binding(
      [.character(" ")],
      "mark",
      "Mark the row: Ctrl-K and Ctrl-D then act on all that are marked",
      .toggleMark,
      .move,
      command: "mark"
    ),
    Binding(
      [.control(" ")],
      "mark range",
      "Mark all rows from the last that was marked to here",
      .markRange,
      .move,
      command: "mark range"
    ),
    Binding(
      [.control("\\")],
      "clear marks",
      "Take all marks of this list away",
      .clearMarks,
      .move,
      command: "unmark"
    ),
    Binding(
      [.control("w")],
      "wide",
      "More columns in this list, or the usual ones",
      .toggleWide,
      .move,
      command: "wide"
    ),
  ]
}
