internal import ClusterState

extension AppState {
  private static let historyMax = 100

  mutating func handlePrompt(_ key: Key) {
    guard var current = prompt else { return }
    switch key {
    case .escape: cancelPrompt(current)
    case .backspace where current.editor.text.isEmpty: cancelPrompt(current)
    case .enter:
      if current.kind == .filter, current.problem != nil { return }
      prompt = nil
      if current.kind == .command {
        run(current.editor.text)
        keepMistake(current)
      }
      if current.kind == .filter, screen.isSearched { find(current.editor.text) }
    case .tab where current.kind == .command: complete(current)
    case .right
    where current.kind == .command && current.editor.position == current.editor.text.count:
      complete(current)
    case .up where current.kind == .command: recall(&current, -1)
    case .down where current.kind == .command: recall(&current, 1)
    default:
      _ = current.editor.handle(key)
      current.problem = nil
      prompt = current
      if current.kind == .filter { setFilter(current.editor.text) }
    }
  }

  private mutating func complete(_ line: Prompt) {
    guard let completion = completions.first else { return }
    prompt = line
    prompt?.editor = LineEditor(completion)
    prompt?.problem = nil
  }

  /// What was refused stays in its line with the reason, to be mended there.
  private mutating func keepMistake(_ line: Prompt) {
    guard let refusal = message, refusal.isError, prompt == nil, popup == nil else { return }
    message = nil
    prompt = line
    prompt?.problem = refusal.text
  }

  private mutating func cancelPrompt(_ cancelled: Prompt) {
    prompt = nil
    guard cancelled.kind == .filter, !screen.isSearched, let name = focusedList else { return }
    lists[name, default: ListState()].filter = cancelled.before
  }

  private mutating func setFilter(_ text: String) {
    guard !screen.isSearched, let name = focusedList else { return }
    let filter = RowFilter(text)
    prompt?.problem = filter.problem
    if let problem = filter.problem {
      if prompt == nil { message = .error(problem) }
      return
    }
    lists[name, default: ListState()].filter = filter
  }

  private mutating func recall(_ current: inout Prompt, _ direction: Int) {
    let last = commandHistory.count
    let index = min(max(0, (current.historyIndex ?? last) + direction), last)
    current.historyIndex = index
    current.problem = nil
    current.editor = LineEditor(index < last ? commandHistory[index] : "")
    prompt = current
  }

  /// Does what was typed after `:`.
  mutating func run(_ line: String) {
    guard !line.allSatisfy({ $0 == " " }) else { return }
    commandHistory.removeAll { $0 == line }
    commandHistory.append(line)
    if commandHistory.count > Self.historyMax { commandHistory.removeFirst() }
    do throws(CommandParser.Failure) {
      perform(try AppCommand.parse(withTraffic(expanded(line)), namespace: commandNamespace))
    } catch {
      message = .error(ErrorText.text(error))
    }
  }

  private func expanded(_ line: String) -> String {
    CommandAlias.expand(line, session.configuration.aliases)
  }

  /// The namespace of names that say none: the one shown, else that of the selected Service.
  var commandNamespace: String { namespace ?? selectedService?.namespace ?? "default" }

  /// `send 100` and `stream 50` alone mean the selected Service and its usual client.
  private func withTraffic(_ line: String) -> String {
    let words = line.split(separator: " ")
    guard words.count == 2, ["send", "stream"].contains(words[0]), words[1].first?.isNumber == true,
      let service = selectedService.flatMap({ simulation.cluster.services[$0] }),
      let traffic = usualTraffic(to: service)
    else { return line }
    return "\(line) \(traffic)"
  }

  mutating func perform(_ command: AppCommand) {
    switch command {
    case .action(let action):
      let binding = keys.bindings.first { $0.action == action }
      if let reason = binding?.disabledReason(self) {
        message = .error(reason)
      } else {
        reduce(action)
      }
    case .filter(let text): setFilter(text)
    case .namespace(let name): show(namespace: name)
    case .speed(let text):
      let known = playback.set(text)
      message =
        known
        ? .note("speed \(playback.text)")
        : .error("speeds are \(Playback.names.joined(separator: ", "))")
    case .cluster(let command): perform(command)
    case .history(let instruction): perform(instruction)
    case .explain(let traffic): explain(traffic)
    case .nextLine: playNextLine()
    case .room(let command): perform(command)
    case .language(let name): speak(name)
    case .connections(let text): show(.connections, filter: text)
    case .sort(let column): sort(by: column)
    case .narrowed(let kind, let text):
      unwind(to: kind)
      show(kind, filter: text)
    case .get(let wanted): get(wanted)
    case .look(let view, let kind, let key): look(view, kind, key)
    case .explainField(let path): explain(field: path)
    case .say(let answer): message = .note(answer)
    case .compare(let first, let second): compare(first, second)
    case .matrixOfAll: showMatrix(ofAll: true)
    case .lookUp(let name, let type): lookUp(name, type)
    }
  }

  /// Speaks the language of a code; without one the next.
  private mutating func speak(_ code: String) {
    let all = Language.allCases
    guard
      let chosen = code.isEmpty ? all.first(where: { $0 != language }) : Language(rawValue: code)
    else {
      message = .error("languages are \(all.map(\.rawValue).joined(separator: ", "))")
      return
    }
    language = chosen
    message = .note("this is \(chosen.ownName)")
  }

  /// Speaks English where letters of other scripts cannot be shown, and says so.
  package mutating func speakSo(that symbols: Symbols) {
    guard language != .english, symbols.isASCII, !symbols.keepsLetters else { return }
    let wanted = language.ownName
    language = .english
    message = .error("\(wanted): this locale shows ASCII only; set LC_ALL to one with UTF-8")
  }

  mutating func show(namespace name: String?) {
    guard let name else {
      namespace = nil
      return
    }
    guard namespaceNames.contains(name) else {
      message = .error("there is no namespace \(name)")
      return
    }
    namespace = name
    guard !numberedNamespaces.contains(name) else { return }
    if numberedNamespaces.count == Self.numberedMax { numberedNamespaces.removeLast() }
    numberedNamespaces.append(name)
  }

  /// Shows the namespace of a number alone; without a number the list of them.
  mutating func show(numbered number: Int?) {
    guard let number, let name = numberedNamespaces[safely: number - 1] else {
      return show(.namespaces, filter: nil)
    }
    show(namespace: name)
    message = .note("namespace \(name)")
  }

  /// Namespaces that objects are in.
  var namespaceNames: [String] {
    let cluster = simulation.cluster
    var names = Set(cluster.namespaces.ids.compactMap { cluster.namespaces[$0]?.metadata.name })
    for id in cluster.services.ids { names.insert(cluster.services[id]?.metadata.namespace ?? "") }
    for id in cluster.pods.ids { names.insert(cluster.pods[id]?.metadata.namespace ?? "") }
    return names.subtracting([""]).sorted()
  }

  /// Lines that what was typed could become, the likeliest first.
  package var completions: [String] {
    guard let prompt, prompt.kind == .command else { return [] }
    let line = prompt.editor.text
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard let last = words.last else { return [] }
    let begun = words.dropLast().joined(separator: " ")
    let candidates = candidates(after: words.dropLast().filter { !$0.isEmpty })
    return candidates.filter { $0.hasPrefix(last) && $0 != last }
      .prefix(Self.completionsMax).map { words.count == 1 ? $0 : "\(begun) \($0)" }
  }

  private static let completionsMax = 20

  private func candidates(after words: [String]) -> [String] {
    guard let verb = words.first else {
      let words = AppCommand.verbs + AppCommand.actions.flatMap(\.words) + RoomCommand.verbs
      let room = RoomCommand.actions.flatMap(\.words)
      return Set(words + room + session.configuration.aliases.map(\.name)).sorted()
    }
    switch (verb, words.count) {
    case ("theme", 1): return session.themes.map(\.name)
    case ("record", 1): return recording == nil ? [] : ["stop"]
    case ("ns", 1): return ["all"] + namespaceNames
    case ("compare", 1), ("compare", 2): return timeline.branchNames
    case ("rewind", 1): return ["to", "after"]
    case ("rewind", 2): return words[1] == "to" ? timeline.bookmarks.map(\.name) : []
    case ("branch", 1): return timeline.branchNames
    case ("matrix", 1): return ["all"]
    case ("rules", 1): return nodeNames
    case ("dns", 2): return DNSRecordType.allCases.map(\.rawValue)
    case ("mode", 1): return ProxyMode.allCases.map(\.rawValue).sorted()
    case ("speed", 1): return Playback.names
    case ("lang", 1): return Language.allCases.map(\.rawValue)
    case ("sort", 1): return focusedList.map { columns(of: $0).map { $0.title.lowercased() } } ?? []
    case ("get", 1), ("describe", 1), ("edit", 1), ("explain", 1):
      return KubectlWords.resources.flatMap(\.names)
    case ("get", 2), ("describe", 2), ("edit", 2): return names(of: words[1])
    case ("get", _): return ["-n", "-A", "-l", "-o"]
    case ("xray", 1): return ["deploy", "ing", "svc"]
    case ("label", 1): return ["pod", "service", "node", "deployment"]
    case ("label", 2): return names(of: words[1])
    case ("rollout", 1): return ["restart", "undo", "pause", "resume", "status"]
    case ("rollout", 2): return ["deployment", "statefulset", "daemonset"]
    case ("rollout", 3): return names(of: words[2])
    case ("scale", 1): return ["deployment", "statefulset", "replicaset"]
    case ("patch", 1): return ["service", "deployment"]
    case ("patch", 2): return names(of: words[1])
    case ("patch", 3): return ["-p"]
    case ("ready", 1): return ["pod"]
    case ("ready", 2): return names(of: words[1])
    case ("ready", 3): return ["on", "off"]
    case ("cordon", 1), ("uncordon", 1), ("drain", 1), ("node", 2): return nodeNames
    case ("node", 1): return ["up", "down"]
    case ("delete", 1):
      return ["pod", "service", "deployment", "statefulset", "daemonset", "replicaset"]
    case ("scale", 2), ("delete", 2): return names(of: words[1])
    case ("scale", 3): return ["--replicas="]
    case ("delete", 3): return words[1] == "pod" ? ["--grace-period=", "--force", "--now"] : []
    case ("send", _), ("stream", _), ("trace", _): return trafficCandidates(after: words)
    default: return []
    }
  }

  private func trafficCandidates(after words: [String]) -> [String] {
    guard let service = selectedService.flatMap({ simulation.cluster.services[$0] }) else {
      return []
    }
    switch words.last {
    case "from": return sourceChoices(for: service)
    case "to": return destinationChoices(for: service)
    case "send": return ["1", "100", "1000", "from"]
    case "stream": return ["10/s", "100/s", "1000/s", "stop"]
    case "stop": return ["to"]
    default: return words.contains("from") ? ["to"] : ["from"]
    }
  }

  private var nodeNames: [String] {
    simulation.cluster.nodes.ids.compactMap { simulation.cluster.nodes[$0]?.metadata.name }.sorted()
  }

  private func names(of resource: String) -> [String] {
    let cluster = simulation.cluster
    let keys: [ObjectName] =
      switch ResourceNames.kind(resource) {
      case Pod.kind: cluster.pods.ids.compactMap { cluster.pods[$0]?.key }
      case Service.kind: cluster.services.ids.compactMap { cluster.services[$0]?.key }
      case Node.kind: cluster.nodes.ids.compactMap { cluster.nodes[$0]?.key }
      case let kind?: cluster.allWorkloads.filter { $0.kind == kind }.map(\.key)
      case nil: []
      }
    return keys.sorted().map(\.description)
  }
}
