internal import ClusterState

extension Screen {
  var isText: Bool { if case .text = self { true } else { false } }

  /// Whether `/` looks for words in it rather than keeps rows.
  var isSearched: Bool { isText || self == .rules }

  /// What the screen is called on the way that led to it.
  var crumb: Sentence {
    switch self {
    case .overview: "Overview"
    case .list(let kind): kind.title
    case .text(let text): text.title
    case .timeline: "Timeline"
    case .comparison(let comparison): "\(comparison.first) and \(comparison.second)"
    case .charts: "Traffic"
    case .topology: "Map"
    case .matrix: "Matrix"
    case .names: "DNS"
    case .rules: "Rules"
    }
  }
}
