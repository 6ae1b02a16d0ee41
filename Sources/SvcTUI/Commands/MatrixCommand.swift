import ArgumentParser
import ClusterState
import Console

/// `svctui matrix DOC...`: every client against every Service address.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Show who reaches what: every client against every Service address.",
    discussion: """
      In the text: . delivered, X rejected, d dropped, t timed out, - left alone, n no such name,
      ! otherwise.
      With more than \(ReachabilityMatrix.podsMax) pods one of each node and namespace stands \
      for the others.
      """
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    let opened = try options.open()
    let simulation = try opened.simulation(options.sessionOptions())
    let matrix = simulation.reachabilityMatrix(namespace: options.namespace)
    switch output.output {
    case .json: StandardStreams.write(JSONPrinter.text(of: Self.json(matrix)))
    case .text: StandardStreams.write(text(matrix))
    }
  }

  private static func json(_ matrix: ReachabilityMatrix) -> JSONTree {
    let cells = matrix.cells.map { row in
      JSONTree.array(
        row.map { cell in
          [
            "endpoints": .array(cell.endpoints.map(JSONTree.string)),
            "verdict": .string(cell.verdict.name),
          ]
        }
      )
    }
    return [
      "addresses": .array(matrix.addresses.map { .string($0.text) }),
      "apiVersion": .string(svctuiAPIVersion), "cells": .array(cells),
      "clients": .array(matrix.clients.map { .string("\($0)") }),
      "servicePorts": .array(matrix.addresses.map { .string("\($0.servicePort)") }),
    ]
  }

  private func text(_ matrix: ReachabilityMatrix) -> String {
    let legend = matrix.addresses.enumerated().map { index, address in
      [
        "\(index + 1)", address.text, "\(address.servicePort)",
        options.language.text(CaptureText.kind(address.capture)),
      ]
    }
    let headings = ["CLIENT"] + matrix.addresses.indices.map { "\($0 + 1)" }
    let rows = zip(matrix.clients, matrix.cells).map { client, cells in
      ["\(client)"] + cells.map { VerdictText.letter($0.verdict) }
    }
    return TextTable(["NR", "ADDRESS", "SERVICE PORT", "KIND"], legend).text + "\n"
      + TextTable(headings, rows).text
  }
}
