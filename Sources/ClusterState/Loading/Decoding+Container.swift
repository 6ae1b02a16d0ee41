private enum ContainerField: String, FieldName {
  case name, image, ports, readinessProbe, restartPolicy, lifecycle
  static let table = FieldTable<Self>()
}

private enum ContainerPortField: String, FieldName {
  case name, containerPort, hostPort, `protocol`
  static let table = FieldTable<Self>()
}

private enum ProbeField: String, FieldName {
  case initialDelaySeconds, periodSeconds, timeoutSeconds, successThreshold, failureThreshold
  static let table = FieldTable<Self>()
}

private enum LifecycleField: String, FieldName {
  case preStop
  static let table = FieldTable<Self>()
}

private enum PreStopField: String, FieldName {
  case sleep, exec, httpGet, tcpSocket
  static let table = FieldTable<Self>()
}

private enum HookField: String, FieldName {
  case seconds, command
  static let table = FieldTable<Self>()
}

/// Lets pods of one workload share their list of containers.
///
/// Their text differs from pod to pod (the mount of the service account's token has a random
/// name), but what is read of it does not.
struct ContainerMemo {
  private var slots: [[Container]]

  init(capacity: Int) { slots = Array(repeating: [], count: capacity) }

  /// A list equal to `containers`, if possible one that is held already.
  mutating func shared(_ containers: [Container]) -> [Container] {
    guard let first = containers.first else { return containers }
    var image = first.image
    let hash = image.withUTF8 { bytes in
      bytes.baseAddress.map { stableHash($0, bytes.count) } ?? 0
    }
    let slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    if slots[slot] == containers { return slots[slot] }
    slots[slot] = containers
    return containers
  }
}

extension JSONReader {
  /// `containers` or `initContainers`.
  mutating func containers() -> [Container] {
    containerLists.shared(list { $0.container() })
  }

  private mutating func container() -> Container? {
    guard enterObject() else { return nil }
    var container = Container()
    var scope = FieldScope<ContainerField>()
    while let field = next(&scope) {
      switch field {
      case .name: string(into: &container.name)
      case .image: string(into: &container.image)
      case .ports: container.ports = containerPorts()
      case .readinessProbe: container.readinessProbe = probe()
      case .restartPolicy: string(into: &container.restartPolicy)
      case .lifecycle: container.preStop = preStopHook()
      }
    }
    return container
  }

  private mutating func containerPorts() -> [ContainerPort] {
    sharedList(portLists) { $0.containerPort() }
  }

  private mutating func containerPort() -> ContainerPort? {
    guard enterObject() else { return nil }
    var port = ContainerPort()
    var scope = FieldScope<ContainerPortField>()
    while let field = next(&scope) {
      switch field {
      case .name: string(into: &port.name)
      case .containerPort: port.containerPort = int32() ?? 0
      case .hostPort: port.hostPort = int32()
      case .protocol: port.protocol = enumeration() ?? .tcp
      }
    }
    return port
  }

  private mutating func probe() -> Probe? {
    guard enterObject() else { return nil }
    var probe = Probe()
    var scope = FieldScope<ProbeField>()
    while let field = next(&scope) {
      // Zero means "not said" in all of these, and the defaults take its place.
      guard let seconds = int32(), seconds != 0 else { continue }
      switch field {
      case .initialDelaySeconds: probe.initialDelaySeconds = seconds
      case .periodSeconds: probe.periodSeconds = seconds
      case .timeoutSeconds: probe.timeoutSeconds = seconds
      case .successThreshold: probe.successThreshold = seconds
      case .failureThreshold: probe.failureThreshold = seconds
      }
    }
    return probe
  }

  private mutating func preStopHook() -> PreStopHook? {
    var hook: PreStopHook?
    guard enterObject() else { return nil }
    var lifecycle = FieldScope<LifecycleField>()
    while next(&lifecycle) != nil {
      guard enterObject() else { continue }
      var preStop = FieldScope<PreStopField>()
      while let field = next(&preStop) {
        let (seconds, command) = hookHandler()
        switch field {
        case .sleep: hook = seconds.map { .sleep(seconds: $0) }
        case .exec: hook = .exec(command)
        case .httpGet, .tcpSocket: hook = .request
        }
      }
    }
    return hook
  }

  private mutating func hookHandler() -> (seconds: Int64?, command: [String]) {
    var handler: (seconds: Int64?, command: [String]) = (nil, [])
    guard enterObject() else { return handler }
    var scope = FieldScope<HookField>()
    while let field = next(&scope) {
      switch field {
      case .seconds: handler.seconds = int64()
      case .command: handler.command = stringList()
      }
    }
    return handler
  }
}
