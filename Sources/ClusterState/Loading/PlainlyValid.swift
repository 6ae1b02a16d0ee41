// Objects of numerous kinds that come out of a cluster are looked at where the model reads them,
// which costs little; only what is not plainly valid then is validated exactly.

extension DecodableObject {
  /// Whether the object says itself that a cluster has it.
  var isFromCluster: Bool { metadata.isFromCluster || hasStatus }
}

extension ObjectMeta {
  /// Whether the API server has written its part.
  var isFromCluster: Bool { !uid.isEmpty || creationTimestamp != nil }

  /// Whether names and labels have forms that every kind allows.
  fileprivate var isPlainlyValid: Bool {
    name.isPlainSubdomain && (namespace.isEmpty || namespace.isPlainLabel)
      && labels.isPlainlyValid && annotations.pairs.allSatisfy { $0.key.isPlainKey }
  }
}

extension Pod {
  var hasStatus: Bool {
    !status.phase.rawValue.isEmpty || !status.podIPs.isEmpty || status.ready != nil
  }

  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.isPlainlyValid
      && status.podIPs.allSatisfy { IPAddress($0) != nil }
  }
}

extension PodSpec {
  fileprivate var isPlainlyValid: Bool {
    (nodeName.isEmpty || nodeName.isPlainSubdomain)
      && (hostname.isEmpty || hostname.isPlainLabel)
      && (subdomain.isEmpty || subdomain.isPlainLabel)
      && nodeSelector.isPlainlyValid
      && (terminationGracePeriodSeconds ?? 0) >= 0
      && containers.allSatisfy(\.isPlainlyValid) && initContainers.allSatisfy(\.isPlainlyValid)
  }
}

extension Container {
  fileprivate var isPlainlyValid: Bool {
    name.isPlainLabel && ports.allSatisfy(\.isPlainlyValid) && namesDiffer
      && (readinessProbe?.isPlainlyValid ?? true)
  }

  private var namesDiffer: Bool {
    ports.count < 2 || Set(ports.map(\.name)).count == ports.count
  }
}

extension ContainerPort {
  fileprivate var isPlainlyValid: Bool {
    1...65_535 ~= containerPort && 0...65_535 ~= hostPort ?? 0 && `protocol`.isKnown
      && (name.isEmpty || NameValidation.portName(name).isEmpty)
  }
}

extension Probe {
  fileprivate var isPlainlyValid: Bool {
    [
      initialDelaySeconds, periodSeconds, timeoutSeconds, successThreshold, failureThreshold,
    ].allSatisfy { $0 >= 0 }
  }
}

extension TransportProtocol {
  fileprivate var isKnown: Bool { self == .tcp || self == .udp || self == .sctp }
}

extension EndpointSlice {
  var isPlainlyValid: Bool {
    guard metadata.isPlainlyValid, addressType == .v4 || addressType == .v6,
      endpoints.count <= 1_000, ports.count <= 20_000
    else { return false }
    return Set(ports.map(\.name)).count == ports.count && ports.allSatisfy(\.isPlainlyValid)
      && endpoints.allSatisfy { $0.isPlainlyValid(addressType) }
  }
}

extension EndpointPort {
  fileprivate var isPlainlyValid: Bool {
    let name = name ?? ""
    return (name.isEmpty || name.isPlainLabel) && `protocol`?.isKnown ?? true
  }
}

extension Endpoint {
  fileprivate func isPlainlyValid(_ family: IPFamily) -> Bool {
    1...100 ~= addresses.count && (nodeName.isEmpty || nodeName.isPlainSubdomain)
      && (hostname.isEmpty || hostname.isPlainLabel)
      && zoneHints.count <= 8 && nodeHints.count <= 8
      && zoneHints.allSatisfy(\.isPlainLabel) && nodeHints.allSatisfy(\.isPlainSubdomain)
      && addresses.allSatisfy { text in
        guard let address = IPAddress(text), address.family == family else { return false }
        return !address.isLoopback && !address.isLinkLocalUnicast && address.bits != 0
          && !address.isLinkLocalMulticast && address.bits >> 32 != 0xFFFF
      }
  }
}

extension Node {
  var hasStatus: Bool { !status.addresses.isEmpty || !status.ready.isEmpty }

  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.podCIDRs.count <= 2
      && spec.podCIDRs.allSatisfy { CIDR($0)?.description == $0 }
      && spec.taints.allSatisfy { $0.key.isPlainKey && $0.value.isPlainLabelValue }
  }
}

extension Deployment {
  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.replicas >= 0 && spec.minReadySeconds >= 0
      && spec.template.isPlainlyValid(for: spec.selector)
      && ["", "RollingUpdate", "Recreate"].contains(spec.strategyType)
      && (spec.strategyType != "Recreate" || spec.maxSurge == nil)
      && Self.isPlain(spec.maxSurge) && Self.isPlain(spec.maxUnavailable)
  }

  private static func isPlain(_ part: IntOrString?) -> Bool {
    switch part {
    case nil: true
    case .int(let number)?: number > 0
    case .string(let text)?: text == "25%"
    }
  }
}

extension ReplicaSet {
  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.replicas >= 0 && spec.minReadySeconds >= 0
      && spec.template.isPlainlyValid(for: spec.selector)
  }
}

extension StatefulSet {
  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.replicas >= 0 && spec.minReadySeconds >= 0
      && spec.template.isPlainlyValid(for: spec.selector) && spec.firstOrdinal >= 0
      && ["", "OrderedReady", "Parallel"].contains(spec.podManagementPolicy)
      && spec.updateStrategy.isPlainlyValid && spec.revisionHistoryLimit >= 0
  }
}

extension DaemonSet {
  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.minReadySeconds >= 0
      && spec.template.isPlainlyValid(for: spec.selector)
      && spec.updateStrategy.isPlainlyValid && spec.revisionHistoryLimit >= 0
  }
}

extension UpdateStrategy {
  /// Whether it says little enough: one pod at a time, or nothing about that.
  fileprivate var isPlainlyValid: Bool {
    ["", "RollingUpdate"].contains(type) && partition >= 0
      && [nil, .int(1)].contains(maxUnavailable) && [nil, .int(0)].contains(maxSurge)
  }
}

extension PodTemplate {
  fileprivate func isPlainlyValid(for selector: LabelSelector) -> Bool {
    labels.isPlainlyValid && spec.isPlainlyValid && selector.matchExpressions.isEmpty
      && labels.contains(selector.matchLabels)
  }
}

extension Labels {
  fileprivate var isPlainlyValid: Bool {
    pairs.allSatisfy { $0.key.isPlainKey && $0.value.isPlainLabelValue }
  }
}

extension String {
  /// A label of RFC 1123.
  fileprivate var isPlainLabel: Bool { form { $0.isPlain(.lowercase, most: 63) } }

  /// Such labels with single dots between them.
  fileprivate var isPlainSubdomain: Bool { form { $0.isPlain(.subdomain, most: 253) } }

  /// The value of a label.
  fileprivate var isPlainLabelValue: Bool { isEmpty || form { $0.isPlain(.key, most: 63) } }

  /// The key of a label: a name, perhaps behind a prefix.
  fileprivate var isPlainKey: Bool {
    form { bytes in
      guard let slash = bytes.firstIndex(of: UInt8(ascii: "/")) else {
        return bytes.isPlain(.key, most: 63)
      }
      return bytes[..<slash].isPlain(.subdomain, most: 253)
        && bytes[(slash + 1)...].isPlain(.key, most: 63)
    }
  }

  private func form(_ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Bool) -> Bool {
    // A string that does not lie in one piece is looked at more closely, like any odd one.
    utf8.withContiguousStorageIfAvailable { body($0[...]) } ?? false
  }
}

/// What bytes may be part of a name.
private struct NameForm {
  /// By byte: 0 not at all, 1 between others, 2 anywhere.
  private let classes: [UInt8]

  static let lowercase = NameForm(between: "-")
  static let subdomain = NameForm(between: "-.")
  static let key = NameForm(isUpperCaseToo: true, between: "-_.")

  private init(isUpperCaseToo: Bool = false, between others: String) {
    var classes = [UInt8](repeating: 0, count: 256)
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { classes[Int(byte)] = 2 }
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") { classes[Int(byte)] = 2 }
    if isUpperCaseToo {
      for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { classes[Int(byte)] = 2 }
    }
    for byte in others.utf8 { classes[Int(byte)] = 1 }
    self.classes = classes
  }

  @inline(__always)
  subscript(byte: UInt8) -> UInt8 { classes[Int(byte)] }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Whether the bytes are of a form, with nothing but hyphens twice in a row between others.
  ///
  /// Names like `a.-b`, which only some forms allow, do not count as plain.
  fileprivate func isPlain(_ form: NameForm, most: Int) -> Bool {
    guard 1...most ~= count else { return false }
    var previous: UInt8 = 0
    var wasOuter = false
    for byte in self {
      let isOuter: Bool
      switch form[byte] {
      case 2: isOuter = true
      case 1: isOuter = false
      default: return false
      }
      let isHyphens = byte == UInt8(ascii: "-") && previous == byte
      guard isOuter || wasOuter || isHyphens else { return false }
      (previous, wasOuter) = (byte, isOuter)
    }
    return wasOuter
  }
}
