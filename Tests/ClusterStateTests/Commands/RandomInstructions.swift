import ClusterState

/// Instructions of every case with values drawn from a generator.
struct RandomInstructions {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func next() -> Instruction {
    switch number(11) {
    case 0: .wait(Delay(microseconds: Int64(number(31_536_000_000_001))))
    case 1: .waitUntilSettled
    case 2: .undo
    case 3: .redo
    case 4: .rewind(to: Instant(microseconds: Int64(number(1 << 53))))
    case 5: .fork(name())
    case 6: .branch(name())
    case 7: .bookmark(name())
    case 8: .rewindToBookmark(name())
    case 9: .rewindAfter(number(1_000))
    default: .command(.all(of: (0...number(3)).map { _ in command() }))
    }
  }

  private mutating func command() -> Command {
    switch number(22) {
    case 14: .crash(key(), isLooping: number(2) == 0)
    case 15: .restartRollout(kind: pick(["Deployment", "StatefulSet", "DaemonSet"]), key())
    case 16:
      .undoRollout(
        kind: pick(["Deployment", "StatefulSet", "DaemonSet"]),
        key(),
        toRevision: pick([nil, 1 + Int64(number(99))])
      )
    case 17: .pauseRollout(key(), number(2) == 0)
    case 18: .setImage(kind: "Deployment", key(), container: name(), image: "web:\(number(9))")
    case 19: settings()
    case 20: .deleteNode(name())
    case 0: .deletePod(key(), graceSeconds: grace())
    case 1: .deletePods(namespace: name(), selector(), graceSeconds: grace())
    case 2: .deleteService(key())
    case 3: .deleteWorkload(kind: workload(), key())
    case 4: .scale(kind: workload(), key(), replicas: Int64(number(150_001)))
    case 5:
      .patch(
        kind: pick([
          "Service", "Deployment", "StatefulSet", "DaemonSet", "PodDisruptionBudget",
        ]),
        key(),
        ObjectPatch(["spec": ["a": .string(text())]], isStatus: number(2) == 0)
      )
    case 6: .setPodReady(key(), number(2) == 0)
    case 7: .cordon(name(), number(2) == 0)
    case 8: .drain(name())
    case 9: .setNodeReady(name(), number(2) == 0)
    case 10: .setMode(pick(ProxyMode.allCases))
    case 11: .send(traffic(), count: 1 + number(1_000_000_000))
    case 12: .startStream(traffic(), rate: 1 + number(1_000_000))
    default: pick([.step, .stopStream(to: destination())])
    }
  }

  private mutating func settings() -> Command {
    let shortest = Delay(microseconds: Int64(number(3_600_000_000)))
    let longest = shortest + Delay(microseconds: Int64(number(3_600_000_000)))
    var rule = PodBehaviorRule(pick([[:], ["app": "web"]]))
    rule.onSIGTERM = pick([nil, .exit, .ignore, .drain(shortest)])
    rule.concurrency = pick([nil, .unlimited, .limited(1 + number(10_000))])
    rule.serviceTime = Delay(microseconds: Int64(1 + number(3_600_000_000)))
    return pick([
      .setDelay(pick(Delays.Name.allCases), .init(shortest, longest), node: nil),
      .setDelay(.proxySync, .exactly(longest), node: name()), .setPerfect(number(2) == 0),
      .resetDelay(pick(Delays.Name.allCases), node: pick([nil, name()])),
      .setBehavior(rule),
    ])
  }

  private mutating func traffic() -> Traffic {
    let address = IPAddress("10.0.0.\(number(256))") ?? IPAddress(isIPv6: false, bits: 1)
    return Traffic(
      from: pick([.pod(key()), .node(name()), .outside, .outside(address), .address(address)]),
      to: destination(),
      protocol: pick([.tcp, .udp, .sctp]),
      entryNode: number(2) == 0 ? nil : name()
    )
  }

  private mutating func destination() -> Destination {
    let port = UInt16(1 + number(65_535))
    let reference: PortReference? = pick([nil, .number(port), .name("http")])
    return switch number(4) {
    case 0: .name(name() + ".shop", port: reference)
    case 1: .service(key(), port: reference)
    case 2: .address(IPAddress(isIPv6: true, bits: UInt128(1 + number(99_999))), port)
    default: .node(name(), port)
    }
  }

  private mutating func selector() -> LabelSelector {
    let values = (0...number(2)).map { _ in name() }
    return LabelSelector(
      matchExpressions: (0...number(2)).map { _ in
        pick([
          .init(key: "app", comparison: "In", values: values),
          .init(key: "example.com/tier", comparison: "NotIn", values: values),
          .init(key: "zone", comparison: "Exists", values: []),
          .init(key: "old", comparison: "DoesNotExist", values: []),
        ])
      }
    )
  }

  private mutating func workload() -> String {
    pick(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"])
  }

  private mutating func grace() -> Int64? {
    pick([nil, 0, Int64(number(9_007_199_255))])
  }

  private mutating func key() -> ObjectName { ObjectName(namespace: name(), name: name()) }
  private mutating func name() -> String { "n\(number(1_000_000))" }

  /// Text with all that has a meaning in a line.
  private mutating func text() -> String {
    String((0...number(12)).map { _ in pick(Array("aZ9 \t'\"\\;#-=/{}:,é한🦊")) })
  }

  private mutating func number(_ below: Int) -> Int { Int(generator.next(below: UInt64(below))) }
  private mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[number(choices.count)]
  }
}
