extension Simulation {
  /// No request is counted twice or lost, and connections belong to whom they say.
  var brokenTraffic: [String] {
    var broken: [String] = []
    let named = streams.compactMap(\.plan.name)
    let unnamed = streams.filter { $0.plan.name == nil }.map(\.traffic)
    if Set(named).count != named.count || Set(unnamed).count != unnamed.count {
      broken.append("a stream runs twice")
    }
    if ledger.inFlight != UInt64(traffic.requests.count) {
      broken.append("\(ledger.inFlight) requests in flight, \(traffic.requests.count) on their way")
    }
    var perStream: [Int32: Int] = [:]
    var perConnection: [Int32: Int32] = [:]
    for slot in traffic.requests.numbers {
      guard let request = traffic.requests[slot] else { continue }
      perStream[request.stream, default: 0] += 1
      if request.connection >= 0 { perConnection[request.connection, default: 0] += 1 }
    }
    for stream in traffic.streams {
      if perStream[Int32(stream.number), default: 0] != stream.inFlight {
        broken.append("stream \(stream.number): its requests in flight are others")
      }
      if stream.isEnding, stream.inFlight == 0 {
        broken.append("stream \(stream.number) waits for nothing")
      }
    }
    if perStream.keys.contains(where: { traffic.index(of: $0) == nil }) {
      broken.append("a request has no stream")
    }
    for number in traffic.connections.numbers {
      guard let connection = traffic.connections[number] else { continue }
      if connection.inFlight != perConnection[number, default: 0] {
        broken.append("connection \(number): carries other requests")
      }
      if connection.isClosing, connection.inFlight == 0 {
        broken.append("connection \(number) should be closed")
      }
      if let pod = connection.peer?.pod, !connection.isFlow, !connection.isDead,
        !connection.isClosing, cluster.pods[pod] == nil
      {
        broken.append("connection \(number) leads to a pod that is gone")
      }
    }
    if perConnection.keys.contains(where: { traffic.connections[$0] == nil }) {
      broken.append("a request is on a connection that is closed")
    }
    if traffic.queue.next < now.microseconds { broken.append("a request's event is overdue") }
    return broken
  }
}
