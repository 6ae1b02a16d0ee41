import ArgumentParser
import ClusterState
import Console

/// A manifest for a cluster's own engine: an Indexed Job whose pods each make one shard of a sweep.
struct SweepJob {
  /// Where pods find what they play.
  static let folder = "/sweep"
  private static let scenarioName = "sweep.scenario"
  /// What a ConfigMap may hold (pkg/apis/core/validation/validation.go, ValidateConfigMap).
  private static let configMapBytesMax = 1 << 20
  /// What a pod needs beside the cluster.
  static let memoryMebibytes = 256
  /// The part of a log that `kubectl logs` still shows (kubelet's containerLogMaxSize).
  static let logBytes = 10 << 20
  /// What a line of results has at most with a few expectations.
  static let lineBytes = 1_200

  let name: String
  let image: String
  let claim: String?
  let shards: Int
  let jobs: Int
  let runs: Int
  let words: [String]
  let scenarioPath: String
  let files: [PackedFile]

  /// Packs what the pods need; tells what is wrong and throws the exit code.
  init(
    _ file: ScenarioFile,
    _ grid: SweepGrid,
    words: [String],
    namespace: String?,
    _ options: JobOptions,
    _ sweep: SweepOptions
  ) throws {
    // What would be wrong in every pod is told here.
    _ = try file.scenarios(of: grid, namespace: namespace)
    let base = file.path.split(separator: "/").last.map(String.init) ?? ""
    name = Self.objectName("sweep-\(base.prefix { $0 != "." })")
    image = options.image ?? "svctui:\(Version.tool)"
    claim = options.claim
    shards = try options.shardCount(sweep, grid)
    jobs = try sweep.jobs == nil ? 1 : sweep.threads()
    runs = grid.count
    self.words = words
    guard claim == nil else {
      files = []
      scenarioPath = "\(Self.folder)/\(base)"
      try Self.checkBeside(file)
      return
    }
    scenarioPath = "\(Self.folder)/\(Self.scenarioName)"
    files = try Self.pack(file)
    let total = files.reduce(0) { $0 + $1.bytes.count }
    guard total <= Self.configMapBytesMax else {
      Diagnostics.say(
        "job-refused: the scenario and its cluster are more than 1 MiB, which no ConfigMap can "
          + "hold: put the folder of the scenario on a volume and name it with --claim NAME"
      )
      throw ExitCode(1)
    }
  }

  /// A text as a name of objects, with room for what a Job puts behind it for its pods.
  private static func objectName(_ text: String) -> String {
    let letters = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(letters).split(separator: "-").joined(separator: "-").prefix(40)
    return String(name.last == "-" ? name.dropLast() : name)
  }

  /// The scenario and its cluster as files of a ConfigMap.
  private static func pack(_ file: ScenarioFile) throws -> [PackedFile] {
    guard case .path(let path) = file.scenario.cluster else {
      return [PackedFile(key: "scenario", path: scenarioName, bytes: file.bytes)]
    }
    let root = file.resolved(path)
    let sources = try file.clusterFiles()
    let isFolder = sources != [root]
    let base = root.split(separator: "/").last.map(String.init) ?? "cluster"
    let line = "cluster " + LineWord.quoted(isFolder ? "cluster" : "cluster/\(base)")
    var lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    lines[file.scenario.clusterLine - 1] = Array(line.utf8)[...]
    let text = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    var files = [PackedFile(key: "scenario", path: scenarioName, bytes: text)]
    for (index, source) in sources.enumerated() {
      var inner = base
      if isFolder { inner = String(source.dropFirst(root.count).drop { $0 == "/" }) }
      do throws(LoadError) {
        // One byte more tells that it is too much.
        let bytes = try FileSource(path: source).start(configMapBytesMax + 1)
        files.append(PackedFile(key: "cluster-\(index)", path: "cluster/\(inner)", bytes: bytes))
      } catch {
        Diagnostics.say("\(error.id): \(error)")
        throw ExitCode(error.exitCode)
      }
    }
    return files
  }

  /// On a volume the cluster must lie where the scenario looks for it.
  private static func checkBeside(_ file: ScenarioFile) throws {
    guard file.path != StandardInput.name else {
      throw ValidationError("--claim: name the scenario's file, not standard input")
    }
    guard case .path(let path) = file.scenario.cluster else { return }
    guard path.hasPrefix("/") || path.split(separator: "/").contains("..") else { return }
    Diagnostics.say(
      "job-refused: \(file.path):\(file.scenario.clusterLine): cluster \(path) does not lie in the "
        + "folder of the scenario, which is all that pods see on the volume"
    )
    throw ExitCode(1)
  }
}
