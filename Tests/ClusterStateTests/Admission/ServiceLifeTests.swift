import Testing

@testable import ClusterState

/// What becomes of Services that are created, changed from type to type, and created beside others.
@Suite struct ServiceLifeTests {
  private static func server(_ ranges: String = "10.96.0.0/16") -> APIServer {
    var settings = Settings()
    settings.serviceCIDRs = Settings.ranges(ranges)
    return APIServer(settings)
  }

  private static func service(_ name: String, _ spec: JSONTree) -> JSONTree {
    var spec = spec
    spec.setDefault("ports", [["port": 80]])
    spec.setDefault("selector", ["app": "web"])
    return [
      "apiVersion": "v1", "kind": "Service",
      "metadata": ["name": .string(name), "namespace": "shop"], "spec": spec,
    ]
  }

  private static func marks(_ answer: APIServer.Answer) -> [String] {
    answer.errors.map { "\($0.kind.rawValue) \($0.field)" }
  }

  @Test func `a new Service gets an address of the dynamic band and every default`() throws {
    var server = Self.server()
    let made = try #require(server.create(RawObject(Self.service("web", [:]))).object)
    let spec = made.object("spec")
    let address = try #require(IPAddress(spec.text("clusterIP")))
    #expect(CIDR("10.96.0.0/16")?.contains(address) == true && address.bits & 0xFFFF > 256)
    #expect(spec.texts("clusterIPs") == [address.description])
    #expect(spec.texts("ipFamilies") == ["IPv4"] && spec.text("ipFamilyPolicy") == "SingleStack")
    #expect(spec["externalTrafficPolicy"] == nil && spec.text("sessionAffinity") == "None")
    #expect(made["status"] == ["loadBalancer": [:]])
    let again = server.create(RawObject(Self.service("web", [:])))
    #expect(Self.marks(again) == ["AlreadyExists "])
    #expect(again.errors[0].message == "services \"web\" already exists")
  }

  @Test func `equal seeds give equal addresses, and a refused Service takes none`() throws {
    var one = Self.server()
    var other = Self.server()
    let wrong = Self.service("wrong", ["sessionAffinity": "Cookie", "type": "NodePort"])
    #expect(Self.marks(other.create(RawObject(wrong))) == ["NotSupported spec.sessionAffinity"])
    let web = RawObject(Self.service("web", ["type": "NodePort"]))
    #expect(one.create(web).object == other.create(web).object)
  }

  @Test func `TCP and UDP of one port share their node port`() throws {
    var server = Self.server()
    let ports: JSONTree = [
      ["name": "udp", "port": 53, "protocol": "UDP"], ["name": "tcp", "port": 53],
      ["name": "web", "port": 80],
    ]
    let made = server.create(RawObject(Self.service("dns", ["ports": ports, "type": "NodePort"])))
    let given = try #require(made.object).object("spec").list("ports").map { $0.number("nodePort") }
    #expect(given[0] == given[1] && given[0] != given[2] && given.allSatisfy { $0 != nil })
  }

  @Test func `what another Service has cannot be asked for`() throws {
    var server = Self.server()
    let spec: JSONTree = [
      "clusterIP": "10.96.0.9", "ports": [["nodePort": 30_001, "port": 80]], "type": "NodePort",
    ]
    #expect(server.create(RawObject(Self.service("first", spec))).errors.isEmpty)
    let address = server.create(RawObject(Self.service("second", ["clusterIP": "10.96.0.9"])))
    #expect(Self.marks(address) == ["Invalid spec.clusterIPs"])
    #expect(address.errors[0].message.hasSuffix("provided IP is already allocated"))
    let ports: JSONTree = [["nodePort": 30_001, "port": 53, "protocol": "UDP"]]
    let port = server.create(
      RawObject(Self.service("third", ["ports": ports, "type": "NodePort"]))
    )
    #expect(Self.marks(port) == ["Invalid spec.ports[0].nodePort"])
    #expect(port.errors[0].message == "Invalid value: 30001: provided port is already allocated")
  }

  @Test func `from type to type a Service keeps what it may and loses what it must`() throws {
    var server = Self.server()
    let balancer = Self.service(
      "web",
      ["externalTrafficPolicy": "Local", "loadBalancerClass": "a/b", "type": "LoadBalancer"]
    )
    let first = try #require(server.create(RawObject(balancer)).object)
    #expect(!first.object("spec").isZero("healthCheckNodePort"))
    var changed = first
    changed.change("spec") { $0["type"] = "ClusterIP" }
    let second = try #require(server.update(RawObject(changed)).object).object("spec")
    for member in [
      "healthCheckNodePort", "loadBalancerClass", "allocateLoadBalancerNodePorts",
      "externalTrafficPolicy",
    ] {
      #expect(second[member] == nil, "\(member)")
    }
    #expect(second.text("clusterIP") == first.object("spec").text("clusterIP"))
    #expect(second.list("ports").allSatisfy { $0["nodePort"] == nil })
    let named = Self.service("web", ["externalName": "example.com", "type": "ExternalName"])
    changed.change("spec") { spec in
      spec = second
      spec["type"] = "ExternalName"
      spec["externalName"] = named.object("spec")["externalName"]
    }
    let third = try #require(server.update(RawObject(changed)).object).object("spec")
    #expect(third["clusterIP"] == nil && third["clusterIPs"] == nil && third["ipFamilies"] == nil)
    let last = try #require(server.update(RawObject(Self.service("web", [:]))).object)
    #expect(!last.object("spec").isZero("clusterIP"))
  }

  @Test func `what is not sent again is kept`() throws {
    var server = Self.server()
    let web = Self.service("web", ["type": "NodePort"])
    let first = try #require(server.create(RawObject(web)).object)
    let second = try #require(server.update(RawObject(web)).object)
    #expect(first.object("spec") == second.object("spec"))
    var headless = web
    headless.change("spec") { $0["clusterIP"] = "None" }
    #expect(
      Self.marks(server.update(RawObject(headless))).contains("Invalid spec.clusterIPs[0]")
    )
  }

  @Test func `a second family is added and dropped by policy`() throws {
    var server = Self.server("10.96.0.0/16,fd00:10:96::/112")
    let first = try #require(server.create(RawObject(Self.service("web", [:]))).object)
    #expect(first.object("spec").texts("clusterIPs").count == 1)
    let dual = RawObject(Self.service("web", ["ipFamilyPolicy": "RequireDualStack"]))
    let second = try #require(server.update(dual).object).object("spec")
    #expect(second.texts("ipFamilies") == ["IPv4", "IPv6"])
    #expect(second.texts("clusterIPs").first == first.object("spec").text("clusterIP"))
    #expect(second.texts("clusterIPs").last?.hasPrefix("fd00:10:96::") == true)
    let single = RawObject(Self.service("web", ["ipFamilyPolicy": "SingleStack"]))
    let third = server.update(single)
    #expect(third.object?.object("spec").texts("clusterIPs").count == 1, "\(third.errors)")
    var narrow = Self.server()
    #expect(Self.marks(narrow.create(dual)) == ["Invalid spec.ipFamilyPolicy"])
    let six = Self.service("six", ["ipFamilies": ["IPv6"]])
    #expect(Self.marks(narrow.create(RawObject(six))) == ["Invalid spec.ipFamilies[0]"])
  }

  @Test func `a headless Service without a selector may have any family`() throws {
    var server = Self.server()
    let free: JSONTree = [
      "apiVersion": "v1", "kind": "Service", "metadata": ["name": "free"],
      "spec": ["clusterIP": "None"],
    ]
    let made = try #require(server.create(RawObject(free)).object).object("spec")
    #expect(made.texts("ipFamilies") == ["IPv4", "IPv6"])
    #expect(made.text("ipFamilyPolicy") == "RequireDualStack")
  }

  @Test func `a used up range is nobody's mistake`() throws {
    var server = Self.server("10.0.0.0/30")
    for name in ["one", "two"] {
      #expect(server.create(RawObject(Self.service(name, [:]))).errors.isEmpty)
    }
    let third = server.create(RawObject(Self.service("three", [:])))
    #expect(Self.marks(third) == ["InternalError "])
    #expect(third.errors[0].message.hasSuffix("failed to allocate a serviceIP: range is full"))
  }

  @Test func `names are generated behind what the object begins with`() throws {
    var server = Self.server()
    var tree = Self.service("", [:])
    tree.change("metadata") { metadata in
      metadata["name"] = .none
      metadata["generateName"] = "web-"
    }
    let made = try #require(server.create(RawObject(tree)).object).object("metadata")
    #expect(made.text("name").hasPrefix("web-") && made.text("name").count == 9)
  }
}
