internal import ClusterState

// Why something is as it is: the answer to one key.

extension AppState {
  /// Explains what the cursor is on.
  mutating func explain() {
    switch selectedRow {
    case .event(let number):
      if case .requestsSent(let report) = simulation.events[number].kind {
        return explain(report.traffic)
      }
      guard selectedService == nil else { break }
      message = .error("this event has no requests to explain; Enter shows it whole")
      return
    case .endpoint(let row):
      if let address = row.address { return explain(address, row.number) }
      return explainMissing(row.pod)
    case .pod(let key): return explainMembership(of: key)
    case .delay(let name, _): return explain(name)
    case .connection(let key): return explain(key)
    case .stream(let number):
      if let stream = stream(number) { return explain(stream.traffic) }
    case .endpointOf(_, let row):
      if let address = row.address { return explain(address, row.number) }
      return explainMissing(row.pod)
    case .route: return open(.description)
    case .absent(let kind, let key):
      message = .error("something names \(kind) \(key), and there is none")
      return
    case .outcome(let verdict): return explain(verdict)
    case .losses: return explainLosses()
    case .client(let index): return explain(client: index)
    case .reach: return explainReach()
    case .lookup: return explainName()
    case .rule: return explainRule()
    case .conntrack(let index): return explainConntrack(index)
    case .service, .node, .workload, .ignored, .branch, .moment, .figure, .perfectControlPlane,
      .slice, .zone, .namespace, .tree, nil:
      break
    }
    guard let traffic = trafficInQuestion else {
      message = .error("select a Service first; :trace from SRC to DST explains any connection")
      return
    }
    explain(traffic)
  }

  /// Explains the connections of one kind.
  mutating func explain(_ traffic: Traffic) {
    do throws(CommandError) {
      let trace = try simulation.trace(traffic)
      let lines = WhyText.lines(trace, reasons: reasons(behind: trace))
      show(title: "Why: \(traffic.destination)", lines)
    } catch {
      message = .error(ErrorText.text(error))
    }
  }

  /// What was last sent to the selected Service, else what its usual client would send.
  var trafficInQuestion: Traffic? {
    guard let key = selectedService, let service = simulation.cluster.services[key] else {
      return nil
    }
    if case .send(let traffic, _)? = lastTraffic,
      self.service(behind: traffic.destination) ?? key == key
    {
      return traffic
    }
    return usualTraffic(to: service)
  }

  private mutating func explain(_ address: IPAddress, _ port: UInt16) {
    guard let key = selectedService, let traffic = trafficInQuestion else { return }
    do throws(CommandError) {
      let trace = try simulation.trace(traffic)
      let known = simulation.servingEndpoints(of: key).map(\.endpoint)
      let asked = known.first { $0.address == address && $0.port == port }
      guard let endpoint = asked else {
        let gone: Sentence = "\(address.withPort(port)) is no endpoint of \(key) any more"
        let headline = [TextLine(gone, Style(.warning, .bold), wraps: true), .empty]
        let way = WhyText.lines(trace, reasons: reasons(behind: trace))
        return show(title: "Why: \(address.withPort(port))", headline + way)
      }
      let lines = WhyText.lines(endpoint, trace, reasons: reasons(behind: trace))
      show(title: "Why: \(endpoint.text)", lines)
    } catch {
      message = .error(ErrorText.text(error))
    }
  }

  /// Why a pod that a Service selects has no address to be reached at.
  private mutating func explainMissing(_ key: ObjectName) {
    guard let pod = simulation.cluster.pods[key] else { return }
    let place =
      pod.spec.nodeName.isEmpty
      ? "it has no node yet" : "it is on \(pod.spec.nodeName), and its containers are starting"
    show(
      title: "Why: \(key)",
      [
        TextLine("\(key) gets no requests: it has no address", Style(.warning, .bold), wraps: true),
        .empty, TextLine("\(place) (\(pod.statusText)).", wraps: true),
        TextLine("The slice controller lists a pod once status.podIPs is set.", wraps: true),
        TextLine(
          "[kubernetes staging/src/k8s.io/endpointslice/utils.go]",
          Style(.dim),
          wraps: true
        ),
      ]
    )
  }

  /// Which Services a pod belongs to, and whether it gets requests from them.
  private mutating func explainMembership(of key: ObjectName) {
    guard let pod = simulation.cluster.pods[key] else { return }
    let services = simulation.cluster.services(selecting: pod)
      .compactMap { simulation.cluster.services[$0] }
    var lines = [
      TextLine(
        services.isEmpty
          ? "\(key) is behind no Service: no selector matches its labels"
          : "\(key) is selected by \(services.map { "\($0.key)" }.joined(separator: ", "))",
        Style(services.isEmpty ? .warning : .title, .bold),
        wraps: true
      ), .empty,
    ]
    let labels = pod.metadata.labels.pairs.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    lines.append(TextLine("labels: \(labels.isEmpty ? "none" : labels)", wraps: true))
    lines.append(TextLine("state: \(pod.statusText)"))
    for service in services {
      let mine = simulation.servingEndpoints(of: service.key).map(\.endpoint)
        .filter { $0.pod == key }
      lines.append(.empty)
      lines += membership(of: pod, service, mine)
    }
    show(title: "Why: \(key)", lines)
  }

  private func membership(
    of pod: Pod,
    _ service: Service,
    _ endpoints: [ProxyEndpoint]
  ) -> [TextLine] {
    guard let endpoint = endpoints.first else {
      return [
        TextLine("\(service.key): not listed", Style(.warning)),
        TextLine(
          pod.status.podIPs.isEmpty
            ? "it has no address yet" : "its slices do not name it under a port of the Service",
          indent: 4,
          wraps: true
        ),
      ]
    }
    guard let traffic = usualTraffic(to: service), let trace = try? simulation.trace(traffic) else {
      return [TextLine("\(service.key): listed as \(endpoint.text)")]
    }
    let headline = WhyText.lines(endpoint, trace)[0]
    let asked: Sentence = "asked from \(traffic.source)"
    return [TextLine("\(service.key):", Style(.title)), headline, TextLine(asked, Style(.dim))]
  }

  mutating func show(title: Sentence, _ lines: [TextLine]) {
    screens.append(.text(TextScreen(title: title, lines: lines)))
  }
}
