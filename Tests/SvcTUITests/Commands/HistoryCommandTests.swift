import ArgumentParser
import ClusterState
import Foundation
import Testing

@testable import SvcTUI

/// `diff` and `export`, as scripts run them.
@Suite struct HistoryCommandTests {
  @Test func `diff without traffic says which objects differ`() throws {
    try TemporaryFolder.use { folder in
      let first = try folder.write(CommandTests.cluster, to: "a.json")
      let changed = CommandTests.cluster.replacing("\"port\": 80", with: "\"port\": 81")
      let second = try folder.write(changed, to: "b.json")
      let result = try BuiltProgram.run(["diff", first, second, "-o", "json"])
      #expect(result.status == 0 && result.errors == "")
      #expect(result.json?["apiVersion"] as? String == "svctui.dev/v1alpha1")
      #expect(Set(try #require(result.json).keys) == ["apiVersion", "changes"])
      let changes = try #require(result.json?["changes"] as? [[String: Any]])
      let port = try #require(
        changes.first { ($0["field"] as? String)?.hasSuffix("port") == true }
      )
      #expect((port["object"] as? String)?.hasPrefix("Service ") == true)
      #expect(port["from"] as? Int == 80 && port["to"] as? Int == 81)
      let same = try BuiltProgram.run(["diff", first, first, "-o", "json"])
      #expect((same.json?["changes"] as? [Any])?.isEmpty == true)
      #expect(try BuiltProgram.run(["diff", first, first]).output.contains("No object differs"))
      let piped = try BuiltProgram.run(
        ["diff", "-", second, "-o", "json"],
        input: .bytes(Array(CommandTests.cluster.utf8))
      )
      #expect(piped.output == result.output)
    }
  }

  @Test func `diff sends the same to both, as send does`() throws {
    try TemporaryFolder.use { folder in
      let first = try folder.write(CommandTests.cluster, to: "a.json")
      let ends = ["--from", "pod/shop/client", "--to", "svc/shop/web", "--requests", "500"]
      let result = try BuiltProgram.run(["diff", first, first, "-o", "json"] + ends)
      let sent = try BuiltProgram.run(["send", first, "-o", "json"] + ends)
      #expect(result.status == sent.status, "\(result.errors)\(sent.errors)")
      let a = try #require(result.json?["a"] as? NSDictionary)
      #expect(a == (try #require(sent.json) as NSDictionary))
      #expect(a == (result.json?["b"] as? NSDictionary))
      let text = try BuiltProgram.run(["diff", first, first] + ends).output
      #expect(text.contains("SHARE A") && text.contains("A = \(first)"))
      let row = text.split(separator: "\n").first { $0.hasPrefix("requests") }
      #expect(row?.split(separator: " ") == ["requests", "500", "500"])
    }
  }

  @Test(arguments: [
    (["diff", "x.json"], 64), (["diff", "--from", "outside", "a", "b"], 64),
    (["diff", "no-a.json", "no-b.json"], 66), (["export"], 64),
    (["export", "--journal", "no.journal"], 66), (["export", "--journal", "/etc/passwd"], 65),
  ])
  func `wrong calls are refused`(arguments: [String], status: Int) throws {
    let result = try BuiltProgram.run(arguments)
    #expect(Int(result.status) == status, "\(result.errors)")
    #expect(!result.errors.isEmpty && result.output.isEmpty)
  }

  /// The journal of a visit of the demo: scaled, patched, a kill undone.
  private static func journal(in folder: TemporaryFolder) throws -> String {
    let options = try DocumentOptions.parse(["--demo", "shop", "--mode", "nftables"])
    let document = options.journalled(seed: 12, input: nil)
    let recorder = JournalRecorder(document, folder: folder.path("state"))
    let web = ObjectName(namespace: "shop", name: "web")
    recorder.record(.wait(.seconds(2)))
    recorder.record(.command(.scale(kind: "Deployment", web, replicas: 5)))
    let patch = ObjectPatch(["spec": ["externalTrafficPolicy": "Local"]])
    recorder.record(.command(.patch(kind: "Service", web, patch)))
    recorder.record(.command(.deleteService(web)))
    recorder.record(.undo)
    recorder.record(.wait(.seconds(3)))
    let path = try #require(recorder.path)
    recorder.finish(isClosed: true)
    return path
  }

  @Test func `a visit is exported in three forms`() throws {
    try TemporaryFolder.use { folder in
      let journal = try Self.journal(in: folder)
      func export(_ form: String) throws -> String {
        let result = try BuiltProgram.run(["export", "--journal", journal, "--as", form])
        #expect(result.status == 0 && result.errors == "", "\(result.errors)")
        return result.output
      }
      #expect(
        try export("kubectl") == """
          #!/bin/sh
          set -e
          # 2s later
          kubectl scale deployment web -n shop --replicas=5
          kubectl patch service web -n shop --type=merge -p '{"spec":{"externalTrafficPolicy":\
          "Local"}}'

          """
      )
      let scenario = try export("scenario").split(separator: "\n").map(String.init)
      #expect(
        scenario.prefix(4) == ["format 1", "cluster demo:02-shop", "seed 12", "mode nftables"]
      )
      #expect(scenario.last == "wait 3s" && scenario.count == 8)
      let manifests = try folder.write(try export("manifests"), to: "out.yaml")
      let text = try String(contentsOfFile: manifests, encoding: .utf8)
      #expect(text.contains("replicas: 5") && text.contains("externalTrafficPolicy: Local"))
      #expect(!text.contains("uid:") && !text.contains("status:"))
      let valid = try BuiltProgram.run(["validate", manifests])
      #expect(valid.status == 0, "\(valid.errors)\(text)")
      let diff = try BuiltProgram.run(["export", "--journal", journal, "--demo", "01-two-services"])
      #expect(diff.status == 1 && diff.errors.contains("has changed"))
    }
  }
}
