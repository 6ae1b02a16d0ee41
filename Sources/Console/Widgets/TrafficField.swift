package import ClusterState

/// A field of the dialog for traffic, under its label.
package enum TrafficField: String, CaseIterable, Sendable {
  case from = "From"
  case to = "To"
  case `protocol` = "Protocol"
  case arrivals = "Arrivals"
  case requests = "Requests"
  case rate = "Requests per second"
  case lastRate = "Up to, per second"
  case over = "Over"
  case burst = "Requests at once"
  case every = "Every"
  case clients = "Clients"
  case think = "Pause of a client"
  case nat = "Behind one address (NAT)"
  case perConnection = "Requests per connection"
  case connections = "Connections per client"
  case sourcePorts = "Source ports per client"
  case timeout = "Time-out"
  case retries = "Retries"
  case end = "Ends after"
  case name = "Name"

  package var label: Sentence { Sentence(words: rawValue) }
}

/// How requests come, as the dialog offers it.
package enum ArrivalKind: String, CaseIterable, Sendable {
  case atOnce = "at once"
  case constant = "constant rate"
  case poisson = "rate by chance (Poisson)"
  case bursts = "bursts"
  case ramp = "ramp"
  case closedLoop = "closed loop"

  package init(_ arrivals: Arrivals) {
    self =
      switch arrivals {
      case .constant: .constant
      case .poisson: .poisson
      case .bursts: .bursts
      case .ramp: .ramp
      case .closedLoop: .closedLoop
      }
  }

  /// Its own numbers.
  fileprivate var fields: [TrafficField] {
    switch self {
    case .atOnce: [.requests]
    case .constant, .poisson: [.rate, .clients]
    case .bursts: [.burst, .every, .clients]
    case .ramp: [.rate, .lastRate, .over, .clients]
    case .closedLoop: [.clients, .think]
    }
  }
}

/// The words that leave an option out, and those that stand for a value of it.
enum TrafficWord {
  static let none = "none"
  static let never = "never"
  static let asNeeded = "as many as needed"
  static let newEach = "a new one for each request"
  static let unlimited = "unlimited (shared, HTTP/2)"
  static let yes = "yes"
  static let no = "no"
}

extension Form {
  /// What a field of the dialog for traffic holds; `nil` if it is not there.
  subscript(field: TrafficField) -> String? {
    fields.first { $0.label == field.label }?.value
  }

  var arrivalKind: ArrivalKind {
    self[.arrivals].flatMap(ArrivalKind.init) ?? .atOnce
  }

  /// The fields that what is chosen in it asks for, in their order.
  var wantedFields: [TrafficField] {
    let kind = arrivalKind
    var wanted: [TrafficField] = [.from, .to, .protocol, .arrivals] + kind.fields
    guard kind != .atOnce else { return wanted }
    if self[.from]?.hasPrefix("outside") == true, self[.clients] != "1" { wanted.append(.nat) }
    if self[.protocol] == TransportProtocol.udp.rawValue {
      wanted.append(.sourcePorts)
    } else {
      wanted.append(.perConnection)
      if let number = self[.perConnection], number != "1" { wanted.append(.connections) }
    }
    return wanted + [.timeout, .retries, .end, .name]
  }

  /// Shows the fields that are wanted; those that stay keep what they hold.
  mutating func arrange(_ make: (TrafficField) -> FormField) {
    let focused = fields.indices.contains(focus) ? fields[focus].label : ""
    // A field that appears can bring another one with it.
    for _ in 0..<2 {
      let wanted = wantedFields
      guard wanted.map(\.label) != fields.map(\.label) else { break }
      fields = wanted.map { field in
        fields.first { $0.label == field.label } ?? make(field)
      }
    }
    focus = fields.firstIndex { $0.label == focused } ?? min(focus, fields.count - 1)
  }
}
