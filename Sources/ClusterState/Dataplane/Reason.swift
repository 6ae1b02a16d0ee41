/// Why a request ended as it did.
///
/// The words are in the interface's texts.
package enum Reason: Hashable, Sendable {
  case served
  /// The node itself answers a load balancer's health check.
  case healthCheck(HealthCheckAnswer, node: String)
  /// No endpoint of the Service is usable anywhere.
  case noEndpoints(ServicePortName)
  /// There are endpoints, but none on this node, and the policy is Local.
  case noLocalEndpoints(ServicePortName, node: String)
  /// The source is in none of `loadBalancerSourceRanges`.
  case outsideSourceRanges(ServicePortName, IPAddress)
  /// No node passes the load balancer's health check.
  case noHealthyNode(ObjectName)
  /// A load balancer that ends connections itself needs node ports to go on to.
  case noNodePort(ObjectName)
  /// A client outside has no route to cluster IPs.
  case noRouteToServiceRange
  /// The Service has no such port, and in this mode nobody else answers for it.
  case noSuchServicePort(IPAddress, UInt16)
  /// The address lies in the Service range but no Service has it.
  case unallocatedClusterIP(IPAddress)
  case noSuchName(String)
  /// What the resolver said instead of an address.
  case unresolved(String, DNSReason)
  /// No Ingress and no Gateway serves the host.
  case noSuchHost(String)
  /// The entry point itself answers with a status.
  case httpStatus(Int, Sentence)
  case redirected(Int, String)
  /// The name is an alias for one outside the cluster.
  case externalName(String)
  case aliasLoop(String)
  /// The pod's processes have ended or not begun.
  case notListening(ObjectName)
  /// The pod is there but serves no such port.
  case portClosed(ObjectName, UInt16)
  /// The node has no power: nobody answers, not even with a refusal.
  case nodeDown(String)
  /// No pod and no node has the address any more.
  case nobodyThere(IPAddress)
  case notAService(IPAddress)
  /// A Service has this node port, but it does not answer here.
  case nodePortClosed(ProxyDecision.Cause, IPAddress, UInt16, ProxyMode)
  /// A pod's loopback is its own: the packet never leaves it.
  case ownLoopback(ObjectName?)
  /// An address of one family cannot send to one of the other.
  case otherFamily(IPAddress, IPAddress)
  /// The process ended while the client awaited its answer.
  case connectionBroken(ObjectName)
  /// The pod's machine is gone without a word.
  case noAnswer(ObjectName)
  /// The answer took longer than the client waits.
  case answerTooLate(ObjectName)
  /// All connections that the client may have were busy for as long as it waits.
  case noConnectionFree
  /// The sender itself ended.
  case clientGone(Source)
  /// The endpoint answers the client directly, not through the node that translated the address:
  /// the client does not know the sender.
  case answerBypasses(node: String)
}
