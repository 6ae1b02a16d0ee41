/// Judges cases of the category `allocation`: what a range has to give, and in which order.
enum AllocationCase {
  static func judge(_ document: JSONTree) -> CaseJudgement {
    var judgement = CaseJudgement()
    let actual =
      switch document.text("what") {
      case "clusterIP": addresses(document.text("serviceCIDR"))
      case "nodePort": ports(document.text("range"))
      default: JSONTree.null
      }
    var expected = document.object("expect")
    let requests = expected["explicitRequests"] ?? document["explicitRequests"]
    expected["explicitRequests"] = nil
    var answer = Answer(bands: expected.withoutNulls, requests: [])
    var found = Answer(bands: actual, requests: [])
    if let requests {
      answer.requests = requests.elements.map(ExplicitRequest.init)
      found.requests =
        answer.requests.map(\.number)
        .reduce(into: Requests(document)) { $0.ask($1) }.answers
    }
    judgement.check(document.text("name"), expected: answer, actual: found)
    return judgement
  }

  private static func addresses(_ text: String) -> JSONTree {
    guard let range = CIDR(text), let bands = AllocationBands(addressesOf: range) else {
      return .null
    }
    func address(_ number: UInt64) -> JSONTree {
      .string(range.address(at: UInt128(number))?.description ?? "")
    }
    func band(_ band: ClosedRange<UInt64>?) -> JSONTree? {
      band.map { [address($0.lowerBound), address($0.upperBound)] }
    }
    return JSONTree.object([])
      .adding("usableAddresses", .integer(Int64(clamping: bands.last - bands.first + 1)))
      .adding("firstUsable", address(bands.first)).adding("lastUsable", address(bands.last))
      .adding("staticBandSize", .integer(Int64(bands.staticCount)))
      .adding("staticBand", band(bands.staticBand))
      .adding("dynamicBand", band(bands.dynamicBand))
  }

  private static func ports(_ text: String) -> JSONTree {
    guard let range = Settings.portRange(text) else { return .null }
    let bands = AllocationBands(ports: range)
    func band(_ band: ClosedRange<UInt64>?) -> JSONTree? {
      band.map { [.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))] }
    }
    return JSONTree.object([])
      .adding("portCount", .integer(Int64(range.count)))
      .adding("staticBandSize", .integer(Int64(bands.staticCount)))
      .adding("staticBand", band(bands.staticBand))
      .adding("dynamicBand", band(bands.dynamicBand))
      .adding("automaticUsesStaticBandOnceDynamicIsFull", .boolean(usesEveryPort(range)))
  }

  /// Whether as many ports are given automatically as the range has.
  private static func usesEveryPort(_ range: ClosedRange<Int64>) -> Bool {
    var settings = Settings()
    settings.nodePorts = range
    var allocator = ServiceAddressAllocator(settings)
    var generator = SeededGenerator(seed: 1)
    for _ in range {
      guard (try? allocator.allocateNodePort(&generator)) != nil else { return false }
    }
    return true
  }

  /// What a range has, and what comes of asking for numbers one after the other.
  private struct Answer: Equatable, CustomStringConvertible {
    var bands: JSONTree
    var requests: [ExplicitRequest]

    var description: String {
      let text = bands.compactText
      return requests.isEmpty ? text : "\(text), requests \(requests)"
    }
  }
}

/// A number that is asked for, and whether it is given.
private struct ExplicitRequest: Equatable {
  var number: String
  var isGiven: Bool

  init(number: String, isGiven: Bool) {
    self.number = number
    self.isGiven = isGiven
  }

  init(_ tree: JSONTree) {
    let names = ["request", "address", "ip", "port", "value"]
    let value = names.lazy.compactMap { tree[$0] }.first
    number = value?.string ?? value?.integer.map(String.init) ?? ""
    let verdicts = ["allocated", "accepted", "allowed", "ok", "success", "valid"]
    let verdict = verdicts.lazy.compactMap { tree[$0]?.boolean }.first
    isGiven = verdict ?? (tree["error"] == nil)
  }
}

/// Requests to one allocator.
private struct Requests {
  private var allocator: ServiceAddressAllocator
  private(set) var answers: [ExplicitRequest] = []

  init(_ document: JSONTree) {
    var settings = Settings()
    settings.serviceCIDRs = Settings.ranges(document.text("serviceCIDR"))
    settings.nodePorts = Settings.portRange(document.text("range")) ?? settings.nodePorts
    allocator = ServiceAddressAllocator(settings)
  }

  mutating func ask(_ number: String) {
    let isGiven: Bool
    if let port = Int64(number) {
      isGiven = (try? allocator.allocate(nodePort: port)) != nil
    } else if let address = IPAddress(number) {
      isGiven = (try? allocator.allocate(address)) != nil
    } else {
      isGiven = false
    }
    answers.append(ExplicitRequest(number: number, isGiven: isGiven))
  }
}

extension JSONTree {
  /// Without members that are null.
  fileprivate var withoutNulls: JSONTree {
    .object(members.filter { $0.value != .null })
  }
}
