import Testing

@testable import SvcTUI

@Suite struct EmbeddedDemosTests {
  @Test func `the default demo is embedded whole`() throws {
    let demo = try #require(EmbeddedDemo.named(EmbeddedDemo.defaultName))
    let text = String(decoding: demo.bytes, as: UTF8.self)
    #expect(text.hasPrefix("{\n    \"apiVersion\": \"v1\","))
    #expect(text.hasSuffix("}\n"))
  }

  @Test func `a demo is found with and without its number`() {
    #expect(EmbeddedDemo.named("03-no-endpoints")?.name == "03-no-endpoints")
    #expect(EmbeddedDemo.named("no-endpoints")?.name == "03-no-endpoints")
    #expect(EmbeddedDemo.named("endpoints") == nil)
  }
}
