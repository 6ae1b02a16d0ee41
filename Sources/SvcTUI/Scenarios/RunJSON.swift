import ClusterState
import Console

extension ScenarioRun {
  /// What `svctui run -o json` prints of one scenario; times in microseconds.
  var json: JSONTree {
    JSONTree.object([])
      .adding("checks", .array(checks.map(\.json)))
      .adding("failure", failure?.json)
      .adding("final", final.outcomeJSON)
      .adding("scenario", .string(scenario.name))
      .adding("seed", .integer(Int64(clamping: final.settings.seed)))
      .adding("steps", .array(steps.map(\.json)))
  }
}

extension ScenarioRun.Step {
  fileprivate var json: JSONTree {
    [
      "at": .integer(at.microseconds), "command": .string(line.text),
      "events": .array(events.map(\.json)), "line": .integer(Int64(line.number)),
    ]
  }
}

extension ScenarioRun.Failure {
  fileprivate var json: JSONTree {
    [
      "at": .integer(at.microseconds), "command": .string(line.text),
      "line": .integer(Int64(line.number)), "message": .string(ErrorText.text(error).english),
    ]
  }
}

extension Event {
  fileprivate var json: JSONTree {
    [
      "at": .integer(instant.microseconds), "event": .string(kind.name),
      "text": .string(EventText.text(kind).english),
    ]
  }
}

extension Simulation {
  /// Services, their endpoints and all outcomes, as they are.
  fileprivate var outcomeJSON: JSONTree {
    let keys = cluster.services.ids.compactMap { cluster.services[$0]?.key }.sorted()
    return [
      "endpoints": .array(keys.map(endpointsJSON)),
      "outcomes": ledger.outcomes.json,
      "services": .array(keys.map(serviceJSON)),
    ]
  }

  private func serviceJSON(_ key: ObjectName) -> JSONTree {
    let spec = cluster.services[key]?.spec
    return JSONTree.object([])
      .adding("clusterIPs", .array((spec?.proxiedClusterIPs ?? []).map(JSONTree.string)))
      .adding("name", .string("\(key)"))
      .adding("outcomes", (ledger[key]?.outcomes ?? Outcomes()).json)
      .adding("type", .string(spec?.type.rawValue ?? ""))
  }

  private func endpointsJSON(_ key: ObjectName) -> JSONTree {
    let slices = cluster.slices(of: key).compactMap { cluster.endpointSlices[$0] }
    func addresses(_ isMeant: (Endpoint) -> Bool) -> JSONTree {
      let texts = slices.flatMap { slice -> [String] in
        let ports = slice.ports.compactMap(\.port).compactMap(UInt16.init(exactly:))
        return slice.endpoints.filter(isMeant).flatMap(\.addresses).flatMap { text -> [String] in
          guard let address = IPAddress(text) else { return [text] }
          return ports.isEmpty ? ["\(address)"] : ports.map(address.withPort)
        }
      }
      return .array(Set(texts).sorted().map(JSONTree.string))
    }
    return [
      "ready": addresses { $0.ready ?? true },
      "service": .string("\(key)"),
      "serving": addresses { $0.serving ?? $0.ready ?? true },
      "terminating": addresses { $0.terminating ?? false },
    ]
  }
}
