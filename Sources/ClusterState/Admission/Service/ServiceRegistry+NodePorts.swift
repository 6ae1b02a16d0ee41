extension ServiceRegistry {
  /// Node ports of a new Service (`initNodePorts`): ports of one number and several protocols
  /// share theirs.
  mutating func allocateNodePorts(_ tree: inout JSONTree) throws(AdmissionRefusal) {
    let service = ServiceFields(tree)
    var ports = service.ports
    var given: [Int64: Int64] = [:]
    for index in ports.indices {
      let wanted = ports[index].number("nodePort") ?? 0
      guard wanted != 0 || service.allocatesNodePorts else { continue }
      let number = ports[index].number("port") ?? 0
      if let shared = given[number] {
        if wanted == 0 {
          ports[index]["nodePort"] = .integer(shared)
        } else if wanted != shared {
          try take(nodePort: wanted, index)
        }
        continue
      }
      let asked = ports.lazy.filter { $0.number("port") == number }
        .compactMap { $0.number("nodePort") }.first { $0 != 0 }
      let port = if let asked { try take(nodePort: asked, index) } else { try nextNodePort() }
      ports[index]["nodePort"] = .integer(port)
      given[number] = port
    }
    tree.setPorts(ports)
  }

  /// Node ports of a Service that changes (`updateNodePorts`).
  mutating func updateNodePorts(
    _ tree: inout JSONTree,
    old: ServiceFields
  ) throws(AdmissionRefusal) {
    let service = ServiceFields(tree)
    // A number that the Service had or asks for twice is asked for once.
    var held = Set(old.nodePorts)
    var seen: Set<String> = []
    var ports = service.ports
    for index in ports.indices {
      var number = ports[index].number("nodePort") ?? 0
      guard number != 0 || service.allocatesNodePorts else { continue }
      if number == 0 {
        number = try nextNodePort()
        ports[index]["nodePort"] = .integer(number)
      } else if held.insert(number).inserted {
        try take(nodePort: number, index)
      }
      let name = "{\(ports[index].text("protocol")) \(number)}"
      guard seen.insert(name).inserted else {
        throw AdmissionRefusal { $0.addInternal("duplicate nodePort: \(name)") }
      }
    }
    tree.setPorts(ports)
  }

  /// The port at which nodes tell a load balancer whether they have endpoints
  /// (`allocHealthCheckNodePort`).
  mutating func allocateHealthCheckNodePort(_ tree: inout JSONTree) throws(AdmissionRefusal) {
    let wanted = ServiceFields(tree).healthCheckNodePort
    do throws(ServiceAddressAllocator.Failure) {
      if wanted != 0 {
        try addresses.allocate(nodePort: wanted)
      } else {
        let port = try addresses.allocateNodePort(&generator)
        tree.change("spec") { $0["healthCheckNodePort"] = .integer(port) }
      }
    } catch {
      let what = wanted == 0 ? "a HealthCheck" : "requested HealthCheck"
      throw AdmissionRefusal {
        $0.addInternal("failed to allocate \(what) NodePort \(wanted): \(error)")
      }
    }
  }

  @discardableResult
  private mutating func take(
    nodePort number: Int64,
    _ index: Int
  ) throws(AdmissionRefusal) -> Int64 {
    do throws(ServiceAddressAllocator.Failure) {
      try addresses.allocate(nodePort: number)
      return number
    } catch {
      throw AdmissionRefusal {
        $0.addInvalid(
          FieldPath("spec.ports")[index]["nodePort"],
          .integer(number),
          error.description
        )
      }
    }
  }

  private mutating func nextNodePort() throws(AdmissionRefusal) -> Int64 {
    do throws(ServiceAddressAllocator.Failure) {
      return try addresses.allocateNodePort(&generator)
    } catch {
      throw AdmissionRefusal { $0.addInternal("failed to allocate a nodePort: \(error)") }
    }
  }
}

extension JSONTree {
  fileprivate mutating func setPorts(_ ports: [JSONTree]) {
    guard !ports.isEmpty else { return }
    change("spec") { $0["ports"] = .array(ports) }
  }
}
