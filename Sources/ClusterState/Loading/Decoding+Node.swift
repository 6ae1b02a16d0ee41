private enum NodeSpecField: String, FieldName {
  case podCIDR, podCIDRs, unschedulable, taints
  static let table = FieldTable<Self>()
}

private enum TaintField: String, FieldName {
  case key, value, effect
  static let table = FieldTable<Self>()
}

private enum NodeStatusField: String, FieldName {
  case addresses, conditions, allocatable
  static let table = FieldTable<Self>()
}

private enum ResourceField: String, FieldName {
  case cpu
  static let table = FieldTable<Self>()
}

private enum NodeAddressField: String, FieldName {
  case type, address
  static let table = FieldTable<Self>()
}

private enum ConditionField: String, FieldName {
  case type, status, lastTransitionTime, lastHeartbeatTime
  static let table = FieldTable<Self>()
}

/// The Ready condition of a Pod or a Node.
struct ReadyCondition {
  var status: String
  var transition: Timestamp?
}

extension JSONReader {
  /// `spec` of a Node.
  mutating func nodeSpec() -> NodeSpec {
    var spec = NodeSpec()
    guard enterObject() else { return spec }
    var podCIDR: String?
    var scope = FieldScope<NodeSpecField>()
    while let field = next(&scope) {
      switch field {
      case .podCIDR: podCIDR = string()
      case .podCIDRs: spec.podCIDRs = stringList()
      case .unschedulable: spec.unschedulable = bool() ?? false
      case .taints: spec.taints = list { $0.taint() }
      }
    }
    if spec.podCIDRs.isEmpty, let podCIDR, !podCIDR.isEmpty { spec.podCIDRs = [podCIDR] }
    return spec
  }

  private mutating func taint() -> NodeSpec.Taint? {
    guard enterObject() else { return nil }
    var taint = NodeSpec.Taint()
    var scope = FieldScope<TaintField>()
    while let field = next(&scope) {
      switch field {
      case .key: string(into: &taint.key)
      case .value: string(into: &taint.value)
      case .effect: string(into: &taint.effect)
      }
    }
    return taint
  }

  /// `status` of a Node.
  mutating func nodeStatus() -> NodeStatus {
    var status = NodeStatus()
    guard enterObject() else { return status }
    var scope = FieldScope<NodeStatusField>()
    while let field = next(&scope) {
      switch field {
      case .addresses: status.addresses = list { $0.nodeAddress() }
      case .conditions: status.ready = readyCondition()?.status ?? ""
      case .allocatable: status.allocatableCPU = allocatableCPU()
      }
    }
    return status
  }

  private mutating func allocatableCPU() -> Int64? {
    guard enterObject() else { return nil }
    var thousandths: Int64?
    var scope = FieldScope<ResourceField>()
    while next(&scope) != nil { thousandths = quantity() }
    return thousandths
  }

  private mutating func nodeAddress() -> NodeStatus.Address? {
    guard enterObject() else { return nil }
    var address = NodeStatus.Address()
    var scope = FieldScope<NodeAddressField>()
    while let field = next(&scope) {
      switch field {
      case .type: string(into: &address.type)
      case .address: string(into: &address.address)
      }
    }
    return address
  }

  /// Reads `conditions` for the one of type Ready, and for the times of all.
  mutating func readyCondition() -> ReadyCondition? {
    var ready: ReadyCondition?
    guard enterArray() else { return nil }
    var isFirst = true
    while nextElement(&isFirst) {
      guard enterObject() else { continue }
      var type = ""
      var condition = ReadyCondition(status: "")
      var scope = FieldScope<ConditionField>()
      while let field = next(&scope) {
        switch field {
        case .type: string(into: &type)
        case .status: string(into: &condition.status)
        case .lastTransitionTime: condition.transition = timestamp()
        case .lastHeartbeatTime: _ = timestamp()
        }
      }
      if type == "Ready" { ready = condition }
    }
    return ready
  }
}
