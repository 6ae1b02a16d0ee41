package import ClusterState

// The words kubectl prints in its columns.

extension Service {
  /// `80:30080/TCP,443/TCP`; `<none>` without ports.
  package var portsText: String {
    guard !spec.ports.isEmpty else { return "<none>" }
    return spec.ports.map { port in
      let number = port.nodePort == 0 ? "\(port.port)" : "\(port.port):\(port.nodePort)"
      return "\(number)/\(port.protocol)"
    }.joined(separator: ",")
  }

  /// The column CLUSTER-IP: the first cluster IP, `None` or `<none>`.
  package var clusterIPText: String { spec.clusterIP.isEmpty ? "<none>" : spec.clusterIP }

  /// The column EXTERNAL-IP: load balancer addresses and external IPs, an alias, `<pending>`.
  package var externalIPText: String {
    if spec.type == .externalName { return spec.externalName }
    let assigned = status.ingress.map { $0.ip.isEmpty ? $0.hostname : $0.ip } + spec.externalIPs
    if assigned.isEmpty { return spec.type == .loadBalancer ? "<pending>" : "<none>" }
    return assigned.joined(separator: ",")
  }
}

extension Pod {
  /// The column STATUS.
  package var statusText: String {
    if isTerminating { return "Terminating" }
    if !status.reason.isEmpty { return status.reason }
    if status.phase == .pending, !spec.nodeName.isEmpty { return "ContainerCreating" }
    return status.phase.rawValue
  }

  /// What the status looks like.
  package var role: Role {
    if isTerminating { return .terminating }
    if isFinished { return .dim }
    if status.phase == .pending { return .starting }
    return status.ready == true ? .ready : .notReady
  }
}

/// Ages, counts and shares in words.
package enum Quantities {
  /// `5d3h`, `12m`, `7s`: two units at most, as kubectl prints ages (apimachinery, duration).
  package static func age(from start: Timestamp?, to now: Timestamp) -> String {
    guard let start else { return "<unknown>" }
    let seconds = max(0, (now.microseconds - start.microseconds) / 1_000_000)
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
    switch seconds {
    case ..<120: return "\(seconds)s"
    case ..<600: return pair(minutes, "m", seconds % 60, "s")
    case ..<10_800: return "\(minutes)m"
    case ..<28_800: return pair(hours, "h", minutes % 60, "m")
    case ..<172_800: return "\(hours)h"
    case ..<691_200: return pair(days, "d", hours % 24, "h")
    case ..<63_072_000: return "\(days)d"
    case ..<252_288_000: return pair(days / 365, "y", days % 365, "d")
    default: return "\(days / 365)y"
    }
  }

  /// A span of time as an age: `7s`, `12m`.
  package static func span(_ delay: Delay) -> String {
    age(from: Timestamp(microseconds: 0), to: Timestamp(microseconds: delay.microseconds))
  }

  /// `12,345`.
  package static func count(_ number: some BinaryInteger) -> String { number.grouped }

  /// `1 pod`, `1,200 pods`.
  package static func counted(_ number: some BinaryInteger, _ noun: String) -> Sentence {
    Sentence(counting: number, noun)
  }

  /// A part of one as `33.3%`.
  package static func percent(_ part: Double) -> String { "\(fixed(part * 100, 1))%" }

  /// A number with a fixed count of decimals.
  package static func fixed(_ number: Double, _ decimals: Int) -> String {
    var factor = 1
    for _ in 0..<decimals { factor *= 10 }
    let scaled = Int((number * Double(factor)).rounded())
    guard decimals > 0 else { return "\(scaled)" }
    let fraction = String(factor + Int(scaled.magnitude % UInt(factor)))
    return "\(scaled < 0 ? "-" : "")\(scaled.magnitude / UInt(factor)).\(fraction.dropFirst())"
  }

  /// Microseconds as `850us`, `1.5ms`, `2.00s`.
  package static func latency(_ microseconds: Int64) -> String {
    switch microseconds {
    case ..<1_000: "\(microseconds)us"
    case ..<1_000_000: "\(fixed(Double(microseconds) / 1_000, 1))ms"
    default: "\(fixed(Double(microseconds) / 1_000_000, 2))s"
    }
  }

  /// Simulated time as `00:01:12.4`.
  package static func clock(_ instant: Instant) -> String {
    let tenths = instant.microseconds / 100_000
    let seconds = tenths / 10
    return [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(padded).joined(separator: ":")
      + ".\(tenths % 10)"
  }

  /// The time of an event as `01:12.400`.
  package static func eventTime(_ instant: Instant) -> String {
    let milliseconds = instant.microseconds / 1_000
    let seconds = milliseconds / 1_000
    return padded(seconds / 60) + ":" + padded(seconds % 60)
      + ".\(String(1_000 + milliseconds % 1_000).dropFirst())"
  }

  private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func pair(_ large: Int64, _ first: String, _ small: Int64, _ second: String)
    -> String
  {
    small == 0 ? "\(large)\(first)" : "\(large)\(first)\(small)\(second)"
  }
}
