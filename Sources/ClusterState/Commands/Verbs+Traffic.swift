// Verbs that send requests.

extension Verb {
  /// Of everything that names the ends of a connection.
  static let endsOptions = [
    VerbOption(name: "protocol", value: "PROTOCOL", summary: "tcp (the default), udp or sctp."),
    VerbOption(
      name: "node",
      value: "NODE",
      summary: "Where a packet arrives, if the source does not decide it."
    ),
  ]

  static let traffic: [Verb] = [
    Verb(
      "send",
      ["send [N] from SRC to DST [--protocol=PROTOCOL] [--node=NODE]"],
      "Sends requests at once, each in a connection of its own.",
      options: endsOptions,
      example: "send 100 from pod/shop/client to web.shop:80",
      read: send
    ),
    Verb(
      "stream",
      [
        "stream RATE[/s] from SRC to DST [OPTIONS]",
        "stream N every SPAN from SRC to DST [OPTIONS]",
        "stream RATE/s..RATE/s over SPAN from SRC to DST [OPTIONS]",
        "stream clients N think SPAN from SRC to DST [OPTIONS]",
        "stream stop [NAME | to DST]",
      ],
      "Sends requests until stopped: at a rate, in bursts, along a ramp, or as fast as so many "
        + "clients get answers.",
      options: endsOptions + planOptions,
      example: "stream 100/s from pod/shop/client to web.shop:80 --requests-per-connection=100",
      read: stream
    ),
  ]

  private static func send(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    var count = 1
    if let first = reader.peek, first.text != "from" {
      count = try reader.count(try reader.word("N"), "requests", in: 1...Simulation.requestsMax)
    }
    return .command(.send(try reader.ends(), count: count))
  }

  private static func stream(_ reader: inout CommandReader) throws(SyntaxFailure) -> Instruction {
    if reader.takes("stop") { return .command(.stopStream(try reader.stoppedStreams())) }
    return .command(.startStream(try reader.plan()))
  }
}
