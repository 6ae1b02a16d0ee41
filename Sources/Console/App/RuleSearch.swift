internal import ClusterState

/// Words that are looked for in the rules of a node, Service by Service, folded or not.
struct RuleSearch: Sendable {
  /// The roots of the tree, from the one the cursor is on round to it again.
  private let roots: [RowID]
  private let words: String
  /// Where the cursor was: what lies before it on its root comes last of all.
  private let start: [RowID]
  private let direction: Int
  private(set) var examined = 0

  init(_ words: String, _ roots: [RowID], from start: [RowID], _ direction: Int) {
    self.words = words.lowercased()
    self.start = start
    self.direction = direction
    let index = start.first.flatMap(roots.firstIndex) ?? 0
    let turned = Array(roots[index...] + roots[..<index])
    // The root of the cursor twice: what follows the cursor first, and what precedes it last.
    self.roots =
      direction > 0
      ? turned + turned.prefix(1)
      : turned.prefix(1) + turned.dropFirst().reversed() + turned.prefix(1)
  }

  var isFinished: Bool { examined >= roots.count }
  var count: Int { roots.count }

  /// Looks at the next Service; where the words are, if they are there.
  mutating func look(_ rules: RulesPlace) -> [RowID]? {
    guard !isFinished else { return nil }
    let root = roots[examined]
    examined += 1
    guard let marked = rules.marked(root) else { return nil }
    var paths = [[root]] + marked.paths(under: root)
    if direction < 0 { paths.reverse() }
    if root == start.first, let place = paths.firstIndex(of: start) {
      paths = examined == 1 ? Array(paths[(place + 1)...]) : Array(paths[...place])
    }
    return paths.first { rules.text(of: $0, marked).lowercased().contains(words) }
  }
}

extension RulesPlace {
  /// What a line says.
  func text(of path: [RowID], _ marked: MarkedRules) -> String {
    var port: RuleSubject?
    var place: MarkedRules.Place?
    var text = ""
    for row in path {
      switch row {
      case .service(let key): text = "\(key)"
      case .rule(.part(let subject)):
        port = subject
        text = "\(subject)"
      case .rule(.place(let name, let isGone)):
        place = marked.place(name, isGone: isGone, of: port)
        text = place?.head ?? ""
      case .rule(.line(let index)):
        text =
          place.flatMap { place in
            place.lines[safely: index].map { $0.text(in: place.name) }
          } ?? ""
      default: break
      }
    }
    return text
  }
}
