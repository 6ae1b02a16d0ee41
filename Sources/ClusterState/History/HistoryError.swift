/// Why a movement in history was refused.
///
/// Nothing has changed then.
package enum HistoryError: Error, Hashable, Sendable {
  case command(CommandError)
  /// The branch goes from the opened document to `end`.
  case noSuchMoment(Instant, end: Instant)
  /// The branch has so many commands.
  case noSuchCommand(Int, count: Int)
  /// No simulation goes further than this.
  case tooLate(Instant)
  case unknownBranch(String, known: [String])
  case unknownBookmark(String, known: [String])
  case nameTaken(String)
  /// Names are words of letters, digits, `-`, `_` and `.`.
  case invalidName(String)
  case tooManyBranches(Int)
  case tooManyBookmarks(Int)
  case nothingToUndo
  case nothingToRedo
  /// Something is always planned: so long was waited.
  case neverSettles(Delay)
}
