import ArgumentParser
import ClusterState

/// How a cluster's own engine shall make the runs.
struct JobOptions: ParsableArguments {
  @Flag(help: "Print a Job that makes the runs in a Kubernetes cluster, and do nothing else.")
  var emitJob = false

  @Option(help: "Pods of the Job, each of which makes one part of the runs.")
  var shards: Int?

  @Option(help: "The image of the program; the Dockerfile of the sources makes one.")
  var image: String?

  @Option(
    help: ArgumentHelp(
      "A PersistentVolumeClaim with the folder of the scenario, for what no ConfigMap can hold.",
      valueName: "name"
    )
  )
  var claim: String?

  /// Pods where nobody says how many.
  private static let shardsDefault = 8

  /// Throws what cannot be meant.
  func validate(_ sweep: SweepOptions, _ grid: SweepGrid) throws {
    let said = [("--shards", shards != nil), ("--image", image != nil), ("--claim", claim != nil)]
    if !emitJob, let option = said.first(where: \.1) {
      throw ValidationError("\(option.0) says something about --emit-job: say that too")
    }
    if let shards, !(1...SweepShard.countMax).contains(shards) {
      throw ValidationError("--shards: \(shards) is not between 1 and \(SweepShard.countMax)")
    }
    if let shards, shards > grid.count {
      throw ValidationError("--shards: \(SweepError.tooManyShards(shards, runs: grid.count))")
    }
    if let image, image.isEmpty || !image.utf8.allSatisfy({ 0x21...0x7e ~= $0 }) {
      throw ValidationError("--image: \(image) is not a name of an image")
    }
    if let claim, let reason = NameValidation.subdomain(claim).first {
      throw ValidationError("--claim: \(claim): \(reason)")
    }
  }

  /// Parts that the runs are cut into.
  func shardCount(_ sweep: SweepOptions, _ grid: SweepGrid) throws -> Int {
    if let shards { return shards }
    if sweep.shard != nil { return try sweep.part(of: grid).count }
    return min(Self.shardsDefault, grid.count)
  }
}
