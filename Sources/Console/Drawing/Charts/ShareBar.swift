/// A part of a whole, with what chance lets expect of it.
package struct ShareBar: Hashable, Sendable {
  /// The parts are of this.
  package var full: Int
  package var value: Int
  /// Where it was expected to end; `nil` where nothing was.
  package var expected: Int?
  /// Where chance alone lets it end, as a rule; `nil` without a choice.
  package var band: ClosedRange<Int>?

  package init(
    _ value: Int,
    of full: Int,
    expected: Int? = nil,
    band: ClosedRange<Int>? = nil
  ) {
    self.value = value
    self.full = full
    self.expected = expected
    self.band = band
  }
}

extension Canvas {
  /// Draws a bar over `width` cells: where chance lets it end is shaded, beyond the bar lightly and
  /// within it darkly, so that a bar that ends between two shades ends where chance would have it.
  package mutating func draw(
    _ share: ShareBar,
    at point: Point,
    width: Int,
    _ style: Style = Style(.bar)
  ) {
    guard width > 0, share.full > 0 else { return }
    bar(share.value, of: share.full, at: point, width: width, style)
    let filled = width * min(max(0, share.value), share.full) / share.full
    if let band = share.band {
      let first = Self.scaled(band.lowerBound, of: share.full, to: width)
      let last = min(width - 1, Self.scaled(band.upperBound, of: share.full, to: width))
      let ended = share.value > 0 ? max(1, filled + (isCut(share, width) ? 1 : 0)) : 0
      for column in first...max(first, last) where column < width {
        let place = Point(column: point.column + column, row: point.row)
        if column >= ended {
          put(symbols.band, at: place, Style(.barExpected))
        } else if column < filled {
          put(symbols.barInBand, at: place, style)
        }
      }
    }
    guard let expected = share.expected else { return }
    barMark(expected, of: share.full, at: point, width: width)
  }

  /// Whether the last cell of the bar is filled in part.
  private func isCut(_ share: ShareBar, _ width: Int) -> Bool {
    let parts = symbols.barParts.count
    return Self.steps(share.value, of: share.full, steps: width * parts) % parts > 0
  }
}
