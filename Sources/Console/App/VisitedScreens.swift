/// The screens one has seen, to go back and forward among them as in a browser.
struct VisitedScreens: Equatable, Sendable {
  private static let most = 50

  private var entries = [Screen.overview]
  private var index = 0
  /// Where one was before the present place.
  private var last: Int?

  /// Notes where one is now; what lay ahead is forgotten once one goes elsewhere.
  mutating func note(_ screen: Screen) {
    guard !entries[index].isSamePlace(as: screen) else {
      entries[index] = screen
      return
    }
    entries.removeSubrange((index + 1)...)
    entries.append(screen)
    if entries.count > Self.most { entries.removeFirst() }
    last = entries.count - 2
    index = entries.count - 1
  }

  func canGo(_ distance: Int) -> Bool { entries.indices.contains(index + distance) }

  var canGoToLast: Bool { last != nil }

  /// The screen so many places away, which is the present one from now on.
  mutating func go(_ distance: Int) -> Screen? {
    guard canGo(distance) else { return nil }
    last = index
    index += distance
    return entries[index]
  }

  /// The screen before, whichever way one came from it.
  mutating func goToLast() -> Screen? { last.flatMap { go($0 - index) } }
}

extension Screen {
  /// Whether both show the same, however far they are scrolled.
  fileprivate func isSamePlace(as other: Screen) -> Bool {
    guard case .text(let text) = self, case .text(let otherText) = other else {
      return self == other
    }
    return text.title == otherText.title && text.lines == otherText.lines
  }
}

extension AppState {
  mutating func revisit(_ action: Action) {
    let screen: Screen? =
      switch action {
      case .revisit(let distance): visited.go(distance)
      case .revisitLast: visited.goToLast()
      default: nil
      }
    guard let screen else { return }
    screens = screen == .overview ? [.overview] : [.overview, screen]
  }
}
