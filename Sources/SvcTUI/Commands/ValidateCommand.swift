import ArgumentParser
import ClusterState
import Console

/// `svctui validate DOC...`: whether documents can be loaded, and all that is wrong with them.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check documents: structure, types, versions, duplicates.",
    discussion: "Exit code 1 if something is wrong, 65 if the data cannot be read at all."
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let opened = try options.load()
    let document = opened.document
    let errors = document.problems.filter { $0.severity == .error }
    let warnings = document.problems.filter { $0.severity == .warning }
    switch output.output {
    case .json:
      StandardStreams.write(
        JSONPrinter.text(of: [
          "accepted": .boolean(errors.isEmpty),
          "apiVersion": .string(svctuiAPIVersion),
          "errors": .array(errors.map(\.json)),
          "objects": .integer(Int64(document.objectCount)),
          "warnings": .array(warnings.map(\.json)),
        ])
      )
    case .text:
      for problem in document.problems {
        StandardStreams.write(Diagnostics.safe(Diagnostics.text(problem)) + "\n")
      }
      let verdict =
        errors.isEmpty ? "accepted" : "refused, \(Quantities.counted(errors.count, "error"))"
      let objects = Quantities.counted(document.objectCount, "object")
      StandardStreams.write(
        "\(objects) (\(document.ignored.count) of other kinds): \(verdict)\n"
      )
    }
    guard errors.isEmpty else { throw ExitCode(1) }
  }
}

extension Problem {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("field", .string(field)).adding("file", .string(file))
      .adding("line", .integer(Int64(line))).adding("message", .string(message))
      .adding("object", .string(object)).adding("type", .string(type))
  }
}

extension LoadedDocument {
  /// Objects of all kinds, those of kinds that play no part included.
  fileprivate var objectCount: Int {
    let parts: [Int] = [
      nodes.count, namespaces.count, pods.count, services.count, endpointSlices.count,
      endpoints.count, deployments.count, replicaSets.count, statefulSets.count,
      daemonSets.count, ingresses.count, ingressClasses.count, httpRoutes.count, gateways.count,
      gatewayClasses.count, referenceGrants.count, simulation == nil ? 0 : 1,
    ]
    return parts.reduce(ignored.count, +)
  }
}
