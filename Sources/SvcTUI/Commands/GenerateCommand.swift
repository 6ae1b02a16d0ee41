import ArgumentParser
import ClusterState
import Console
import Glibc

/// `svctui generate --pods N`: a realistic dump of any size.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write a made-up cluster of any size as kubectl would print it.",
    discussion: """
      As kubectl get nodes,pods,svc,endpointslices,deploy,rs,sts,ds,ing -A -o json prints a
      cluster: zones, workloads, Services from none to thousands of endpoints, pods that are not
      ready or terminating. The same counts and seed give the same bytes.

        svctui generate --pods 15000 --output-file medium.json.zst
        svctui generate --pods 150000 | svctui -
      """
  )

  /// As many pods run on a node, and stand behind a Service, where the counts are not said: those
  /// of the largest cluster that Kubernetes supports (5,000 nodes, 150,000 pods, 10,000 Services).
  private static let podsPerNode = 30
  private static let podsPerService = 15

  @Option(help: "Nodes; by default one for 30 pods.")
  var nodes: Int?

  @Option(help: "Pods.")
  var pods = 500

  @Option(help: "Services; by default one for 15 pods.")
  var services: Int?

  @Option(help: "Seed of all random choices.")
  var seed: UInt64 = 1

  @Flag(help: "One line without blanks, as kubectl get --raw prints it.")
  var compact = false

  @Option(
    help: ArgumentHelp(
      "Write to this file, packed if it ends in .gz or .zst.",
      valueName: "file"
    ),
    completion: .file()
  )
  var outputFile: String?

  mutating func validate() throws {
    // Pods first: the other counts may follow from them.
    try check("--pods", pods, DumpGenerator.podsMax)
    try check("--nodes", nodeCount, DumpGenerator.nodesMax)
    try check("--services", serviceCount, DumpGenerator.servicesMax)
  }

  mutating func run() throws {
    let output = outputFile
    var progress = GenerationProgress(isWanted: output != nil || isatty(STDOUT_FILENO) == 0)
    defer { progress.finish() }
    do throws(WriteFailure) {
      let target = try GenerationTarget(path: output)
      // Only now: planning a large cluster takes a while.
      let generator = DumpGenerator(
        nodes: nodeCount,
        pods: pods,
        services: serviceCount,
        seed: seed,
        isCompact: compact
      )
      try generator.write(progress: { progress.note($0, of: $1) }) { piece throws(WriteFailure) in
        guard progress.report() else { throw WriteFailure(path: "", code: EINTR) }
        try target.write(piece)
      }
      try target.finish()
    } catch {
      progress.clear()
      try end(error)
    }
  }

  private var nodeCount: Int { nodes ?? Self.share(pods, Self.podsPerNode) }
  private var serviceCount: Int { services ?? Self.share(pods, Self.podsPerService) }

  private static func share(_ pods: Int, _ divisor: Int) -> Int {
    pods / divisor + (pods % divisor > 0 ? 1 : 0)
  }

  private func check(_ option: String, _ count: Int, _ most: Int) throws {
    guard !(0...most).contains(count) else { return }
    throw ValidationError("\(option): \(count) is not from 0 to \(most)")
  }

  /// What went wrong, as an exit code; whoever stopped reading does not want the rest.
  private func end(_ failure: WriteFailure) throws {
    if Interruption.isRequested {
      Diagnostics.say("cancelled: nothing was kept")
      throw ExitCode(130)
    }
    guard failure.code != EPIPE else { return }
    throw OutputFile.failed(failure)
  }
}

/// Where a generated dump goes, packed or not.
private final class GenerationTarget {
  private let file: WholeFile?
  private let packing: CompressingOutput?

  init(path: String?) throws(WriteFailure) {
    file = try path.map { path throws(WriteFailure) in try WholeFile(replacing: path) }
    do throws(CompressionFailure) {
      packing = try path.flatMap { CompressionFormat(path: $0) }
        .map { format throws(CompressionFailure) in try CompressingOutput(format) }
    } catch {
      throw WriteFailure(path: path ?? "", code: ENOMEM)
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(WriteFailure) {
    guard let packing else { return try put(bytes) }
    try packing.write(bytes) { packed throws(WriteFailure) in try put(packed) }
  }

  func finish() throws(WriteFailure) {
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    try packing?.write(nothing, isLast: true) { packed throws(WriteFailure) in try put(packed) }
    try file?.finish()
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws(WriteFailure) {
    if let file { return try file.write(bytes) { !Interruption.isRequested } }
    let code = DescriptorWriting.write(bytes, to: STDOUT_FILENO) { !Interruption.isRequested }
    if let code { throw WriteFailure(path: "standard output", code: code) }
  }
}

/// How far generating is, on standard error.
private struct GenerationProgress {
  private var line: ProgressLine
  private var done = 0
  private var all = 1

  init(isWanted: Bool) { line = ProgressLine(isWanted: isWanted) }

  mutating func note(_ done: Int, of all: Int) { (self.done, self.all) = (done, max(1, all)) }

  /// Whether to go on.
  mutating func report() -> Bool {
    let (done, all) = (done, all)
    return line.report { _ in "generating \(done * 100 / all) %  \(done) of \(all) objects" }
  }

  mutating func clear() { line.clear() }
  mutating func finish() { line.finish() }
}
