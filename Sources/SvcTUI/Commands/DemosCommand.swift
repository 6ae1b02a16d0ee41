import ArgumentParser
import ClusterState

/// `svctui demos`: lists the embedded demos.
struct DemosCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demos",
    abstract: "List the embedded demos."
  )

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let demos = try EmbeddedDemo.all.map { demo in
      let opened = try demo.open()
      return (
        demo.name, opened.document.simulation?.title ?? demo.name,
        Simulation(opening: opened.document).cluster
      )
    }
    switch output.output {
    case .json:
      let list = demos.map { name, title, cluster -> JSONTree in
        [
          "name": .string(name), "nodes": .integer(Int64(cluster.nodes.count)),
          "pods": .integer(Int64(cluster.pods.count)),
          "services": .integer(Int64(cluster.services.count)), "title": .string(title),
        ]
      }
      StandardStreams.write(
        JSONPrinter.text(of: ["apiVersion": .string(svctuiAPIVersion), "demos": .array(list)])
      )
    case .text:
      let rows = demos.map { name, title, cluster in
        [
          name, "\(cluster.nodes.count)", "\(cluster.pods.count)", "\(cluster.services.count)",
          title,
        ]
      }
      StandardStreams.write(
        TextTable(["NAME", "NODES", "PODS", "SERVICES", "TITLE"], rows).text
      )
      StandardStreams.write("\nsvctui --demo NAME opens one.\n")
    }
  }
}
