package import ClusterState

/// What a row of a list stands for.
package enum RowID: Hashable, Sendable {
  case service(ObjectName)
  case pod(ObjectName)
  case node(String)
  case workload(kind: String, ObjectName)
  /// An endpoint of the selected Service.
  case endpoint(EndpointRow)
  /// Index into the objects of kinds the model does not use.
  case ignored(Int)
  /// Index into the events.
  case event(Int)
  case perfectControlPlane
  /// How long something takes: on all nodes, or on one.
  case delay(Delays.Name, node: String?)
  case branch(String)
  case moment(HistoryMoment)
  /// Index into the rows of a comparison.
  case figure(Int)
  case connection(ConnectionKey)
  /// A running stream by its number.
  case stream(Int)
  case slice(ObjectName)
  /// An Ingress, an HTTPRoute or a Gateway.
  case route(kind: String, ObjectName)
  /// The nodes of one zone; empty for those without.
  case zone(String)
  case namespace(String)
  /// An endpoint of any Service.
  case endpointOf(ObjectName, EndpointRow)
  /// Something that another object names and that is not there.
  case absent(kind: String, ObjectName)
  /// A line of a tree: what it hangs under, from the root on, and last what it stands for.
  case tree([RowID])

  /// What the row stands for, wherever it hangs.
  package var subject: RowID {
    if case .tree(let path) = self, let last = path.last { last } else { self }
  }
  /// Requests to the selected Service that ended in one way.
  case outcome(Verdict)
  /// What the last change cost the selected Service.
  case losses
  /// Index into the clients that are counted for the selected Service.
  case client(Int)
  /// Index into the clients of the matrix.
  case reach(Int)
  /// Index into the names of the selected Service.
  case lookup(Int)
  /// A line of the rules of a node.
  case rule(RuleRow)
  /// Index into the conntrack entries of a node.
  case conntrack(Int)
}

/// A row of the endpoints pane: an address that serves, one that did, or a pod without one yet.
package struct EndpointRow: Hashable, Sendable {
  /// Index of the Service's port.
  package var port: Int
  /// `nil` for a pod that has no address yet.
  package var address: IPAddress?
  package var number: UInt16
  /// The pod behind it; without name for an endpoint written by hand.
  package var pod: ObjectName
  /// It serves no more; only its counters are left.
  package var isCountedOnly = false
}
