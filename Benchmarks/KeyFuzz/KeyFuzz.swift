import ArgumentParser
import ClusterState
import Glibc
import VisitSupport

/// Presses random keys on many documents until so many were pressed or something is wrong.
@main struct KeyFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Press random keys, move the mouse, paste, resize; say what is wrong then.",
    discussion: "Documents are \(FuzzDocument.names.joined(separator: ", "))."
  )

  /// Inputs of one visit; then everything is undone and the next one begins.
  private static let visitSteps = 2_000

  @Option(help: "How many inputs in all.")
  var keys = 1_000_000

  @Option(help: "The seed of the first visit; each next one has one more.")
  var seed: UInt64 = 1

  @Option(help: "Only this document; else one after the other.")
  var document: String?

  @Flag(help: "Print every input before it is given.")
  var trace = false

  mutating func validate() throws {
    guard keys > 0 else { throw ValidationError("--keys takes a number above 0") }
    guard let document, !FuzzDocument.names.contains(document) else { return }
    let names = FuzzDocument.names.joined(separator: ", ")
    throw ValidationError("there is no document \(document); there are \(names)")
  }

  mutating func run() throws {
    let documents = try document.map { [try FuzzDocument.named($0)] } ?? FuzzDocument.all()
    var left = keys
    var number = 0
    var failures = 0
    while left > 0 {
      let count = min(left, Self.visitSteps)
      let seed = seed &+ UInt64(number)
      if try !visit(documents[number % documents.count], seed: seed, steps: count) {
        failures += 1
      }
      left -= count
      number += 1
    }
    print("\(keys) inputs in \(number) visits: \(failures) failed")
    if failures > 0 { throw ExitCode.failure }
  }

  /// Whether nothing was wrong.
  private func visit(_ document: FuzzDocument, seed: UInt64, steps: Int) throws -> Bool {
    let again = "KeyFuzz --seed \(seed) --document \(document.name) --keys \(steps)"
    CrashNote.begin(again)
    let start = ContinuousClock.now
    var slowest = (duration: Duration.zero, step: 0, input: "")
    do throws(RandomVisit.Finding) {
      var visit = RandomVisit(document.loaded, seed: seed)
      for step in 1...steps {
        CrashNote.step = step
        var input = ""
        let began = ContinuousClock.now
        try visit.step { next in
          input = "\(next)"
          if trace { print("\(step): \(next)") }
        }
        let took = ContinuousClock.now - began
        if took > slowest.duration { slowest = (took, step, input) }
      }
      CrashNote.step = steps + 1
      try visit.end()
    } catch {
      print("FAILED at \(error)\n  again: \(again)")
      return false
    }
    let took = Int((ContinuousClock.now - start) / .milliseconds(1))
    let most = Int(slowest.duration / .milliseconds(1))
    print("\(again): \(took) ms; slowest \(most) ms at \(slowest.step) (\(slowest.input))")
    fflush(nil)
    return true
  }
}
