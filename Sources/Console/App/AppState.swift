package import ClusterState

/// Everything the interface knows.
///
/// A value: keys and time change it, a frame is drawn from it.
package struct AppState: Sendable {
  package let session: Session
  package internal(set) var timeline: Timeline
  package internal(set) var playback = Playback()
  /// The screens one came through, the current one last.
  package internal(set) var screens = [Screen.overview]
  package internal(set) var focus = Pane.services
  package internal(set) var popup: Popup?
  package internal(set) var prompt: Prompt?
  package internal(set) var message: Message?
  /// Only this namespace is shown; all if `nil`.
  package internal(set) var namespace: String?
  package internal(set) var isFinished = false
  /// The scenario whose lines are offered one by one; `nil` without one.
  package internal(set) var scenario: ScenarioPlayer?
  package internal(set) var size: Size
  /// The keys in force.
  package internal(set) var keys: KeyTable
  /// The name of the theme that is drawn with.
  package internal(set) var theme: String
  /// What a room is shown beside the screen.
  package internal(set) var presentation = Presentation()
  /// Where this visit is recorded to.
  package internal(set) var recording: String?
  package internal(set) var language: Language

  var lists: [ListName: ListState] = [
    .pane(.events): ListState(followsEnd: true), .list(.events): ListState(followsEnd: true),
  ]
  /// Which list of the timeline movement keys act on.
  var timelineFocus = ListName.moments
  /// Where one was before going to another moment, as long as nothing was done since.
  var leap: Leap?
  var rows = RowCache()
  var dividers = PaneDividers()
  var visited = VisitedScreens()
  /// Namespaces by the number of their key, from 1.
  var numberedNamespaces: [String] = []
  /// Whether it was said what a key is for that shows all keys.
  var hasToldOfHelp = false
  /// Whether what to press first is shown, until the first key.
  var isWelcoming = false
  var hasHeader = true
  /// Whether the first line shows the way that led here rather than counts.
  var showsCrumbs = true
  var lossWatch = LossWatch()
  /// What the tree shows, and which of its lines are folded otherwise than usual.
  var tree = TreeState()
  /// Filters that going into something replaced, by the depth of the screen that did.
  var replacedFilters: [Int: RowFilter] = [:]
  var connections = ConnectionList()
  var charts = ChartsPlace()
  var topology = MapPlace()
  var matrix = MatrixPlace()
  var rules = RulesPlace()
  var names: NameList?
  /// Whose view of DNS is shown.
  var nameAsker = DNSClient.outside
  var commandHistory: [String] = []
  var lastTraffic: Command?
  var effects: [Effect] = []

  package init(_ session: Session, _ simulation: Simulation, size: Size) {
    self.session = session
    self.size = size
    keys = session.configuration.keys
    theme = session.configuration.theme.value
    language = session.language
    timeline = Timeline(simulation)
    numberedNamespaces = Array(namespaceNames.prefix(Self.numberedMax))
    settle()
    selectBusiestService()
  }

  /// Begins with one namespace shown, if it is there, and with Services of some labels.
  package mutating func start(namespace name: String?, labels: String?) {
    let passedOver = session.problems.count
    if passedOver > 0 {
      message = .error("\(passedOver) problems were passed over; svctui validate lists them")
    }
    if let name { show(namespace: name) }
    if let labels {
      lists[.pane(.services), default: ListState()].filter = RowFilter("-l \(labels)")
    }
    settle()
    let start = session.configuration.start.value
    if !start.isEmpty { run(start) }
    if session.configuration.presents.value { togglePresenting() }
  }

  /// As many as there are digits above 0.
  static let numberedMax = 9

  package var simulation: Simulation { timeline.present }
  package var screen: Screen { screens.last ?? .overview }

  /// The list that movement keys act on now; `nil` where there is none.
  var focusedList: ListName? {
    switch screen {
    case .overview: .pane(focus)
    case .list(let kind): .list(kind)
    case .timeline: timelineFocus
    case .comparison: .figures
    case .text: nil
    case .charts: chartList
    case .topology: .topology
    case .matrix: .matrix
    case .names: .names
    case .rules: rules.isInConntrack ? .conntrack : .rules
    }
  }

  func list(_ name: ListName) -> ListState { lists[name] ?? ListState() }

  /// The Service that endpoints and counters are shown of.
  package var selectedService: ObjectName? {
    if case .list = screen {
      switch selectedRow {
      case .service(let key), .endpointOf(let key, _): return key
      case .slice(let key):
        if let service = simulation.cluster.endpointSlices[key]?.serviceKey { return service }
      case .pod(let key):
        guard let pod = simulation.cluster.pods[key] else { return nil }
        let cluster = simulation.cluster
        return cluster.services(selecting: pod).compactMap { cluster.services[$0]?.key }.min()
      default: break
      }
    }
    if screen == .rules, case .tree(let path)? = list(.rules).selection,
      case .service(let key)? = path.first
    {
      return key
    }
    guard case .service(let key)? = list(.pane(.services)).selection else { return nil }
    return key
  }

  /// The row that an action would be about.
  package var selectedRow: RowID? { focusedList.flatMap { list($0).selection?.subject } }

  /// The pod that the selected row is or stands for.
  package var selectedPod: ObjectName? {
    switch selectedRow {
    case .pod(let key): key
    case .endpoint(let row) where !row.pod.name.isEmpty: row.pod
    case .endpointOf(_, let row) where !row.pod.name.isEmpty: row.pod
    case .connection(let key):
      connections[key]?.pod.flatMap { $0.name.isEmpty ? nil : $0 }
    default: nil
    }
  }

  /// Takes what has been asked of the program around.
  package mutating func takeEffects() -> [Effect] {
    defer { effects = [] }
    return effects
  }

  /// Starts where the `Simulation` object has traffic going, else where something serves.
  private mutating func selectBusiestService() {
    for traffic in session.traffic {
      guard let destination = Destination(traffic.to),
        let service = service(behind: destination)
      else { continue }
      return begin(at: service)
    }
    for case .service(let key) in rowIDs(.pane(.services))
    where simulation.endpointCounts(of: key).ready > 0 {
      return begin(at: key)
    }
  }

  private mutating func begin(at service: ObjectName) {
    lists[.pane(.services), default: ListState()].selection = .service(service)
    settle()
  }
}

/// A list whose place is remembered.
enum ListName: Hashable, Sendable {
  case pane(Pane)
  case list(ListKind)
  /// The branches of the timeline.
  case branches
  /// The moments of the branch that is gone on with.
  case moments
  /// The rows of a comparison.
  case figures
  /// Clients of the heat map.
  case clients
  case topology
  case matrix
  case names
  case rules
  case conntrack
}
