import ClusterState
import Testing
import VisitSupport

@testable import Console

/// kubectl's verbs, as people type them.
@Suite struct KubectlTests {
  private var person = Person(isPerfect: true)

  private mutating func command(_ line: String) throws {
    person.type(":\(line)")
    try person.press("Enter")
  }

  @Test(
    arguments: [
      ("get svc", ListKind.services, 7), ("get svc -n shop -l tier=front", .services, 7),
      ("get services -l tier=back", .services, 0), ("get pods -A", .pods, 9),
      ("kubectl get po --namespace=shop -lapp=web", .pods, 3), ("k get no", .nodes, 3),
      ("get deploy", .workloads, 3), ("get sts -o wide", .workloads, 1), ("get ns", .namespaces, 1),
      ("get ep web -n shop", .endpoints, 3), ("get eps", .slices, 6),
    ] as [(String, ListKind, Int)]
  )
  mutating func `get shows the list that it names`(line: String, list: ListKind, count: Int) throws
  {
    try command(line)
    #expect(person.state.screen == .list(list))
    #expect(person.state.rowIDs(.list(list)).count == count)
  }

  @Test mutating func `get with a name selects it, and -o yaml opens it`() throws {
    try command("get svc cart -n shop")
    #expect(person.state.selectedService == ObjectName(namespace: "shop", name: "cart"))
    try command("get svc/web -n shop -o yaml")
    #expect(person.sees("Service shop/web"))
  }

  @Test mutating func `describe, edit and explain take a name`() throws {
    try command("describe pod client -n shop")
    #expect(person.sees("Pod shop/client"))
    try command("explain svc.spec.externalTrafficPolicy")
    #expect(person.sees("VALUES: Cluster, Local"))
    try command("edit deploy/web -n shop")
    guard case .edit(let draft)? = person.effects.last else {
      Issue.record("no editor was asked for")
      return
    }
    #expect(draft.kind == Deployment.kind && draft.key == ShopDocument.web)
  }

  @Test(
    arguments: [
      ("get pdos", "did you mean pods?"), ("get svc --all", "--all-namespaces"),
      ("describe svc", "the name of the object is missing"), ("get", "svc, pods, endpoints"),
      ("describe pod nobody -n shop", "there is no Pod shop/nobody"),
      ("get svc -o table", "wide, yaml"), ("get svc -n nowhere", "there is no namespace nowhere"),
      ("logs web-1", "no process runs here"), ("exec -it web-1 -- sh", "no process runs here"),
      ("port-forward svc/web 8080:80", ":trace from outside"), ("top pods", "REQ/S"),
      ("apply -f x.yaml", "e edits"), ("expose deploy web", "x changes the type"),
      ("explain svc.spec.nothing", "there is no field spec.nothing"),
      ("scael deploy web", "did you mean scale?"),
      ("delete pod x --now --grace-period=5", "exclude"),
    ]
  )
  mutating func `what cannot be done is answered with what can`(line: String, answer: String) throws
  {
    try command(line)
    #expect(person.sees(answer))
  }

  @Test(
    arguments: [
      "rollout restart deploy/web -n shop", "scale deploy web --replicas 2 -n shop",
      "label svc web tier=back old- -n shop",
      "patch svc web -n shop -p '{\"spec\":{\"type\":\"ClusterIP\"}}'",
      "kubectl cordon node-a", "label node node-a topology.kubernetes.io/zone=zone-2",
    ]
  )
  mutating func `kubectl's changes are done and can be taken back`(line: String) throws {
    let opened = person.simulation
    try command(line)
    #expect(person.simulation != opened && person.recorded.count == 1)
    try person.press("u")
    #expect(person.simulation == opened)
  }

  @Test(arguments: [("get sv", "get svc"), ("xray d", "xray deploy"), ("desc", "describe")])
  mutating func `Tab completes the new words`(typed: String, completed: String) throws {
    person.type(":\(typed)")
    try person.press("Tab")
    #expect(person.state.prompt?.editor.text == completed)
  }
}
