/// The rules of a section with the difference to another moment: what came, and what went.
package struct MarkedRules: Sendable {
  /// What became of a line since the other moment.
  package enum Mark: Sendable {
    case kept, added, removed
  }

  /// A line, in the words of the tool of its own moment.
  package struct Line: Sendable {
    package let line: RuleLine
    package let mark: Mark
    package let spelling: RuleSpelling

    /// As the tool prints it.
    package func text(in place: RuleSection.Place.Name) -> String {
      spelling.text(line, in: place.name)
    }
  }

  /// A chain, set, map or virtual server.
  package struct Place: Sendable {
    package let name: RuleSection.Place.Name
    package let head: String
    package let isShared: Bool
    package let mark: Mark
    package let lines: [Line]
  }

  /// What one Service port has; `port` is `nil` where they are not told apart.
  package struct Part: Sendable {
    package let port: RuleSubject?
    package let places: [Place]
  }

  private struct Address: Hashable {
    let port: RuleSubject?
    let name: RuleSection.Place.Name
    let isGone: Bool
  }

  package let parts: [Part]
  private let addresses: [Address: Place]
  /// Lines that came and lines that went.
  package let added: Int
  package let removed: Int

  /// What is there now, with what was there before.
  ///
  /// Without either there is nothing to show.
  package init(
    _ now: RuleSection?,
    _ spelling: RuleSpelling,
    before: RuleSection?,
    _ former: RuleSpelling
  ) {
    let merge = RuleMerge(spelling: spelling, former: former)
    var parts: [Part] = []
    var (old, new) = (before?.parts ?? [], now?.parts ?? [])
    // Virtual servers are not told apart by port: no part of one mode is a part of the other.
    if spelling.mode != former.mode, [spelling.mode, former.mode].contains(.ipvs) {
      (old, new) = (RuleSection.joined(old), RuleSection.joined(new))
    }
    for (_, old, new) in RuleMerge.order(old, new, by: \.port) {
      parts.append(merge.part(old, new))
    }
    self.parts = parts
    var addresses: [Address: Place] = [:]
    for part in parts {
      for place in part.places {
        let isGone = place.mark == .removed
        addresses[Address(port: part.port, name: place.name, isGone: isGone)] = place
      }
    }
    self.addresses = addresses
    let lines = parts.lazy.flatMap(\.places).flatMap(\.lines)
    added = lines.count { $0.mark == .added }
    removed = lines.count { $0.mark == .removed }
  }
}

extension RuleSection {
  /// All places in one part.
  fileprivate static func joined(_ parts: [Part]) -> [Part] {
    parts.isEmpty ? [] : [Part(port: nil, places: parts.flatMap(\.places))]
  }
}

extension MarkedRules {
  /// A chain, set, map or virtual server of a Service port; in a section of one part, of any port.
  package func place(
    _ name: RuleSection.Place.Name,
    isGone: Bool,
    of port: RuleSubject?
  ) -> Place? {
    let port = parts.count == 1 ? parts[0].port : port
    return addresses[Address(port: port, name: name, isGone: isGone)]
  }
}

/// Puts what is gone among what is there.
private struct RuleMerge {
  let spelling: RuleSpelling
  let former: RuleSpelling

  func part(_ old: RuleSection.Part?, _ new: RuleSection.Part?) -> MarkedRules.Part {
    var places: [MarkedRules.Place] = []
    let isSameTongue = spelling.mode == former.mode
    for (mark, old, new) in Self.order(old?.places ?? [], new?.places ?? [], by: \.name) {
      // A chain that both modes know by one name is another one nevertheless.
      if mark == .kept, !isSameTongue {
        if let old { places.append(place(nil, old, .removed)) }
        if let new { places.append(place(new, nil, .added)) }
      } else {
        places.append(place(new, old, mark))
      }
    }
    return MarkedRules.Part(port: new?.port ?? old?.port, places: places)
  }

  private func place(
    _ new: RuleSection.Place?,
    _ old: RuleSection.Place?,
    _ mark: MarkedRules.Mark
  ) -> MarkedRules.Place {
    guard let shown = new ?? old else { preconditionFailure("one of both is there") }
    var lines: [MarkedRules.Line] = []
    if let new, let old, new == old {
      lines = new.lines.map { MarkedRules.Line(line: $0, mark: .kept, spelling: spelling) }
    } else {
      for (mark, old, new) in Self.order(old?.lines ?? [], new?.lines ?? [], by: \.self) {
        guard let line = new ?? old else { continue }
        let own = mark == .removed ? former : spelling
        lines.append(MarkedRules.Line(line: line, mark: mark, spelling: own))
      }
    }
    return MarkedRules.Place(
      name: shown.name,
      head: shown.head,
      isShared: shown.isShared,
      mark: mark,
      lines: lines
    )
  }

  /// More than so many comparisons are left to a cruder way of merging.
  private static let comparisonsMax = 250_000

  /// Both in one order: what is in both once, what is gone before what came in its place.
  static func order<Item, Key: Hashable>(
    _ old: [Item],
    _ new: [Item],
    by key: (Item) -> Key
  ) -> [(mark: MarkedRules.Mark, old: Item?, new: Item?)] {
    let (oldKeys, newKeys) = (old.map(key), new.map(key))
    var removed = Set<Int>()
    var inserted = Set<Int>()
    if oldKeys.count * newKeys.count <= comparisonsMax {
      for change in newKeys.difference(from: oldKeys) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
      }
    } else {
      let head = zip(oldKeys, newKeys).prefix { $0 == $1 }.count
      let most = min(oldKeys.count, newKeys.count) - head
      let tail = zip(oldKeys.reversed(), newKeys.reversed()).prefix(most).prefix { $0 == $1 }.count
      removed = Set(head..<oldKeys.count - tail)
      inserted = Set(head..<newKeys.count - tail)
    }
    var merged: [(mark: MarkedRules.Mark, old: Item?, new: Item?)] = []
    var (one, other) = (0, 0)
    while one < old.count || other < new.count {
      if removed.contains(one) {
        merged.append((.removed, old[one], nil))
        one += 1
      } else if inserted.contains(other) {
        merged.append((.added, nil, new[other]))
        other += 1
      } else {
        merged.append((.kept, old[one], new[other]))
        (one, other) = (one + 1, other + 1)
      }
    }
    return merged
  }
}
