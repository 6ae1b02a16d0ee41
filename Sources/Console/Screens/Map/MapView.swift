internal import ClusterState

extension Canvas {
  /// Zones, nodes and pods, and the way of requests to the endpoints of the selected Service.
  mutating func drawMap(_ state: AppState) {
    let map = state.topology.map
    let isFocused = state.popup == nil
    let nodes = map.zones.reduce(0) { $0 + $1.nodes.count { !$0.name.isEmpty } }
    let pods = map.zones.reduce(0) { $0 + $1.podCount }
    let inner = box(
      BoxTitle(
        "Map\(state.arrangement(of: .topology))",
        right: "\(Quantities.counted(nodes, "node"))  \(Quantities.counted(pods, "pod"))"
      ),
      border: Style(isFocused ? .borderFocused : .border),
      titleStyle: Style(.title, .bold)
    )
    inside(inner) { canvas in
      let facts = MapFacts(state)
      let (head, rest) = canvas.bounds.splitTop(AppState.mapHeadRows)
      let (body, feet) = rest.splitTop(max(0, rest.size.rows - 2))
      canvas.inside(head) { $0.drawMapHead(state, facts) }
      let offset = map.offset(of: state.list(.topology).selection, rows: body.size.rows)
      canvas.inside(body) { canvas in
        if map.items.isEmpty {
          canvas.drawWords("No node and no pod matches. Esc clears the filter.")
        }
        canvas.drawHeadings(map, offset)
        for item in map.items { canvas.draw(item, map, facts, state, offset) }
      }
      if map.detail == .cards {
        canvas.drawWays(map, facts, state, offset, rows: body.size.rows)
      }
      canvas.inside(feet) { $0.drawMapFeet(state, facts, map.detail) }
    }
  }

  /// Shares have a bar where names leave room for it.
  private static let cardWithBar = 46
  private static let mapBar = 12

  private mutating func drawMapHead(_ state: AppState, _ facts: MapFacts) {
    say(facts.headline, at: Point(column: 1, row: 0), width: size.columns - 2, .left, Style(.text))
  }

  private mutating func drawMapFeet(
    _ state: AppState,
    _ facts: MapFacts,
    _ detail: ClusterMap.Detail
  ) {
    let width = size.columns - 2
    let words = facts.words(of: state.list(.topology).selection, state)
    say(words, at: Point(column: 1, row: 0), width: width, .left, Style(.text))
    let legend: Sentence =
      detail == .nodes
      ? "a cell is a node; the darker, the more requests or pods; \(symbols.bad) not ready"
      : "\(symbols.mark) ready  \(symbols.notReady) not ready  \(symbols.ellipsis) starting  "
        + "\(symbols.bad) terminating"
    say(legend, at: Point(column: 1, row: 1), width: width, .left, Style(.dim))
  }

  private mutating func drawHeadings(_ map: ClusterMap, _ offset: Int) {
    for heading in map.headings {
      let row = heading.row - offset
      guard row >= 0, row < size.rows else { continue }
      let zone = map.zones[heading.zone]
      for column in 0..<size.columns {
        put(symbols.horizontal, at: Point(column: column, row: row), Style(.border))
      }
      let isHomeless = zone.nodes.first?.name == ""
      let known = Sentence(verbatim: zone.name)
      let name: Sentence = isHomeless ? "no node yet" : zone.name.isEmpty ? "no zone" : known
      let nodes = Quantities.counted(zone.nodes.count, "node")
      let pods = Quantities.counted(zone.podCount, "pod")
      let text: Sentence = isHomeless ? " \(name)  \(pods) " : " \(name)  \(nodes)  \(pods) "
      say(text, at: Point(column: ClusterMap.gutter, row: row), Style(.heading))
    }
  }

  private mutating func draw(
    _ item: ClusterMap.Item,
    _ map: ClusterMap,
    _ facts: MapFacts,
    _ state: AppState,
    _ offset: Int
  ) {
    let place = Point(column: item.point.column, row: item.point.row - offset)
    guard place.row >= 0, place.row < size.rows else { return }
    let isSelected = state.list(.topology).selection == item.id
    let width = max(1, map.cardWidth - ClusterMap.gutter - 1)
    var covered = 1
    switch item.id {
    case .node(let name) where map.detail == .nodes:
      let (sign, style) = facts.cell(ofNode: name, symbols)
      put(sign, at: place, style)
    case .node(let name):
      let (text, style) = facts.line(ofNode: name, state)
      say(text, at: place, width: width, .left, style)
      covered = width
    case .pod(let key):
      let (sign, style) = facts.sign(of: key, symbols)
      put(sign, at: place, style)
      guard map.detail == .cards else { break }
      let point = Point(column: place.column + 2, row: place.row)
      let hasBar = width >= Self.cardWithBar
      let room = hasBar ? Self.mapBar + 1 : 0
      put(facts.line(ofPod: key, width: width - 2, bar: room, symbols), at: point, style)
      covered = width
      if let share = facts.endpoints[key]?.share, hasBar {
        let bar = ShareBar(Int(share * 1_000), of: 1_000)
        let start = Point(column: place.column + width - Self.mapBar - 8, row: place.row)
        draw(bar, at: start, width: Self.mapBar)
      }
    default: break
    }
    guard isSelected else { return }
    emphasize(
      Rectangle(column: place.column, row: place.row, columns: covered, rows: 1),
      .selected
    )
    guard map.detail == .cards || covered > 1 else { return }
    put(
      symbols.selectionMarker,
      at: Point(column: place.column - 1, row: place.row),
      Style(.key)
    )
  }
}

// The lines from those who send to the endpoints.
extension Canvas {
  /// Something moves so many cells in a second of simulated time, and so many cells lie between.
  private static let cellsPerSecond: Int64 = 8
  private static let spacing = 6

  private mutating func drawWays(
    _ map: ClusterMap,
    _ facts: MapFacts,
    _ state: AppState,
    _ offset: Int,
    rows: Int
  ) {
    let head = AppState.mapHeadRows
    let targets = map.items.compactMap { item -> (ClusterMap.Item, MapFacts.Endpoint)? in
      guard case .pod(let key) = item.id, let endpoint = facts.endpoints[key] else { return nil }
      return (item, endpoint)
    }
    var travellers: [(point: Point, isLost: Bool)] = []
    let moment = Int(state.simulation.now.microseconds * Self.cellsPerSecond / 1_000_000)
    for (item, endpoint) in targets {
      let column = item.column * map.cardWidth + 1
      let end = head + min(item.point.row - offset, rows)
      guard end >= head else { continue }
      var path = (1...max(1, column)).map { Point(column: $0, row: head - 1) }
      path += (head - 1..<end).dropFirst().map { Point(column: column, row: $0) }
      if end < head + rows {
        path += (0..<ClusterMap.gutter - 2).map { Point(column: column + $0, row: end) }
      }
      drawWay(path, turnsAt: column, end: end, isSeen: end < head + rows)
      guard let flow = endpoint.flow else { continue }
      for (index, point) in path.enumerated() where (index - moment) % Self.spacing == 0 {
        let isLost = flow.isLost && (!flow.isDelivered || (index - moment) % 12 == 0)
        travellers.append((point, isLost))
      }
    }
    for traveller in travellers {
      put(
        traveller.isLost ? symbols.bad : symbols.traveller,
        at: traveller.point,
        Style(traveller.isLost ? .bad : .good, .bold)
      )
    }
  }

  private mutating func drawWay(_ path: [Point], turnsAt column: Int, end: Int, isSeen: Bool) {
    let style = Style(.information)
    let top = AppState.mapHeadRows - 1
    for point in path {
      let isBus = point.row == top
      let isBranch = point.row == end && isSeen
      let sign: Unicode.Scalar
      if isBus {
        sign = point.column == column ? symbols.teeDown : symbols.horizontal
      } else if isBranch {
        sign = point.column == column ? symbols.teeLeft : symbols.horizontal
      } else {
        sign = symbols.vertical
      }
      guard !isBus || !hasTee(at: point) else { continue }
      guard isBranch || isBus || !hasBranch(at: point) else { continue }
      put(sign, at: point, style)
    }
  }

  /// Whether another way turns off the common line here.
  private func hasTee(at point: Point) -> Bool { scalar(at: point) == symbols.teeDown }

  /// Whether another way ends in the row of this point.
  private func hasBranch(at point: Point) -> Bool { scalar(at: point) == symbols.teeLeft }
}
