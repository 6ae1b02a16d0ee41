/// What a line of a scenario says must hold: `expect lost = 0 of service shop/web`.
package struct Expectation: Hashable, Sendable {
  package var measure: Measure
  /// What the measure is compared with; `nil` where the measure itself is true or not.
  package var comparison: Comparison?
  /// What it is asked of: a Service, a workload, a node; `nil`: of everything.
  package var scope: Scope?
  /// The mark since which requests, events and time count; `nil`: the last one.
  package var since: String?

  /// One kind of thing with its name.
  package struct Scope: Hashable, Sendable {
    package var kind: String
    package var key: ObjectName
  }

  /// Where requests went.
  package enum Place: Hashable, Sendable {
    case pod(ObjectName)
    case node(String)
    case zone(String)
    /// Pods of a Deployment, StatefulSet, DaemonSet or ReplicaSet.
    case workload(kind: String, ObjectName)
  }

  /// Which endpoints of a Service are counted.
  package enum EndpointState: String, CaseIterable, Sendable {
    case ready, serving, terminating, total
  }

  /// Which pods are counted.
  package enum PodState: String, CaseIterable, Sendable {
    case ready, terminating, total
  }

  /// Which connections and UDP flows are counted.
  package enum ConnectionState: String, CaseIterable, Sendable {
    case open
    /// The rules would send a new connection elsewhere.
    case stale
  }

  /// A latency among all of the delivered requests.
  package enum LatencyRank: String, CaseIterable, Sendable {
    case p50, p90, p99, max
  }

  /// What is looked at.
  package enum Measure: Hashable, Sendable {
    case sent
    /// All that was not delivered.
    case lost
    case verdict(Verdict)
    /// Lost for this cause since the last change of the cluster.
    case lostBecause(LossCause)
    /// The delivered among those sent.
    case success
    /// Requests for which an endpoint there was chosen, delivered or not.
    case requests(Place)
    /// The same among all requests for which an endpoint was chosen.
    case share(Place)
    /// How many different endpoints were chosen.
    case used
    case latency(LatencyRank)
    case endpoints(EndpointState)
    case pods(PodState)
    case connections(ConnectionState)
    case presence(kind: String, ObjectName, isThere: Bool)
    /// How a new connection would end now.
    case outcome(Verdict, Traffic)
    /// Why a new connection would end so now; a name of ``Reason/names``.
    case reason(String, Traffic)
    case field(kind: String, ObjectName, FieldPathText)
    /// How often something happened; a name of ``Event/Kind/names``.
    case event(String, subject: String?)
    /// Nothing is planned but traffic.
    case settled
    case elapsed
  }
}

/// A number, share, span or text with which a measure is compared.
package enum ExpectedValue: Hashable, Sendable {
  case count(Int64)
  /// In millionths, so that comparing needs no rounding.
  case share(millionths: Int64)
  case span(Delay)
  case text(String)
}

/// How a measure must stand to a value.
package enum Comparison: Hashable, Sendable {
  case relation(Relation, ExpectedValue)
  /// Both ends included.
  case between(ExpectedValue, ExpectedValue)

  /// The sign between a measure and a value.
  package enum Relation: String, CaseIterable, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
  }
}

/// The path of a field as kubectl writes it: `spec.ports[0].port`, dots in names as `\.`.
package struct FieldPathText: Hashable, Sendable, CustomStringConvertible {
  package var steps: [TreeStep]

  /// `nil` if it is no path.
  init?(_ text: String) {
    var steps: [TreeStep] = []
    var name = ""
    var isEscaped = false
    var rest = Substring(text)
    if rest.first == "." { rest = rest.dropFirst() }
    while let character = rest.popFirst() {
      if isEscaped {
        name.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "." || character == "[" {
        if !name.isEmpty { steps.append(.member(name)) } else if character == "." { return nil }
        name = ""
        guard character == "[" else { continue }
        let index = rest.prefix { $0 != "]" }
        guard let number = Int(index), number >= 0, index.count < rest.count else { return nil }
        rest = rest.dropFirst(index.count + 1)
        steps.append(.element(number))
        if rest.first == "." { rest = rest.dropFirst() }
      } else {
        name.append(character)
      }
    }
    if !name.isEmpty { steps.append(.member(name)) }
    guard !steps.isEmpty, !isEscaped else { return nil }
    self.steps = steps
  }

  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .element(let index): text += "[\(index)]"
      case .member(let name):
        text += text.isEmpty ? "" : "."
        for character in name {
          if ".[\\".contains(character) { text += "\\" }
          text.append(character)
        }
      }
    }
    return text
  }
}
