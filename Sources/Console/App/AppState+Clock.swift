internal import ClusterState

// Time that passes by itself, in pieces, so that a key never waits for more than one.

extension AppState {
  /// The least that is asked of the simulation at once.
  private static let piece = Delay(microseconds: 50_000)

  /// Lets real time pass.
  ///
  /// Without `hasTime` all that is due passes. With it, it passes in pieces as long as there
  /// is time, and the rest is due at the next call: however it is cut, the same happens.
  package mutating func tick(elapsedMicroseconds: Int64, hasTime: (() -> Bool)? = nil) {
    workOnMatrix(hasTime)
    workOnRules(hasTime)
    guard playback.isPlaying, !isAskedAboutJournal else { return }
    let start = simulation.now
    lossWatch.meet(simulation.lossSummary())
    let due = playback.takeDue(elapsedMicroseconds)
    let isUnlimited = playback.isFastest && hasTime != nil
    let target = isUnlimited ? .last : min(start + Delay(microseconds: due), .last)
    repeat {
      guard let stop = nextPiece(upTo: target, isUnlimited) else { break }
      timeline.advance(to: stop)
    } while simulation.now < target && hasTime?() != false
    playback.leave((target - simulation.now).microseconds)
    record(.wait(simulation.now - start))
    announceLosses()
    rest(isUnlimited)
    settleCaption()
    settle()
  }

  /// Says what the last change cost once no more is lost, where nothing more urgent is said.
  private mutating func announceLosses() {
    let summary = lossWatch.look(simulation.lossSummary(), at: simulation.now)
    guard let summary, message?.isError != true else { return }
    let sentence = LossText.text(summary)
    let fits = TextWidth.cells(of: language.text(sentence)) <= size.columns - 2
    message = .note(fits ? sentence : LossText.short(summary))
  }

  /// Where the next piece of time ends; `nil` where there is nothing to be fast for.
  private func nextPiece(upTo target: Instant, _ isUnlimited: Bool) -> Instant? {
    let end = timeline.isLookingBack ? timeline.end : nil
    let next = [simulation.nextInstant, end].compactMap { $0 }.min()
    if next == nil, isUnlimited { return nil }
    return min(target, max(next ?? target, simulation.now + Self.piece))
  }

  /// Stops the clock where going on means nothing.
  private mutating func rest(_ isUnlimited: Bool) {
    if simulation.now >= .last {
      playback.isPlaying = false
      message = .error(ErrorText.text(.tooLate(.last)))
    } else if isUnlimited, simulation.isQuiet, !timeline.isLookingBack {
      playback.isPlaying = false
      message = .note("nothing is planned and nothing is sent: the clock rests")
    }
  }

  /// Milliseconds until the screen would change by itself; `nil` while it would not.
  package var millisecondsToNextTick: Int? {
    if isMatrixWorking || isSearchingRules { return 0 }
    guard playback.isPlaying, !isAskedAboutJournal, ScreenLayout(self).arrangement != .tooSmall
    else { return nil }
    if playback.isInHaste { return 0 }
    // Streams are carried on every twentieth of a second; between, only the clock would move.
    return simulation.isQuiet ? 100 : 50
  }
}

extension Instant {
  /// No simulation goes further.
  fileprivate static let last = Instant(microseconds: Delay.longest.microseconds)
}
