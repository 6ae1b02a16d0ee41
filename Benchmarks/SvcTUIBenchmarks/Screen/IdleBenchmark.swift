import PseudoTerminal

/// What the program takes from the machine while nobody types.
enum IdleBenchmark {
  static func run(_ plan: Plan, _ report: inout Report) throws {
    let milliseconds: Int32 = plan.isQuick ? 1_000 : 4_000
    let terminal = try PTYHarness([Programs.svctui], size: FrameBenchmark.screen)
    _ = terminal.firstScreen(bytesMin: 2_000)
    let quiet = measure(terminal, milliseconds)
    _ = terminal.answer(to: "p")
    let paused = measure(terminal, min(milliseconds, 2_000))
    _ = terminal.answer(to: "p")
    // Control-T starts a stream of requests to the selected Service.
    _ = terminal.answer(to: "\u{14}")
    let playing = measure(terminal, milliseconds)
    report.rows += [
      Row("idle: paused", "demo", paused.wakeUps, "wake-ups", .atMost(0)),
      Row("idle: playing, nothing moves", "demo", quiet.coreShare, "% of a core"),
      Row("idle: playing a stream", "demo", playing.coreShare, "% of a core", .atMost(3)),
      Row("idle: playing a stream", "demo", playing.bytes / 1_024, "KB/s"),
    ]
  }

  private static func measure(
    _ terminal: PTYHarness,
    _ milliseconds: Int32
  ) -> (wakeUps: Double, coreShare: Double, bytes: Double) {
    // What a key set going comes to rest first.
    _ = terminal.lookOn(milliseconds: 300)
    let wakeUps = ProcessStatus.wakeUps(terminal.process)
    let ran = ProcessStatus.runNanoseconds(terminal.process)
    let watch = Stopwatch()
    let bytes = terminal.lookOn(milliseconds: milliseconds)
    let elapsed = Double(watch.nanoseconds)
    let share = Double(ProcessStatus.runNanoseconds(terminal.process) - ran) / elapsed
    return (
      Double(ProcessStatus.wakeUps(terminal.process) - wakeUps), share * 100,
      Double(bytes) / elapsed * 1_000_000_000
    )
  }
}
