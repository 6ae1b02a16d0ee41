/// What the API server checks in probes and lifecycle hooks.
///
/// Source: pkg/apis/core/validation/validation.go, `validateProbe`, `validateLifecycle` and
/// `validateHandler`.
enum ProbeValidation {
  static func checkAll(
    of container: JSONTree,
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    if let lifecycle = container["lifecycle"] {
      check(lifecycle: lifecycle, at: path["lifecycle"], in: pod, &errors)
    }
    for key in ["livenessProbe", "readinessProbe", "startupProbe"] {
      guard let probe = container[key] else { continue }
      check(probe, at: path[key], &errors)
      if key == "readinessProbe" {
        if let seconds = probe["terminationGracePeriodSeconds"] {
          let field = path[key]["terminationGracePeriodSeconds"]
          errors.addInvalid(field, seconds, "must not be set for readinessProbes")
        }
      } else if probe.number("successThreshold") ?? 0 != 1 {
        let value = JSONTree.integer(probe.number("successThreshold") ?? 0)
        errors.addInvalid(path[key]["successThreshold"], value, "must be 1")
      }
    }
  }

  private static func check(
    _ probe: JSONTree,
    at path: FieldPath,
    _ errors: inout FieldErrors
  ) {
    let handlers = ["exec", "httpGet", "tcpSocket", "grpc"]
    check(handler: probe, of: handlers, at: path, gracePeriod: nil, &errors)
    for key in [
      "initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold",
      "failureThreshold",
    ] { errors.checkNonnegative(path[key], probe.number(key)) }
    if let seconds = probe.number("terminationGracePeriodSeconds"), seconds <= 0 {
      let field = path["terminationGracePeriodSeconds"]
      errors.addInvalid(field, .integer(seconds), "must be greater than 0")
    }
  }

  private static func check(
    lifecycle: JSONTree,
    at path: FieldPath,
    in pod: PodContext,
    _ errors: inout FieldErrors
  ) {
    let handlers = ["exec", "httpGet", "tcpSocket", "sleep"]
    for key in ["postStart", "preStop"] {
      guard let handler = lifecycle[key] else { continue }
      let period = pod.gracePeriod
      check(handler: handler, of: handlers, at: path[key], gracePeriod: period, &errors)
    }
    guard let signal = lifecycle["stopSignal"]?.string else { return }
    switch pod.spec.object("os").text("name") {
    case "":
      let detail = "may not be set for containers with empty `spec.os.name`"
      errors.addForbidden(path["stopSignal"], detail)
    case "windows" where !["SIGKILL", "SIGTERM"].contains(signal):
      errors.addNotSupported(path["stopSignal"], signal, allowed: ["SIGKILL", "SIGTERM"])
    case "linux" where !StopSignals.linux.contains(signal):
      errors.addNotSupported(path["stopSignal"], signal, allowed: StopSignals.linux)
    default: break
    }
  }

  /// Exactly one way to act.
  private static func check(
    handler: JSONTree,
    of kinds: [String],
    at path: FieldPath,
    gracePeriod: Int64?,
    _ errors: inout FieldErrors
  ) {
    let present = kinds.filter { handler[$0] != nil }
    guard let first = present.first else {
      return errors.addRequired(path, "must specify a handler type")
    }
    check(action: handler.object(first), first, at: path[first], gracePeriod, &errors)
    for other in present.dropFirst() {
      errors.addForbidden(path[other], "may not specify more than 1 handler type")
    }
  }

  private static func check(
    action: JSONTree,
    _ kind: String,
    at path: FieldPath,
    _ gracePeriod: Int64?,
    _ errors: inout FieldErrors
  ) {
    switch kind {
    case "exec":
      if action.list("command").isEmpty { errors.addRequired(path["command"]) }
    case "httpGet":
      if action.isZero("path") { errors.addRequired(path["path"]) }
      errors.checkPort(path["port"], action["port"])
      let scheme = action.text("scheme")
      if scheme != "HTTP", scheme != "HTTPS" {
        errors.addNotSupported(path["scheme"], scheme, allowed: ["HTTP", "HTTPS"])
      }
      for header in action.list("httpHeaders") where !isHeader(header.text("name")) {
        let detail = NameValidation.pattern(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          ["X-Header-Name"],
          "[-A-Za-z0-9]+"
        )
        errors.addInvalid(path["httpHeaders"], header.text("name"), [detail])
      }
    case "tcpSocket", "grpc":
      errors.checkPort(path["port"], action["port"])
    default:
      let seconds = action.number("seconds") ?? 0
      guard let gracePeriod, seconds < 0 || seconds > gracePeriod else { return }
      let detail =
        "must be non-negative and less than terminationGracePeriodSeconds (\(gracePeriod))"
      errors.addInvalid(path, .integer(seconds), detail)
    }
  }

  private static func isHeader(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (48...57).contains(byte) || (97...122).contains(byte | 0x20)
      }
  }
}

/// Signals that may end a container.
enum StopSignals {
  static let linux: [String] = {
    let named = [
      "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT",
      "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM",
      "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
      "RTMIN", "RTMAX",
    ]
    let realTime = (1...15).map { "RTMIN+\($0)" } + (1...14).map { "RTMAX-\($0)" }
    return (named + realTime).map { "SIG\($0)" }
  }()
}
