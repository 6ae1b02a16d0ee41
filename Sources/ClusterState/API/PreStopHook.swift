/// `lifecycle.preStop` of a container: what runs before SIGTERM.
package enum PreStopHook: Hashable, Sendable {
  case sleep(seconds: Int64)
  /// A program and its arguments.
  case exec([String])
  /// A request to the container; what it asks for is not held.
  case request

  /// How long it takes, if the hook itself says so: a `sleep` action, or a command that sleeps such
  /// as `sleep 5` or `sh -c "sleep 5 && nginx -s quit"`, whose other parts take no time.
  package var length: Delay? {
    switch self {
    case .sleep(let seconds): Self.delay(seconds: Double(seconds))
    case .exec(let words): Self.sleep(in: words)
    case .request: nil
    }
  }

  private static let shells: Set<Substring> = ["sh", "bash", "ash", "dash"]
  /// Words of a command that are looked at.
  private static let wordsMax = 1_000

  private static func sleep(in words: [String]) -> Delay? {
    guard let program = words.first?.split(separator: "/").last else { return nil }
    if program == "sleep" { return argument(words.dropFirst()) }
    guard shells.contains(program),
      let script = words.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }),
      script + 1 < words.count
    else { return nil }
    let commands = words[script + 1].split { ";&|\n".contains($0) }
    let sleeps = commands.prefix(wordsMax).compactMap { command -> Delay? in
      var parts = command.split { " \t".contains($0) }.prefix(wordsMax).map(String.init)
      if parts.first == "exec" { parts.removeFirst() }
      guard parts.first?.split(separator: "/").last == "sleep" else { return nil }
      return argument(parts.dropFirst())
    }
    guard let first = sleeps.first else { return nil }
    return sleeps.dropFirst().reduce(first) { min($0 + $1, Delays.longest) }
  }

  /// The sum of what `sleep` is given: numbers of seconds, or with `s`, `m`, `h` or `d`
  /// (coreutils).
  private static func argument(_ words: some Collection<String>) -> Delay? {
    guard !words.isEmpty, words.count <= wordsMax else { return nil }
    var sum = Delay.zero
    for word in words {
      let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
      let unit = word.last.flatMap { units[$0] }
      guard let number = Double(unit == nil ? word : String(word.dropLast())), number >= 0,
        let delay = delay(seconds: number * (unit ?? 1))
      else { return nil }
      sum = min(sum + delay, Delays.longest)
    }
    return sum
  }

  /// At most the longest delay there is: no grace period outlasts it by more than its own end.
  private static func delay(seconds: Double) -> Delay? {
    guard seconds >= 0 else { return .zero }
    let longest = Double(Delays.longest.microseconds) / 1_000_000
    return Delay(microseconds: Int64(min(seconds, longest) * 1_000_000))
  }
}

extension Container {
  /// Seconds of `lifecycle.preStop.sleep`; `nil` without it.
  package var preStopSleepSeconds: Int64? {
    get { if case .sleep(let seconds)? = preStop { seconds } else { nil } }
    set { preStop = newValue.map { .sleep(seconds: $0) } }
  }
}
