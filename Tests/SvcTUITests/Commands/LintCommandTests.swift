import Foundation
import Testing

/// `lint` as scripts call it.
@Suite struct LintCommandTests {
  private func findings(_ arguments: [String]) throws -> (status: Int32, [[String: String]]) {
    let result = try BuiltProgram.run(["lint", "-o", "json"] + arguments)
    #expect(result.errors == "")
    #expect(result.json?["apiVersion"] as? String == "svctui.dev/v1alpha1")
    #expect(Set(result.json?.keys ?? [:].keys) == ["apiVersion", "findings"])
    let findings = try #require(result.json?["findings"] as? [[String: String]])
    for finding in findings {
      #expect(Set(finding.keys) == ["id", "severity", "object", "message", "fix"])
      #expect(finding.values.allSatisfy { !$0.isEmpty })
    }
    return (result.status, findings)
  }

  @Test func `the demo of a selector with a typo has the typo found`() throws {
    let (status, findings) = try findings(["--demo", "03-no-endpoints", "--fail-on", "error"])
    #expect(status == 1)
    let first = try #require(findings.first { $0["severity"] == "error" })
    #expect(first["id"] == "selector-matches-nothing")
    #expect(first["object"] == "Service shop/checkout")
    #expect(first["message"]?.contains("app=checkout") == true)
    #expect(first["fix"] == "kubectl -n shop set selector service checkout app=checkout")
  }

  @Test(arguments: ["01-two-services", "02-shop", "05-real-dump"])
  func `sound demos have neither errors nor warnings`(demo: String) throws {
    let (status, findings) = try findings(["--demo", demo, "--fail-on", "warning"])
    #expect(status == 0)
    #expect(Set(findings.compactMap { $0["severity"] }).isSubset(of: ["info"]))
  }

  @Test func `the demo of an uneven policy has it found`() throws {
    let (status, findings) = try findings(["--demo", "04-local-policy", "--fail-on", "warning"])
    #expect(status == 1)
    #expect(
      Set(findings.compactMap { $0["id"] }).isSuperset(of: [
        "external-local-uneven", "load-balancer-local-nodes-without-endpoints",
      ])
    )
  }

  @Test func `the exit code is 1 from the severity asked for on, and 0 unless it is asked`() throws
  {
    #expect(try findings(["--demo", "03-no-endpoints"]).status == 0)
    #expect(try findings(["--demo", "04-local-policy", "--fail-on", "error"]).status == 0)
    let usage = try BuiltProgram.run(["lint", "--demo", "02-shop", "--fail-on", "info"])
    #expect(usage.status == 64)
  }

  @Test func `a namespace limits the findings, and labels choose Services`() throws {
    #expect(try findings(["--demo", "03-no-endpoints", "-n", "default"]).1.isEmpty)
    #expect(!(try findings(["--demo", "03-no-endpoints", "-n", "shop"]).1.isEmpty))
    #expect(try findings(["--demo", "03-no-endpoints", "-l", "app=none"]).1.isEmpty)
  }

  @Test func `the text ends in a line of counts`() throws {
    let result = try BuiltProgram.run(["lint", "--demo", "03-no-endpoints"])
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "Service shop/checkout")
    #expect(lines.last?.hasPrefix("1 error, 0 warnings, ") == true)
    #expect(lines.contains { $0.hasPrefix("  error   selector-matches-nothing: ") })
  }

  @Test func `kube-proxy's own options are linted as well`() throws {
    let (_, findings) = try findings(["--demo", "02-shop", "--mode", "ipvs"])
    let ours = findings.first { $0["object"] == "kube-proxy" }
    #expect(ours?["id"] == "ipvs-deprecated")
  }

  @Test func `the rules can be printed`() throws {
    let result = try BuiltProgram.run(["lint", "--rules"])
    #expect(result.status == 0 && result.output.hasPrefix("# What lint finds\n"))
  }
}
