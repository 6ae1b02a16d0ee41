import ClusterState
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
    let counts = [nodes, pods, services].map(String.init)
    _ = try ChildProcess.run([Programs.own, "--child", "generate", path + ".part"] + counts)
    rename(path + ".part", path)
  }

  /// Writes the dump to `path`.
  static func generate(_ path: String, nodes: Int, pods: Int, services: Int) throws {
    struct WriteFailure: Error {}
    guard let file = fopen(path, "w") else { throw WriteFailure() }
    defer { fclose(file) }
    let generator = DumpGenerator(nodes: nodes, pods: pods, services: services, seed: seed)
    try generator.write { (piece) throws(WriteFailure) in
      guard fwrite(piece.baseAddress, 1, piece.count, file) == piece.count else {
        throw WriteFailure()
      }
    }
  }
}
