import ClusterState
import Testing

/// Names with values in scenarios.
@Suite struct ScenarioTemplateTests {
  private func problems(_ text: String) -> [String] {
    do throws(ScenarioError) {
      _ = try ScenarioParser.parse(Array(text.utf8), file: "x.scenario")
      return []
    } catch {
      return error.problems.map { "\($0.place.line):\($0.place.column): \($0.message)" }
    }
  }

  private static let text = """
    format 1
    cluster demo:shop
    let replicas = 5
    let pause = 1s
    let name = web
    mode ipvs
    scale deployment ${name} -n shop --replicas=$replicas  # not $this
    wait $pause
    label pod web-1 'price=$$5-$name'
    """

  private func template() throws -> ScenarioTemplate {
    try ScenarioTemplate(Array(Self.text.utf8), file: "x.scenario")
  }

  @Test func `names stand for their values, also in quotes`() throws {
    let plain = try template().plain
    #expect(
      plain.lines.map(\.text) == [
        "scale deployment web -n shop --replicas=5", "wait 1s", "label pod web-1 'price=$5-web'",
      ]
    )
    #expect(
      plain.parameters.map { "\($0.name)=\($0.value)@\($0.line)" } == [
        "replicas=5@3", "pause=1s@4", "name=web@5",
      ]
    )
    #expect(plain.clusterLine == 2)
  }

  @Test func `other values take the place of the file's own`() throws {
    let other = try template().scenario(with: [("replicas", "9"), ("pause", "250ms")])
    #expect(other.lines[0].text == "scale deployment web -n shop --replicas=9")
    #expect(other.lines[1].step == .instruction(.wait(.milliseconds(250))))
    #expect(other.mode == .ipvs)
  }

  @Test func `the mode and delays vary in every scenario`() throws {
    let other = try template().scenario(with: [("mode", "nftables"), ("minSyncPeriod", "5s")])
    #expect(other.mode == .nftables)
    #expect(other.lines.first?.text == "delay minSyncPeriod 5s")
    #expect(other.lines.count == 4)
  }

  private func failure(_ settings: [(key: String, value: String)]) throws -> String {
    let template = try template()
    do throws(ScenarioTemplate.Failure) {
      _ = try template.scenario(with: settings)
      return ""
    } catch {
      switch error {
      case .sweep(let error): return "\(error)"
      case .scenario(let error): return error.problems.map { "\($0)" }.joined(separator: "\n")
      }
    }
  }

  @Test func `a key that nothing has is told with those there are`() throws {
    let text = try failure([("replcas", "1")])
    #expect(text.hasPrefix("replcas is nothing that this scenario lets vary"))
    #expect(text.contains("did you mean replicas?"))
    #expect(text.contains("May be varied: replicas, pause, name, mode, apiWatch, "))
  }

  @Test func `a value that does not suit is told at the column of its name`() throws {
    let replicas = try failure([("replicas", "many")])
    #expect(replicas.hasPrefix("x.scenario:7:45: "), "\(replicas)")
    #expect(try failure([("mode", "fast")]).contains("iptables, ipvs, nftables"))
    #expect(try failure([("minSyncPeriod", "soon")]).contains("minSyncPeriod=soon: "))
  }

  @Test func `names are declared once, in the head, and used`() {
    let head = "format 1\ncluster demo:shop\n"
    #expect(problems(head + "let a = 1\nwait 5s") == ["3:1: a is not used: write $a in a line"])
    #expect(problems(head + "let a = 1\nwait $b").first?.hasPrefix("3:1: a is not used") == true)
    #expect(problems(head + "let a = 1\nwait $b").last?.hasPrefix("4:6: ") == true)
    #expect(problems(head + "let a = 1\nlet a = 2\nwait ${a}s").count == 1)
    #expect(problems(head + "wait 1s\nlet a = 2").first?.hasPrefix("4:1: ") == true)
    #expect(problems(head + "let seed = 1\nwait 1s").first?.hasPrefix("3:5: ") == true)
    #expect(problems(head + "let 1a = 1\nwait 1s").first?.hasPrefix("3:5: ") == true)
    #expect(problems(head + "let a 1\nwait 1s").first?.hasPrefix("3:7: ") == true)
    #expect(problems(head + "let a = 'b c'\nwait $a").first?.hasPrefix("3:9: ") == true)
    #expect(problems(head + "let a = 1\nwait ${a").last?.hasPrefix("4:6: ") == true)
    #expect(problems(head + "let a = 1\nwait ${a}s\nwait 5 $a oops").first?.hasPrefix("5:") == true)
  }

  @Test func `a mistake after a value has its column in the file`() {
    let head = "format 1\ncluster demo:shop\nlet name = a-much-longer-name\n"
    let found = problems(head + "scale deployment $name --replicas=1 --oops=2")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("4:37: ") == true, "\(found)")
  }

  @Test func `without let a dollar is a character as others`() throws {
    let text = "format 1\ncluster demo:shop\nlabel pod web-1 price=$5"
    let scenario = try ScenarioParser.parse(Array(text.utf8), file: "x")
    #expect(scenario.lines.map(\.text) == ["label pod web-1 price=$5"])
  }
}
