import ClusterState
import Console

/// Something that is done very often, whose instructions are counted rather than timed.
struct HotLoop: Sendable {
  typealias Body = (_ times: Int) throws -> Void

  var name: String
  /// How often the shorter of two runs does it; the longer does it twice as often.
  var times: Int
  /// Prepares everything and hands back the loop.
  var prepare: @Sendable () throws -> Body

  static let all = [
    HotLoop(name: "load-100-pods", times: 1) {
      let bytes = try documentBytes()
      return { times in
        for _ in 0..<times { _ = try load(bytes) }
      }
    },
    HotLoop(name: "send-a-thousand-requests", times: 1_000) {
      var simulation = Simulation(opening: SendBenchmark.document(endpoints: 10))
      let traffic = Traffic(from: .pod(SendBenchmark.client), to: .service(web, port: nil))
      return { try simulation.apply(.send(traffic, count: 1_000 * $0)) }
    },
    HotLoop(name: "explain-a-connection", times: 100) {
      let simulation = Simulation(opening: SendBenchmark.document(endpoints: 10))
      let traffic = Traffic(from: .pod(SendBenchmark.client), to: .service(web, port: nil))
      return { times in
        for _ in 0..<times { _ = try simulation.trace(traffic) }
      }
    },
    HotLoop(name: "kill-a-pod-and-undo", times: 20) {
      let simulation = Simulation(opening: try load(try documentBytes()))
      let victims = simulation.cluster.pods.ids.compactMap { simulation.cluster.pods[$0]?.key }
      var timeline = Timeline(simulation)
      return { times in
        for number in 0..<times {
          try timeline.apply(.deletePod(victims[number % victims.count], graceSeconds: nil))
          timeline.undo()
        }
      }
    },
    HotLoop(name: "write-the-rules-of-a-node", times: 5) {
      let simulation = Simulation(opening: try load(try documentBytes()))
      let node = simulation.cluster.nodes.ids[simulation.cluster.nodes.ids.startIndex]
      return { times in
        for _ in 0..<times { _ = simulation.rules(of: node, isIPv6: false).text() }
      }
    },
    HotLoop(name: "move-the-selection-and-draw", times: 20) {
      let document = try LoadedDocument.load(FrameBenchmark.demo)
      let session = Session(title: "demo", document)
      var state = AppState(session, Simulation(opening: document), size: FrameBenchmark.screen)
      return { times in
        for number in 0..<times {
          state.handle(number % 2 == 0 ? .down : .up)
          _ = state.frame(symbols: .unicode)
        }
      }
    },
  ]

  private static let web = SendBenchmark.web

  /// A small dump, as kubectl prints it.
  private static func documentBytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    let generator = DumpGenerator(nodes: 5, pods: 100, services: 10, seed: 1)
    generator.write { (piece) throws(Never) in bytes += piece }
    return bytes
  }

  private static func load(_ bytes: [UInt8]) throws -> LoadedDocument {
    var loader = DocumentLoader(
      DocumentLoader.Options(threads: 1, admission: SessionOptions())
    )
    try loader.load(MemoryBytes(bytes), name: "dump")
    return loader.finish()
  }
}

/// Bytes that are in memory already.
private final class MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadError) -> Int {
    let piece = bytes[offset...].prefix(buffer.count)
    buffer.copyBytes(from: piece)
    offset += piece.count
    return piece.count
  }
}
