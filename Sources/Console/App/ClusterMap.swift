internal import ClusterState

/// Zones, nodes and pods laid out for a width and a height.
struct ClusterMap: Equatable, Sendable {
  /// How much of a node there is room for.
  enum Detail: Equatable, Sendable {
    /// A line for every pod.
    case cards
    /// A sign for every pod.
    case signs
    /// A cell for every node.
    case nodes
  }

  struct MapNode: Equatable, Sendable {
    /// Empty for pods that have no node.
    var name: String
    var podCount: Int
    /// Pods that are shown one by one.
    var pods: [ObjectName] = []
  }

  struct Zone: Equatable, Sendable {
    var name: String
    var nodes: [MapNode]

    var podCount: Int { nodes.reduce(0) { $0 + $1.podCount } }
  }

  /// Something that the cursor can be on.
  struct Item: Equatable, Sendable {
    var id: RowID
    /// From the upper left corner of the whole map.
    var point: Point
    /// Which of the columns side by side it is in.
    var column: Int
  }

  /// Where the line of a zone stands.
  struct Heading: Equatable, Sendable {
    var zone: Int
    var row: Int
  }

  /// Lines lead to endpoints through the first columns of a card.
  static let gutter = 4
  private static let cardLeast = 34
  private static let nodeWidth = 2

  let zones: [Zone]
  let detail: Detail
  let cardWidth: Int
  private(set) var items: [Item] = []
  private(set) var headings: [Heading] = []
  private(set) var height = 0

  /// The most detail that fits; a map of cells may be higher than `size`.
  init(_ zones: [Zone], size: Size) {
    self.zones = zones
    let columns = max(1, size.columns / Self.cardLeast)
    let widest = zones.map(\.nodes.count).max() ?? 1
    cardWidth = max(1, size.columns / max(1, min(columns, widest)))
    let choices: [Detail] = [.cards, .signs]
    let width = cardWidth
    detail =
      choices.first { detail in
        Self.height(zones, detail, cardWidth: width, columns: size.columns) <= size.rows
      } ?? .nodes
    place(columns: size.columns)
  }

  /// Signs of pods in a row of a card.
  var signsPerRow: Int { max(1, cardWidth - Self.gutter - 1) }

  private static func rows(_ node: MapNode, _ detail: Detail, cardWidth: Int) -> Int {
    switch detail {
    case .cards: return 1 + node.podCount
    case .signs:
      let perRow = max(1, cardWidth - gutter - 1)
      return 1 + (node.podCount + perRow - 1) / perRow
    case .nodes: return 1
    }
  }

  private static func height(
    _ zones: [Zone],
    _ detail: Detail,
    cardWidth: Int,
    columns: Int
  ) -> Int {
    let perRow = max(1, columns / cardWidth)
    var height = 0
    for zone in zones {
      height += 1
      for start in stride(from: 0, to: zone.nodes.count, by: perRow) {
        let row = zone.nodes[start..<min(start + perRow, zone.nodes.count)]
        height += row.map { rows($0, detail, cardWidth: cardWidth) }.max() ?? 0
      }
    }
    return height
  }

  private mutating func place(columns: Int) {
    for (index, zone) in zones.enumerated() {
      headings.append(Heading(zone: index, row: height))
      height += 1
      if detail == .nodes {
        placeCells(zone, columns: columns)
      } else {
        placeCards(zone, columns: columns)
      }
    }
  }

  private mutating func placeCells(_ zone: Zone, columns: Int) {
    let perRow = max(1, (columns - 1) / Self.nodeWidth)
    for (index, node) in zone.nodes.enumerated() {
      let column = index % perRow
      let point = Point(column: 1 + column * Self.nodeWidth, row: height + index / perRow)
      items.append(Item(id: .node(node.name), point: point, column: column))
    }
    height += (zone.nodes.count + perRow - 1) / perRow
  }

  private mutating func placeCards(_ zone: Zone, columns: Int) {
    let perRow = max(1, columns / cardWidth)
    for start in stride(from: 0, to: zone.nodes.count, by: perRow) {
      let row = zone.nodes[start..<min(start + perRow, zone.nodes.count)]
      for (column, node) in row.enumerated() { placeCard(node, column) }
      height += row.map { Self.rows($0, detail, cardWidth: cardWidth) }.max() ?? 0
    }
  }

  private mutating func placeCard(_ node: MapNode, _ column: Int) {
    let left = column * cardWidth + Self.gutter
    items.append(
      Item(id: .node(node.name), point: Point(column: left, row: height), column: column)
    )
    for (index, pod) in node.pods.enumerated() {
      let isLine = detail == .cards
      let offset = isLine ? Point(column: 0, row: index + 1) : signPoint(index)
      let point = Point(column: left + offset.column, row: height + offset.row)
      items.append(Item(id: .pod(pod), point: point, column: column))
    }
  }

  private func signPoint(_ index: Int) -> Point {
    Point(column: index % signsPerRow, row: 1 + index / signsPerRow)
  }

  /// The first row to show so that an item is seen in `rows` rows.
  func offset(of item: RowID?, rows: Int) -> Int {
    guard height > rows, let found = items.first(where: { $0.id == item }) else { return 0 }
    return min(max(0, found.point.row - rows / 2), height - rows)
  }

  /// The item that lies next to another in a direction; `nil` at the edge.
  func neighbour(of id: RowID?, columns: Int, rows: Int) -> RowID? {
    guard let here = items.first(where: { $0.id == id }) else { return items.first?.id }
    let ahead = items.filter { item in
      if columns != 0 {
        return item.point.row == here.point.row
          ? (item.point.column - here.point.column) * columns > 0
          : (item.column - here.column) * columns > 0
      }
      return (item.point.row - here.point.row) * rows > 0
    }
    return ahead.min { first, second in
      distance(first, here, columns, rows)
        .lexicographicallyPrecedes(distance(second, here, columns, rows))
    }?.id
  }

  /// Sideways the nearest row counts first, up and down the nearest column.
  private func distance(_ item: Item, _ here: Item, _ columns: Int, _ rows: Int) -> [Int] {
    let across = abs(item.point.column - here.point.column)
    let down = abs(item.point.row - here.point.row)
    if columns != 0 {
      return [detail == .cards ? abs(item.column - here.column) : 0, down, across]
    }
    // A page is that many rows away, as near as may be.
    return [abs(item.column - here.column), abs(down - abs(rows)), across]
  }
}
