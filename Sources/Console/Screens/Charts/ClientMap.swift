internal import ClusterState

/// Who sent how much to which endpoint: clients in rows, endpoints in columns.
struct ClientMap {
  let clients: [ClientTally]
  /// Indices into the endpoints of the counters: of those that got anything.
  let places: [Int]
  let endpoints: [EndpointTally]
  let names: [Sentence]

  init(_ tally: ServiceTally, _ state: AppState) {
    clients = tally.clients
    endpoints = tally.endpoints
    places = tally.endpoints.indices.filter { tally.endpoints[$0].count > 0 }
    names = clients.map { ClientText.name($0.origin, state.simulation) }
  }

  var most: UInt64 {
    clients.map { client in places.map { client.count($0).total }.max() ?? 0 }.max() ?? 0
  }

  /// What an endpoint is called in the heading of a column: the end of its name tells it apart.
  func heading(_ place: Int, width: Int) -> String {
    let endpoint = endpoints[place].endpoint
    let name = endpoint.pod.name.isEmpty ? "\(endpoint.address)" : endpoint.pod.name
    return TextWidth.dropping(max(0, TextWidth.cells(of: name) - width), from: name)
  }

  func cells(of client: ClientTally) -> [HeatMap.Cell] {
    places.map { place in
      let count = client.count(place)
      let isWhole = count.lost == 0
      return HeatMap.Cell(
        count.total,
        text: isWhole
          ? Quantities.count(count.total) : "\(Quantities.count(count.total))!",
        Style(isWhole ? .bar : .bad)
      )
    }
  }
}

extension Canvas {
  /// The heat map, and below it what the cell under the cursor says.
  mutating func drawClients(_ map: ClientMap, _ state: AppState, _ isFocused: Bool) {
    guard !map.clients.isEmpty, !map.places.isEmpty else {
      return drawWords("No request has come to an endpoint yet.")
    }
    let widest = map.names.map { TextWidth.cells(of: "\($0)") }.max() ?? 0
    let label = min(max(8, widest), max(8, size.columns * 2 / 5))
    let room = size.columns - label - 3
    let width = min(12, max(4, room / map.places.count))
    let visible = max(1, room / width)
    let cursor = min(state.charts.column, map.places.count - 1)
    let first = max(0, cursor - visible + 1)
    let places = map.places.dropFirst(first).prefix(visible)
    for (offset, place) in places.enumerated() {
      let heading = map.heading(place, width: width - 1)
      put(heading, at: Point(column: label + 2 + offset * width, row: 0), Style(.heading))
    }
    let height = max(1, size.rows - 2)
    let list = state.list(.clients)
    let top = max(0, min(list.offset, map.clients.count - height))
    for (row, name) in map.names.dropFirst(top).prefix(height).enumerated() {
      say(name, at: Point(column: 1, row: row + 1), width: label, .left)
    }
    let rows = map.clients.dropFirst(top).prefix(height).map { client in
      Array(map.cells(of: client).dropFirst(first).prefix(visible))
    }
    let place = Rectangle(column: label + 2, row: 1, columns: room + 1, rows: height)
    inside(place) { $0.draw(HeatMap(rows, full: map.most, cellWidth: width)) }
    guard isFocused, map.clients.indices.contains(list.index) else { return }
    let row = list.index - top + 1
    put(symbols.selectionMarker, at: Point(column: 0, row: row), Style(.key))
    let chosen = label + 2 + (cursor - first) * width
    emphasize(Rectangle(column: 1, row: row, columns: label, rows: 1), .selected)
    emphasize(
      Rectangle(column: chosen, row: row, columns: max(1, width - 1), rows: 1),
      .selected
    )
    let words = ClientText.cell(map, client: list.index, place: map.places[cursor])
    let foot = Point(column: 1, row: size.rows - 1)
    say(words, at: foot, width: size.columns - 2, .left, Style(.text))
  }
}
