internal import ClusterState

extension AppState {
  static let delayColumns = [
    TableColumn("DELAY", importance: 10),
    TableColumn("", importance: 6),
    TableColumn("VALUE", .right, importance: 9),
    TableColumn("DEFAULT", .right, importance: 8),
    TableColumn("MEANING", importance: 7, leastWidth: 22),
    TableColumn("DEFAULT IS FROM", importance: 3, leastWidth: 28, keepsEnd: true),
  ]

  /// The row of the switch that makes everything happen at once.
  var perfectionCells: [TableCell] {
    let isPerfect = simulation.settings.delays.isPerfect
    return [
      .said("perfect control plane", Style(.title, .bold)),
      .text(isPerfect ? "*" : "", Style(.warning, .bold)),
      .text(isPerfect ? "on" : "off", Style(isPerfect ? .warning : .text, .bold)),
      .text("off", Style(.dim)),
      .said("nothing takes time; Enter switches it", Style(.dim)),
      .text("", Style(.dim)),
    ]
  }

  /// A delay of all nodes or of one; a star stands before what is not the default.
  func cells(_ name: Delays.Name, node: String?) -> [TableCell] {
    let settings = simulation.settings
    let own = node.flatMap { settings.own(name, of: $0) }
    let isSaid = own != nil || settings.delays.isSaid(name)
    let value = own ?? (isSaid ? settings.delays.configured(name) : settings.standard(name))
    let isHidden = settings.delays.isPerfect
    return [
      .said(node.map { "  on \($0)" } ?? Sentence(verbatim: name.rawValue)),
      .text(isSaid ? "*" : "", Style(.warning, .bold)),
      .text(
        isHidden ? "0s" : "\(value)",
        isHidden ? Style(.disabled) : Style(isSaid ? .warning : .text, isSaid ? .bold : [])
      ),
      .text("\(node == nil ? settings.standard(name) : settings.delays.configured(name))"),
      .said(node == nil ? name.meaning : "of this node only", Style(.dim)),
      .text(node == nil ? name.source : "", Style(.dim)),
    ]
  }
}
