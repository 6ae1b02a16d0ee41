import Testing

@testable import ClusterState
@testable import Console

/// One key says why.
@Suite struct WhyTests {
  var person = Person()

  @Test mutating func `w on a Service tells the way of its usual requests`() throws {
    try person.press("w")
    guard case .text(let text) = person.state.screen else {
      Issue.record("an explanation opens")
      return
    }
    let stages = TraceStage.allCases.filter { stage in
      text.lines.contains { $0.text.hasPrefix("\(stage.rawValue): ") }
    }
    #expect(stages == TraceStage.allCases.filter { $0 != .firewall })
    #expect(text.lines.contains { $0.text == "delivered" })
  }

  @Test mutating func `w on an endpoint tells its share, and after the kill why it gets none`()
    throws
  {
    try person.press("Enter w")
    #expect(person.sees("33.3% of these connections"))
    try person.press("Esc :")
    person.type("behave app=web --on-sigterm=drain(20s)")
    try person.press("Enter Ctrl-K :")
    person.type("wait 5s")
    try person.press("Enter w")
    #expect(person.sees("gets none: it is terminating"))
  }

  @Test mutating func `w on a pod tells which Services select it`() throws {
    try person.press(":pods Enter G w")
    #expect(person.sees("is selected by shop/web"))
  }

  @Test mutating func `trace explains any connection`() throws {
    try person.press(":")
    person.type("trace from outside to 10.96.0.200:80")
    try person.press("Enter")
    #expect(person.sees("dropped: no route to the Service range"))
    try person.press("Esc :")
    person.type("trace from pod/shop/nobody to web.shop:80")
    try person.press("Enter")
    #expect(person.sees("there is no Pod shop/nobody"))
  }

  @Test mutating func `d describes, and marks what was allocated`() throws {
    try person.press("d")
    #expect(person.sees("Selector:") && person.sees("Internal Traffic Policy:"))
  }
}
