import Foundation
import Testing

/// The demos are complete: embedded, listed, and ready to be started with one key.
@Suite struct DemoTests {
  static let demos = Repository.files(in: ["demo-clusters"]).filter { $0.hasSuffix(".json") }
    .map { String($0.dropFirst("demo-clusters/".count).dropLast(".json".count)) }

  @Test func `there are demos`() {
    #expect(Self.demos.contains("02-shop"))
  }

  @Test(arguments: demos)
  func `a demo is embedded and listed`(demo: String) {
    let source = Repository.text("Sources/CEmbedded/embedded.c")
    #expect(source.contains("#embed \"../../demo-clusters/\(demo).json\""))
    #expect(source.contains("{\"demo-clusters/\(demo).json\", "))
    #expect(Repository.text("demo-clusters/README.md").contains("| `\(demo)` |"))
  }

  @Test(arguments: demos)
  func `a demo says what to try in both languages and brings traffic`(demo: String) throws {
    let data = Data(Repository.text("demo-clusters/\(demo).json").utf8)
    let list = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let items = try #require(list["items"] as? [[String: Any]])
    let simulations = items.filter { $0["kind"] as? String == "Simulation" }
    #expect(simulations.count == 1)
    let simulation = try #require(simulations.first)
    #expect(simulation["apiVersion"] as? String == "svctui.dev/v1alpha1")
    let spec = try #require(simulation["spec"] as? [String: Any])
    let advice = try #require(spec["try"] as? [String: String])
    #expect(advice.keys.sorted() == ["en", "ko"])
    #expect(spec["title"] is String)
    #expect(spec["seed"] is Int)
    #expect((spec["clients"] as? [[String: String]])?.isEmpty == false)
    let traffic = try #require(spec["traffic"] as? [[String: Any]])
    #expect(traffic.count == 1)
    #expect(traffic.allSatisfy { $0["from"] is String && $0["to"] is String })
  }
}
