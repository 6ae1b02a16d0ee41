import ClusterState

/// What was changed in a branch, as text to apply elsewhere.
struct HistoryExport {
  /// What to make of it.
  enum Form: String, CaseIterable {
    /// The changed objects as YAML.
    case manifests
    /// A shell script of kubectl calls.
    case kubectl
    /// A scenario file that `svctui run` plays.
    case scenario
  }

  /// Why it cannot be said in that form.
  enum Failure: Error {
    case severalDocuments
    case notKept

    var text: String {
      switch self {
      case .severalDocuments: "a scenario begins with one file or folder: name one"
      case .notKept: "the document came from standard input and was not kept: name it"
      }
    }
  }

  let timeline: Timeline
  let texts: DocumentTexts
  let source: JournalHead.Source
  /// Options that the document was opened with.
  let options: [String]

  /// The text of the branch up to the moment that is looked at.
  func text(_ form: Form) throws(Failure) -> String {
    switch form {
    case .manifests:
      return ChangedManifests(timeline) { kind, key in documentTree(kind, key) }.yaml
    case .kubectl:
      let lines = ["#!/bin/sh", "set -e"] + KubectlScript.lines(timeline)
      return lines.map { $0 + "\n" }.joined()
    case .scenario:
      let said = options.filter { !$0.hasPrefix("--mode=") }
      let notes = said.isEmpty ? [] : ["opened with \(said.joined(separator: " "))"]
      return BranchScenario.text(timeline, cluster: try cluster(), notes: notes)
    }
  }

  private func cluster() throws(Failure) -> String {
    switch source {
    case .demo(let name): return "demo:\(name)"
    case .files(let paths):
      guard paths.count == 1, paths[0] != StandardInput.name else { throw .severalDocuments }
      return paths[0]
    case .standardInput(let copy):
      guard let copy else { throw .notKept }
      return copy
    }
  }

  /// An object as its document has it.
  private func documentTree(_ kind: String, _ key: ObjectName) -> JSONTree? {
    let cluster = timeline.opened.cluster
    let place: SourcePlace? =
      switch kind {
      case Service.kind: cluster.services[key]?.metadata.place
      case Pod.kind: cluster.pods[key]?.metadata.place
      case Node.kind: cluster.nodes[key]?.metadata.place
      default: cluster.place(ofWorkload: kind, key)
      }
    guard let place, let text = try? texts.text(at: place, kind: kind) else { return nil }
    return try? JSONTree(objectText: text, file: "\(kind) \(key)")
  }
}
