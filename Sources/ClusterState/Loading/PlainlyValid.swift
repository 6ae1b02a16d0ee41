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
  }
}

extension DaemonSet {
  var isPlainlyValid: Bool {
    metadata.isPlainlyValid && spec.minReadySeconds >= 0
      && spec.template.isPlainlyValid(for: spec.selector)
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
  fileprivate var isPlainLabel: Bool { isPlain(most: 63) { isLowercaseOrDigit($0) } }

  /// Such labels with single dots between them; the rare `a.-b` has to be looked at again.
  fileprivate var isPlainSubdomain: Bool {
    isPlain(most: 253) { isLowercaseOrDigit($0) }
      || isPlain(most: 253, between: ".") { isLowercaseOrDigit($0) }
  }

  /// The value of a label.
  fileprivate var isPlainLabelValue: Bool { isEmpty || isPlain(most: 63, between: "_.") }

  /// The key of a label: a name, perhaps behind a prefix.
  fileprivate var isPlainKey: Bool {
    guard let slash = utf8.firstIndex(of: UInt8(ascii: "/")) else {
      return isPlain(most: 63, between: "_.")
    }
    let name = utf8[utf8.index(after: slash)...]
    return String(Substring(utf8[..<slash])).isPlainSubdomain
      && String(Substring(name)).isPlain(most: 63, between: "_.")
  }

  /// Whether the text begins and ends with what `isOuter` allows, and holds that and hyphens and
  /// single characters of `others` between.
  private func isPlain(
    most: Int,
    between others: StaticString = "",
    _ isOuter: (UInt8) -> Bool = isLetterOrDigit
  ) -> Bool {
    let bytes = utf8
    guard 1...most ~= bytes.count else { return false }
    var previous = UInt8(ascii: "-")
    for byte in bytes {
      if !isOuter(byte) {
        let isOther = others.hasByte(byte)
        guard byte == UInt8(ascii: "-") || isOther else { return false }
        // Two of them in a row are fine in some forms, and a start or an end in none.
        guard isOuter(previous) || (byte == UInt8(ascii: "-") && previous == byte) else {
          return false
        }
      }
      previous = byte
    }
    return bytes.first.map(isOuter) == true && isOuter(previous)
  }
}

extension StaticString {
  fileprivate func hasByte(_ byte: UInt8) -> Bool {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount).contains(byte)
  }
}

private func isLowercaseOrDigit(_ byte: UInt8) -> Bool {
  (97...122).contains(byte) || (48...57).contains(byte)
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (48...57).contains(byte) || (97...122).contains(byte | 0x20)
}
