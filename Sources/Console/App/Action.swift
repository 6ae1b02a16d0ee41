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
  case toggleMark
  case markRange
  case clearMarks
  case show(ListKind)
  case showOverview
  case showTimeline
  /// Selects an earlier or later moment.
  case scrub(Int)
  case openBookmark
  case openFork
  case compare
  case repaint
  case suspend
  case quit
  case room(RoomAction)
  case textRead(ObjectView, kind: String, ObjectName, text: String)
  case textFailed(String)
}
