import Glibc

/// A generated cluster of one of the sizes that goals are set for.
struct ClusterSize {
  let name: String
  let nodes: Int
  let pods: Int
  let services: Int

  static let small = ClusterSize(name: "S", nodes: 20, pods: 500, services: 50)
  static let middle = ClusterSize(name: "S-M", nodes: 100, pods: 3_000, services: 300)
  static let medium = ClusterSize(name: "M", nodes: 500, pods: 15_000, services: 1_500)
  /// The published limits of a Kubernetes cluster.
  static let large = ClusterSize(name: "L", nodes: 5_000, pods: 150_000, services: 10_000)

  /// Inputs are kept here from run to run, by what they were made from.
  static let folder = "bench-results/inputs"
  private static let seed: UInt64 = 20_260_101

  var path: String { "\(Self.folder)/\(nodes)-\(pods)-\(services)-\(Self.seed).json" }
}

extension ClusterSize {
  /// Makes the input if it is not there yet, in a process of its own: this one stays small.
  func prepare() throws {
    guard access(path, R_OK) != 0 else { return }
    mkdir("bench-results", 0o755)
    mkdir(Self.folder, 0o755)
    _ = try ChildProcess.run([
      Programs.svctui, "generate", "--nodes", "\(nodes)", "--pods", "\(pods)",
      "--services", "\(services)", "--seed", "\(Self.seed)", "--output-file", path,
    ])
  }
}
