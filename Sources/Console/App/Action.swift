package import ClusterState

/// What the person wants from the program.
package enum Action: Hashable, Sendable {
  case move(Int)
  case page(Int)
  case moveToStart
  case moveToEnd
  case nextPane
  case previousPane
  case focus(Pane)
  case enter
  case back
  case goBack
  case openCommand
  case openFilter
  case help
  case menu
  case open(ObjectView)
  case explain
  case lint
  case copyName
  case openSend
  case repeatSend
  case toggleStream
  case kill
  case openDelete
  case openScale
  /// How pods serve.
  case openBehavior
  case openMode
  /// The policies of the Service, each to be changed by a key.
  case openPolicies
  /// Rolls a workload out anew, turns a pod's readiness or a node's power round.
  case restart
  case toggleCordon
  case drain
  case undo
  case redo
  case togglePause
  case step
  case stepBack
  case faster
  case slower
  case normalSpeed
  case allNamespaces
  /// Sorts by the first of these columns that the list has.
  case sort([String])
  /// Moves the column cursor.
  case chooseColumn(Int)
  case sortByChosenColumn
  case toggleWide
  /// Only what is wrong in this list, or all again.
  case toggleFaults
  case toggleMark
  case markRange
  case clearMarks
  case show(ListKind)
  case showOverview
  /// The tree of what leads where; `nil`: where the cursor is.
  case showTree(TreeState.Root?)
  case showTimeline
  /// To an earlier or later moment, to what is left or right of the cursor, to hidden columns.
  case moveSideways(Int)
  case showCharts
  case showMap
  case showMatrix
  case showNames
  case rules(RulesAction)
  case openBookmark
  case openFork
  case compare
  /// The screen seen so many places before or after this one.
  case revisit(Int)
  case revisitLast
  /// The namespace of a number; `nil`: the list of them.
  case showNamespace(Int?)
  /// The next place, or that before, of what is looked for in a text.
  case findNext(Int)
  case saveTable
  case dumpScreen
  case toggleHeader
  case toggleCrumbs
  case about
  case repaint
  case suspend
  case quit
  case room(RoomAction)
  case textRead(ObjectView, kind: String, ObjectName, text: String)
  case edited(EditDraft, EditEnd)
  case textFailed(String)
}
