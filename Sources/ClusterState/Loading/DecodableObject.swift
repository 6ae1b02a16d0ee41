/// A kind that can be read from a document.
protocol DecodableObject: ClusterObject {
  init()
  /// Reads the value of one part; `false`, with nothing read, if the kind has no such part.
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool
  /// Whether a controller or a kubelet has reported of it.
  var hasStatus: Bool { get }
  /// Whether a quick look shows that the API server would take it; if not it has to be looked at
  /// closely.
  var isPlainlyValid: Bool { get }
}

extension DecodableObject {
  var hasStatus: Bool { false }
  var isPlainlyValid: Bool { false }
}

extension Pod: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    switch part {
    case .spec: spec = reader.podSpec()
    case .status: status = reader.podStatus()
    default: return false
    }
    return true
  }
}

extension Service: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    switch part {
    case .spec: spec = reader.serviceSpec()
    case .status: status = reader.serviceStatus()
    default: return false
    }
    return true
  }
}

extension EndpointSlice: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    switch part {
    case .addressType: addressType = reader.enumeration() ?? .v4
    case .endpoints: endpoints = reader.list { $0.endpoint() }
    case .ports: ports = reader.list { $0.endpointPort() }
    default: return false
    }
    return true
  }
}

extension Endpoints: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .subsets else { return false }
    subsets = reader.list { $0.endpointSubset() }
    return true
  }
}

extension Node: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    switch part {
    case .spec: spec = reader.nodeSpec()
    case .status: status = reader.nodeStatus()
    default: return false
    }
    return true
  }
}

extension Namespace: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool { false }
}

extension Deployment: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    spec = reader.deploymentSpec()
    return true
  }
}

extension ReplicaSet: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    spec = reader.replicaSetSpec()
    return true
  }
}

extension StatefulSet: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    spec = reader.statefulSetSpec()
    return true
  }
}

extension DaemonSet: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    spec = reader.daemonSetSpec()
    return true
  }
}

extension Ingress: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    switch part {
    case .spec: spec = reader.ingressSpec()
    case .status:
      // The same shape as in a Service.
      addresses = reader.serviceStatus().ingress.map { $0.ip.isEmpty ? $0.hostname : $0.ip }
    default: return false
    }
    return true
  }
}

extension IngressClass: DecodableObject {
  mutating func read(_ part: ObjectPart, _ reader: inout JSONReader) -> Bool {
    guard part == .spec else { return false }
    controller = reader.ingressClassController()
    return true
  }
}
