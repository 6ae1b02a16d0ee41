internal import ClusterState

/// All keys of the program (the table of keys in the documentation, as data).
package enum Keymap {
  ///
  /// In the order in which help and menu show them: by group.
  package static let bindings: [Binding] = Binding.Group.allCases.flatMap { group in
    all.filter { $0.group == group }
  }

  private static let all: [Binding] =
    traffic + change + objects + time + move + lists + places + screens + pictures + rules
    + program
    + room

  private static let change: [Binding] = [
    Binding(
      [.control("k")],
      "kill",
      "Kill the pod: delete it with its own grace period, at once",
      .kill,
      .change,
      command: "delete pod",
      hint: 3,
      unless: reasonWithoutPod
    ),
    Binding(
      [.control("d")],
      "delete",
      "Delete what is selected, with a dialog",
      .openDelete,
      .change,
      command: "delete",
      unless: reasonReadOnly
    ),
    Binding(
      [.character("s")],
      "scale",
      "Scale the workload behind what is selected",
      .openScale,
      .change,
      command: "scale",
      hint: 5,
      unless: reasonReadOnly
    ),
    Binding(
      [],
      "behave",
      "How the pods of what is selected serve: time, concurrency, what SIGTERM does",
      .openBehavior,
      .change,
      command: "behave",
      unless: reasonReadOnly
    ),
    Binding(
      [.character("M")],
      "mode",
      "Switch kube-proxy to the next mode",
      .openMode,
      .change,
      command: "mode",
      unless: reasonReadOnly
    ),
    Binding(
      [.character("u")],
      "undo",
      "Take back the last change, to the digit",
      .undo,
      .change,
      command: "undo",
      hint: 6,
      unless: {
        if $0.canLeapBack { return nil }
        switch $0.timeline.undoable {
        case nil: return "nothing to undo: this is the document"
        case .time where $0.playback.isPlaying:
          return "nothing to undo: only time has passed, and < goes back in it"
        case .time, .command: return nil
        }
      }
    ),
    Binding(
      [.control("r")],
      "redo",
      "Do again what was undone",
      .redo,
      .change,
      command: "redo",
      hint: 13,
      unless: { $0.timeline.redoable == nil ? "nothing to redo" : nil }
    ),
  ]

  private static let time: [Binding] = clock + history + settings

  private static let clock: [Binding] = [
    Binding(
      [.character("p")],
      "pause",
      "Pause or play the clock",
      .togglePause,
      .time,
      command: "pause",
      hint: 8
    ),
    Binding(
      [.character(">")],
      "step",
      "Let time pass until the next thing happens",
      .step,
      .time,
      command: "step",
      hint: 14,
      unless: {
        $0.simulation.nextInstant == nil && !$0.timeline.isLookingBack
          ? "nothing is planned: time alone changes nothing" : nil
      }
    ),
    Binding(
      [.character("<")],
      "step back",
      "Go back to the last thing that happened before; what followed is kept",
      .stepBack,
      .time,
      command: "back",
      unless: { $0.previousInstant == nil ? "this is the document as it was opened" : nil }
    ),
    Binding(
      [.character("+")],
      "faster",
      "Let time pass faster, up to as fast as possible",
      .faster,
      .time,
      command: "speed"
    ),
    Binding([.character("_")], "slower", "Let time pass slower", .slower, .time, command: "speed"),
    Binding(
      [.character("=")],
      "normal speed",
      "Let time pass as fast as on the wall",
      .normalSpeed,
      .time,
      command: "speed 1"
    ),
  ]

  private static let history: [Binding] = [
    Binding(
      [.character("T")],
      "timeline",
      "All that was done, on an axis of time, with branches and bookmarks",
      .showTimeline,
      .time,
      command: "timeline",
      hint: 15
    ),
    Binding(
      [.character("b")],
      "bookmark",
      "Give this moment, or that under the cursor of the timeline, a name",
      .openBookmark,
      .time,
      command: "bookmark"
    ),
    Binding(
      [.character("F")],
      "fork",
      "Begin a new branch here, or at the moment under the cursor of the timeline",
      .openFork,
      .time,
      command: "fork"
    ),
    Binding(
      [.character("C")],
      "compare",
      "Show two branches side by side",
      .compare,
      .time,
      command: "compare",
      unless: {
        $0.timeline.branchNames.count < 2 ? "there is one branch only: F forks here" : nil
      }
    ),
  ]

  private static let settings: [Binding] = [
    Binding(
      [],
      "delays",
      "How long each part of the control plane takes: Enter sets, Ctrl-D gives the default again",
      .show(.delays),
      .time,
      command: "delays"
    )
  ]

  private static let move: [Binding] = [
    Binding([.down, .character("j")], "down", "One row down", .move(1), .move),
    Binding([.up, .character("k")], "up", "One row up", .move(-1), .move),
    Binding(
      [.left, .character("h")],
      "left",
      "To the left: columns and ends of lines that have no room, a moment, a cell; folds a tree",
      .moveSideways(-1),
      .move
    ),
    Binding(
      [.right, .character("l")],
      "right",
      "To the right: columns and ends of lines that have no room, a moment, a cell; unfolds a tree",
      .moveSideways(1),
      .move
    ),
    Binding([.pageDown, .control("f")], "page down", "One page down", .page(1), .move),
    Binding([.pageUp, .control("b")], "page up", "One page up", .page(-1), .move),
    Binding([.character("g"), .home], "first", "First row", .moveToStart, .move),
    Binding([.character("G"), .end], "last", "Last row", .moveToEnd, .move),
    Binding([.tab], "pane", "Next pane", .nextPane, .move, hint: 9),
    Binding([.backTab], "back pane", "Previous pane", .previousPane, .move),
    Binding([.enter], "open", "Go into what is selected", .enter, .move, hint: 10),
    Binding([.escape], "back", "Go back; close; clear the filter", .back, .move),
    Binding([.character("0")], "all", "All namespaces", .allNamespaces, .move, command: "ns all"),
    Binding(
      [.character("/")],
      "filter",
      "Keep rows: text, !text, -l app=web, -f letters, COLUMN:text",
      .openFilter,
      .move,
      command: "filter",
      hint: 11
    ),
  ]

  private static let program: [Binding] = [
    Binding(
      [.character("w")],
      "why",
      "Explain what the cursor is on: which rule or field decided, and why not otherwise",
      .explain,
      .program,
      command: "why",
      hint: 7
    ),
    Binding(
      [],
      "lint",
      "All that confuses people here; ! before ENDPOINTS marks a Service with such findings",
      .lint,
      .program,
      command: "lint"
    ),
    Binding(
      [.character("?"), .function(1)],
      "help",
      "The keys that mean something here",
      .help,
      .program,
      command: "help",
      hint: 0
    ),
    Binding(
      [.character("m"), .function(2)],
      "menu",
      "All that can be done here, to choose from",
      .menu,
      .program
    ),
    Binding([.character(":")], "command", "Type a command", .openCommand, .program, hint: 12),
    Binding(
      [.character("y")],
      "YAML",
      "The selected object as the API server stores it, defaults and allocations marked",
      .open(.yaml),
      .program,
      command: "yaml"
    ),
    Binding(
      [.character("d")],
      "describe",
      "Describe the selected object",
      .open(.description),
      .program,
      command: "describe"
    ),
    Binding(
      [.character("Y")],
      "copy",
      "Copy the name of what is selected",
      .copyName,
      .program,
      command: "copy"
    ),
    Binding([.control("l")], "repaint", "Draw the screen afresh", .repaint, .program),
    Binding(
      [.character("q")],
      "back",
      "Go back, from the first screen ask to quit",
      .goBack,
      .program,
      name: "leave"
    ),
    Binding([.control("c")], "quit", "Quit", .quit, .program, command: "quit"),
  ]

  private static let reasonReadOnly: @Sendable (AppState) -> Sentence? = {
    $0.session.isReadOnly ? "the session is read-only" : nil
  }

  private static let reasonWithoutPod: @Sendable (AppState) -> Sentence? = { state in
    if let reason = reasonReadOnly(state) { return reason }
    if state.selectedPod != nil { return nil }
    return state.focus == .services && state.screen == .overview
      ? "select one of the endpoints first: Enter" : "select a pod first"
  }
}
