/// What one node's rules do with the first packet of a connection, and what decided it.
package struct ProxyDecision: Equatable, Sendable {
  /// What becomes of the packet.
  package enum Verdict: Sendable {
    /// Its destination is rewritten to one of ``endpoints``.
    case deliver
    case reject
    case drop
    /// It is left alone.
    case accept
  }

  /// The rule that decided.
  package enum Cause: Hashable, Sendable {
    case endpoints
    case noEndpoints
    /// There are endpoints, but none on this node, and the policy is Local.
    case noLocalEndpoints
    case outsideSourceRanges
    /// The address is a Service's, the port is not.
    case unknownPort
    /// The address lies in the Service range, but no Service has it.
    case unallocatedClusterIP
    /// The node's own answer to a load balancer's health check.
    case healthCheck(ObjectName)
    case noService
    /// The number is a Service's node port, but of another protocol.
    case otherProtocol(ObjectName, TransportProtocol)
    /// Node ports do not answer at this address (`--nodeport-addresses`).
    case nodePortAddresses(ObjectName)
    /// Node ports do not answer on 127.0.0.1 (`--iptables-localhost-nodeports=false`).
    case localhostNodePorts(ObjectName)
    /// Node ports answer on 127.0.0.1 in iptables mode only, and never on ::1.
    case loopback(ObjectName)
  }

  /// Why the source address is replaced by the node's.
  package enum Masquerade: Hashable, Sendable {
    /// External traffic may leave for any node, and the answer must come back this way.
    case externalTraffic
    /// The node's own traffic to an external address.
    case ownTraffic
    /// The source is no pod, as far as this kube-proxy can tell.
    case foreignSource
    /// `--masquerade-all`.
    case everything
  }

  /// Why a Local policy does not bind this packet, or binds it differently.
  package enum Exemption: Hashable, Sendable {
    /// Pods reach all endpoints through external addresses.
    case podTraffic
    /// So does the node itself.
    case ownTraffic
    /// IPVS falls back to all endpoints where none is local.
    case noLocalEndpoints
  }

  package var verdict: Verdict
  package var cause: Cause
  /// The Service port that took the packet.
  package var match: ServiceTable.Match?
  package var policies = ServicePolicies()
  package var selection = EndpointSelection.none
  /// Whether only endpoints of this node may be chosen.
  package var isBoundToNode = false
  package var exemption: Exemption?
  /// The source range that let the packet in; `nil` if none had to.
  package var admission: CIDR?
  package var masquerade: Masquerade?
  /// All endpoints the choice may fall on.
  package var endpoints: [ProxyEndpoint] = []

  init(_ verdict: Verdict, _ cause: Cause, _ match: ServiceTable.Match? = nil) {
    self.verdict = verdict
    self.cause = cause
    self.match = match
  }
}
