internal import ClusterState

// What DNS says: the names of the selected Service, and any other name.

extension AppState {
  static let nameColumns = [
    TableColumn("NAME", importance: 10, leastWidth: 18, keepsEnd: true),
    TableColumn("TYPE", importance: 9),
    TableColumn("RCODE", importance: 7),
    TableColumn("QUERIES", .right, importance: 5),
    TableColumn("ANSWER", importance: 8, leastWidth: 14),
    TableColumn("WHY", importance: 3, leastWidth: 20),
  ]

  /// Shows the names of the selected Service as a pod sees them: the one under the cursor, else the
  /// Service's usual client.
  mutating func showNames() {
    guard selectedService != nil else {
      message = .error("select a Service first; :dns NAME resolves any name")
      return
    }
    nameAsker = selectedPod.map(DNSClient.pod) ?? usualAsker
    if screen != .names { screens.append(.names) }
  }

  /// Resolves a name that was typed, and tells each step.
  mutating func lookUp(_ text: String, _ type: DNSRecordType?) {
    guard let (name, type) = DNSText.question(text, type) else {
      message = .error("\(text) is no domain name; :dns NAME [A|AAAA|SRV|PTR|CNAME|TXT]")
      return
    }
    let client = selectedPod.map(DNSClient.pod) ?? (screen == .names ? nameAsker : usualAsker)
    do throws(CommandError) {
      let answer = try simulation.dns.resolve(name, type, from: client)
      show(title: "DNS: \(text)", DNSText.lines(answer, asker: DNSText.name(client)))
    } catch {
      message = .error(ErrorText.text(error))
    }
  }

  private var usualAsker: DNSClient {
    guard let key = selectedService, let service = simulation.cluster.services[key] else {
      return .anyPod(namespace: commandNamespace)
    }
    guard let source = usualTraffic(to: service)?.source else {
      return .anyPod(namespace: key.namespace)
    }
    return DNSClient(source, in: simulation.cluster)
  }

  /// Asks again: answers come from what the DNS servers have heard of by now.
  mutating func refreshNames() {
    guard let service = selectedService.flatMap({ simulation.cluster.services[$0] }) else {
      names = nil
      return rows.replace(.names, [])
    }
    if case .pod(let key) = nameAsker, simulation.cluster.pods[key] == nil {
      nameAsker = usualAsker
    }
    let list = NameList(of: service, nameAsker, simulation.dns)
    names = list
    let filter = self.list(.names).filter
    let kept = list.answers.indices.filter { index in
      guard !filter.isEmpty else { return true }
      return filter.keeps(language.text(DNSText.headline(list.answers[index])), Labels())
    }
    rows.replace(.names, sorted(.names, kept.map(RowID.lookup)))
  }

  func nameCells(_ index: Int) -> [TableCell] {
    guard let answer = names?.answers[safely: index] else { return [] }
    let data = answer.answers.map { "\($0.content)" }.joined(separator: ", ")
    let isFound = !answer.answers.isEmpty
    return [
      .text(answer.question.text),
      .text(answer.type.rawValue),
      .text(answer.code.rawValue, Style(isFound ? .good : .warning)),
      .text("\(answer.queries.count)"),
      .text(isFound ? data : "-"),
      .said(answer.reason.text, Style(.dim)),
    ]
  }

  /// The answer under the cursor.
  var selectedAnswer: DNSAnswer? {
    guard case .lookup(let index)? = list(.names).selection else { return nil }
    return names?.answers[safely: index]
  }

  /// Explains how the name under the cursor is resolved.
  mutating func explainName() {
    guard let answer = selectedAnswer else { return }
    let lines = DNSText.lines(answer, asker: DNSText.name(nameAsker))
    show(title: "DNS: \(answer.question.text) \(answer.type.rawValue)", lines)
  }
}
