import ArgumentParser
import ClusterState

extension ScenarioFile {
  /// The scenario of every row of a grid; tells what is wrong and throws the exit code.
  func scenarios(of grid: SweepGrid, namespace: String?) throws -> [Scenario] {
    do {
      let template = try ScenarioTemplate(bytes, file: path, namespace: namespace ?? "default")
      return try template.scenarios(of: grid)
    } catch {
      throw Self.exit(error, path, option: "--vary")
    }
  }

  /// A digest of the text without the line that names the cluster, which may lie elsewhere on
  /// another machine.
  var textDigest: String {
    var digest = SHA256()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where index + 1 != scenario.clusterLine {
      (line + [UInt8(ascii: "\n")]).withUnsafeBytes { digest.add($0) }
    }
    return Self.short(digest.hexadecimal)
  }

  /// Files of the cluster, in the order they are read; empty for a demo.
  ///
  /// Throws the exit code if they cannot be found.
  func clusterFiles() throws -> [String] {
    guard case .path(let path) = scenario.cluster else { return [] }
    do throws(LoadError) {
      return try DocumentFiles.expand([resolved(path)])
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
  }

  /// A digest of the cluster's files; throws the exit code if they cannot be read.
  func clusterDigest() throws -> String {
    let digest: DocumentDigest
    switch scenario.cluster {
    case .demo(let name):
      guard let demo = EmbeddedDemo.named(name) else { return "" }
      digest = DocumentDigest(of: demo.bytes)
    case .path: digest = DocumentDigest(ofFiles: try clusterFiles())
    }
    guard let text = digest.wait(milliseconds: 600_000) else {
      Diagnostics.say("unreadable-file: the cluster of \(path) cannot be read a second time")
      throw ExitCode(65)
    }
    return Self.short(text)
  }

  /// Enough digits to tell documents apart.
  private static func short(_ digest: String) -> String { String(digest.prefix(16)) }
}
