/// A field that is a number or a name, such as `targetPort`.
package enum IntOrString: Hashable, Sendable, CustomStringConvertible {
  case int(Int64)
  case string(String)

  package var description: String {
    switch self {
    case .int(let number): "\(number)"
    case .string(let text): text
    }
  }
}

/// A string field with a closed set of allowed values that a document may still get wrong.
///
/// The text is kept as written, so that validation can name it.
package protocol OpenEnumeration: RawRepresentable, Hashable, Sendable, CustomStringConvertible
where RawValue == String {
  init(rawValue: String)
}

extension OpenEnumeration {
  package var description: String { rawValue }
}

/// `spec.type` of a Service.
package struct ServiceType: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let clusterIP = Self(rawValue: "ClusterIP")
  package static let nodePort = Self(rawValue: "NodePort")
  package static let loadBalancer = Self(rawValue: "LoadBalancer")
  package static let externalName = Self(rawValue: "ExternalName")
}

/// `externalTrafficPolicy` and `internalTrafficPolicy`.
package struct TrafficPolicy: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let cluster = Self(rawValue: "Cluster")
  package static let local = Self(rawValue: "Local")
}

/// `sessionAffinity` of a Service.
package struct SessionAffinity: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let none = Self(rawValue: "None")
  package static let clientIP = Self(rawValue: "ClientIP")
}

/// The transport protocol of a port.
package struct TransportProtocol: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let tcp = Self(rawValue: "TCP")
  package static let udp = Self(rawValue: "UDP")
  package static let sctp = Self(rawValue: "SCTP")
}

/// `IPv4` or `IPv6`, as in `ipFamilies`; slices add the address type `FQDN`.
package struct IPFamily: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let v4 = Self(rawValue: "IPv4")
  package static let v6 = Self(rawValue: "IPv6")
  package static let fqdn = Self(rawValue: "FQDN")
}

/// `status.phase` of a Pod.
package struct PodPhase: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let pending = Self(rawValue: "Pending")
  package static let running = Self(rawValue: "Running")
  package static let succeeded = Self(rawValue: "Succeeded")
  package static let failed = Self(rawValue: "Failed")
  package static let unknown = Self(rawValue: "Unknown")
}

/// `dnsPolicy` of a Pod: whom it asks for names.
package struct DNSPolicy: OpenEnumeration {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package static let clusterFirst = Self(rawValue: "ClusterFirst")
  package static let clusterFirstWithHostNet = Self(rawValue: "ClusterFirstWithHostNet")
  package static let `default` = Self(rawValue: "Default")
  package static let none = Self(rawValue: "None")
}
