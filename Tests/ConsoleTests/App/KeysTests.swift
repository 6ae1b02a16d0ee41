import ClusterState
import Console
import Testing
import VisitSupport

/// What keys do, told as somebody in front of the screen would.
@Suite struct KeysTests {
  var person = Person()

  @Test mutating func `Ctrl-K on an endpoint kills its pod and u brings it back exactly`() throws {
    try person.press("Tab")
    let before = person.simulation
    let pod = try #require(person.state.selectedPod)
    try person.press("Ctrl-K")
    #expect(person.simulation.cluster.pods[pod]?.isTerminating == true)
    try person.press("wait:2000ms")
    #expect(person.simulation.cluster.pods[pod] == nil)
    #expect(person.pods("web").count == 3)
    try person.press("u")
    #expect(person.simulation == before)
    #expect(person.sees("undone: delete pod \(pod)"))
  }

  @Test mutating func `redo goes to the very world that undo left`() throws {
    try person.press("Tab Ctrl-K wait:2000ms")
    let after = person.simulation
    try person.press("u Ctrl-R")
    #expect(person.simulation == after)
  }

  @Test mutating func `t sends a thousand requests and . sends them again`() throws {
    try person.press(".")
    #expect(person.sees("nothing was sent yet"))
    try person.press("t Enter")
    #expect(person.simulation.ledger[ShopDocument.web]?.requests == 1_000)
    try person.press(". .")
    #expect(person.simulation.ledger[ShopDocument.web]?.requests == 3_000)
    try person.press("u u")
    #expect(person.simulation.ledger[ShopDocument.web]?.requests == 1_000)
  }

  @Test mutating func `the number of requests can be typed over`() throws {
    try person.press("t 2 5 Enter")
    #expect(person.simulation.ledger.outcomes.total == 25)
    try person.press("t Backspace Backspace Enter")
    #expect(person.simulation.ledger.outcomes.total == 35)
  }

  @Test mutating func `a dialog that is refused stays open and says why`() throws {
    try person.press("t 0 Enter")
    #expect(person.state.popup != nil)
    #expect(person.simulation.ledger.outcomes.total == 0)
    try person.press("Backspace 7 Enter")
    #expect(person.state.popup == nil)
    #expect(person.simulation.ledger.outcomes.total == 7)
  }

  @Test mutating func `Ctrl-T starts the stream of the document and stops it`() throws {
    try person.press("Ctrl-T")
    #expect(person.simulation.streams.map(\.plan.arrivals) == [.constant(rate: 120)])
    try person.press("wait:10000ms")
    // The one that was sent this very moment is on its way.
    #expect(person.simulation.ledger.outcomes.total == 1_199)
    try person.press("Ctrl-T wait:1000ms")
    #expect(person.simulation.streams.isEmpty)
    #expect(person.simulation.ledger.outcomes.total == 1_200)
  }

  @Test mutating func `p stops the clock and speed keys change it`() throws {
    try person.press("wait:1000ms p wait:1000ms")
    #expect(person.simulation.now == Instant(microseconds: 1_000_000))
    #expect(person.state.millisecondsToNextTick == nil)
    try person.press("p + + wait:1000ms")
    #expect(person.simulation.now == Instant(microseconds: 6_000_000))
    try person.press("= _ wait:1000ms")
    #expect(person.simulation.now == Instant(microseconds: 6_500_000))
    for _ in 0..<20 { try person.press("_") }
    #expect(person.state.playback.text == "0.1x")
    for _ in 0..<20 { try person.press("+") }
    #expect(person.state.playback.text == "max")
    try person.press("_")
    #expect(person.state.playback.text == "1000x")
  }

  @Test mutating func `> goes to the next thing that happens and pauses`() throws {
    try person.press(">")
    #expect(person.sees("nothing is planned"))
    #expect(person.state.playback.isPlaying)
    try person.press("Tab Ctrl-K >")
    #expect(person.simulation.now > .zero)
    #expect(!person.state.playback.isPlaying)
  }

  @Test mutating func `q asks before it quits and Ctrl-C does not`() throws {
    try person.press("q")
    #expect(person.sees("Quit svctui?") && !person.state.isFinished)
    try person.press("Esc")
    #expect(person.state.popup == nil && !person.state.isFinished)
    try person.press("q Enter")
    #expect(person.state.isFinished)
    var other = Person()
    try other.press("t Ctrl-C")
    #expect(other.state.isFinished)
  }

  @Test mutating func `Esc closes one thing at a time: dialog, filter, screen, pane`() throws {
    try person.press(":pods Enter / web Enter t")
    #expect(person.state.popup != nil)
    try person.press("Esc")
    #expect(person.state.popup == nil && person.sees("web"))
    #expect(!person.sees("client"))
    try person.press("Esc")
    #expect(person.state.screen == .list(.pods) && person.sees("client"))
    try person.press("Esc Tab Tab Esc")
    #expect(person.state.screen == .overview && person.state.focus == .services)
    try person.press("Esc")
    #expect(person.state.popup == nil && !person.state.isFinished)
  }

  @Test mutating func `Enter goes from the Service to its endpoint, its pod, its source`() throws {
    try person.press("Enter")
    #expect(person.state.focus == .endpoints)
    let pod = try #require(person.state.selectedPod)
    try person.press("Enter")
    #expect(person.state.screen == .list(.pods) && person.state.selectedPod == pod)
    try person.press("Enter")
    // The Deployment of the document made this pod: all of it is the simulation's.
    #expect(person.sees("kind: Pod") && person.sees("# now"))
    try person.press("Esc Esc Esc y")
    guard case .text(let text) = person.state.screen else {
      Issue.record("the Service has a text")
      return
    }
    #expect(text.title == "Service shop/web")
    #expect(text.lines.contains { $0.text == "kind: Service" })
    #expect(text.lines.contains { $0.text.hasSuffix("# allocated") })
  }

  @Test mutating func `a text scrolls and stops at its ends`() throws {
    try person.press("y")
    try person.press("k G")
    #expect(person.sees("loadBalancer:") && !person.sees("apiVersion:"))
    try person.press("j j j")
    #expect(person.sees("loadBalancer:"))
    try person.press("g")
    #expect(person.sees("apiVersion:"))
  }

  @Test mutating func `an unknown key is told once and changes nothing`() throws {
    let before = person.simulation
    try person.press("Z")
    #expect(person.sees("Z means nothing here; ? shows the keys"))
    try person.press("j")
    #expect(!person.sees("means nothing"))
    #expect(person.simulation == before)
  }

  @Test mutating func `Ctrl-L and suspending are asked of the program around`() throws {
    try person.press("Ctrl-L :suspend Enter Y")
    #expect(person.effects == [.repaint, .suspend, .copy("web")])
  }

  @Test mutating func `M goes round the modes of kube-proxy`() throws {
    var modes: [ProxyMode] = []
    for _ in 0..<3 {
      try person.press("M")
      modes.append(person.simulation.settings.mode)
    }
    #expect(modes == [.nftables, .ipvs, .iptables])
  }

  @Test mutating func `s scales the workload behind the Service`() throws {
    try person.press("s 5 Enter wait:3000ms")
    #expect(person.pods("web").count == 5)
    try person.press("u")
    #expect(person.pods("web").count == 3)
  }

  @Test mutating func `Ctrl-D deletes a Service after a question`() throws {
    try person.press("Ctrl-D")
    #expect(person.sees("Delete service shop/web?"))
    try person.press("Enter")
    #expect(person.simulation.cluster.services[ShopDocument.web] == nil)
    #expect(person.state.selectedService != nil)
    try person.press("u")
    #expect(person.simulation.cluster.services[ShopDocument.web] != nil)
  }

  @Test mutating func `a list shown again after undo has the rows of now`() throws {
    try person.press("Tab")
    let first = try #require(person.state.selectedPod)
    try person.press("Ctrl-K wait:4000ms Esc")
    try person.press(":pods Enter")
    #expect(!person.sees(first.name))
    try person.press("Esc u Tab j")
    let second = try #require(person.state.selectedPod)
    #expect(second != first)
    try person.press("Ctrl-K wait:4000ms Esc :pods Enter")
    #expect(person.sees(first.name))
    #expect(!person.sees(second.name))
  }
}
