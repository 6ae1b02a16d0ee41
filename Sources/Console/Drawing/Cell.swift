/// One place of the grid: a base scalar with up to two marks, its width, its style.
///
/// Sixteen bytes without references, so that comparing two frames is comparing memory. Marks
/// past the second are dropped: no name needs them and stacked marks would cover other rows.
package struct Cell: Hashable, Sendable {
  /// The scalars, 21 bits each, the base lowest; 0 for the right half of a wide one.
  package private(set) var packed: UInt64
  /// 1 or 2; 0 is the right half of the wide cell before it.
  package private(set) var width: UInt8
  /// How it looks.
  package var style: Style

  /// A cell showing `base`, which takes `width` cells.
  @inline(__always)
  package init(_ base: Unicode.Scalar, width: Int = 1, style: Style = .text) {
    packed = UInt64(base.value)
    self.width = UInt8(truncatingIfNeeded: width)
    self.style = style
  }

  private init(continuationWith style: Style) {
    packed = 0
    width = 0
    self.style = style
  }

  /// An empty place.
  package static func blank(_ style: Style = .text) -> Cell { Cell(" ", style: style) }

  /// The right half of a wide cell.
  package static func continuation(_ style: Style) -> Cell { Cell(continuationWith: style) }

  /// Whether it is the right half of the cell before it.
  package var isContinuation: Bool { width == 0 }

  /// The base scalar's value; 0 in a continuation.
  package var base: UInt32 { UInt32(packed & Self.scalarMask) }
  /// The first mark's value or 0.
  package var firstMark: UInt32 { UInt32(packed >> 21 & Self.scalarMask) }
  /// The second mark's value or 0.
  package var secondMark: UInt32 { UInt32(packed >> 42 & Self.scalarMask) }

  /// Puts a mark of no width onto the base; a third one is dropped.
  package mutating func add(mark: Unicode.Scalar) {
    if firstMark == 0 {
      packed |= UInt64(mark.value) << 21
    } else if secondMark == 0 {
      packed |= UInt64(mark.value) << 42
    }
  }

  /// Appends the text shown to `text`; nothing for a continuation.
  package func write(to text: inout String.UnicodeScalarView) {
    for value in [base, firstMark, secondMark] where value != 0 {
      if let scalar = Unicode.Scalar(value) { text.append(scalar) }
    }
  }

  private static let scalarMask: UInt64 = 0x1F_FFFF
}
