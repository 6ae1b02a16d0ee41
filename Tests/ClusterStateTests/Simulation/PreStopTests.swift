import Testing

@testable import ClusterState

/// Hooks that run before SIGTERM.
@Suite struct PreStopTests {
  @Test(
    arguments: [
      (["sleep", "5"], 5), (["/bin/sleep", "1m"], 60), (["sleep", "0.5"], 0.5),
      (["sleep", "1", "2s"], 3), (["/bin/sh", "-c", "sleep 5"], 5),
      (["sh", "-ec", "echo bye; exec sleep 7"], 7),
      (["bash", "-c", "sleep 5 && nginx -s quit"], 5),
      (["sh", "-c", "sleep 2\nsleep 3"], 5), (["sh", "-c", "nginx -s quit"], nil),
      (["nginx", "-s", "quit"], nil), (["sleep"], nil), (["sleep", "-5"], nil),
      (["sleep", "long"], nil), (["sleep", "1e300"], 86_400), (["sleep", "nan"], nil), ([], nil),
      (["sh", "-c"], nil),
    ] as [([String], Double?)]
  )
  func `a command that sleeps takes as long as it says`(words: [String], seconds: Double?) {
    let length = PreStopHook.exec(words).length
    #expect(length == seconds.map { Delay(microseconds: Int64($0 * 1_000_000)) })
  }

  @Test(
    arguments: [
      (PreStopHook.exec(["sh", "-c", "sleep 5"]), 5), (.sleep(seconds: 3), 3), (.request, 1),
      (.exec(["nginx", "-s", "quit"]), 1),
      // It counts against the grace period, of which 30 s are all there is.
      (.exec(["sleep", "300"]), 30),
    ] as [(PreStopHook, Int64)]
  )
  func `SIGTERM comes after the hook`(hook: PreStopHook, seconds: Int64) throws {
    var document = ClusterFixture.shop(replicas: 1)
    document.deployments[0].spec.template.spec.containers[0].preStop = hook
    var simulation = Simulation(opening: document)
    let pod = try #require(simulation.webPods.first)
    let id = try #require(simulation.cluster.pods.id(pod.key))
    try simulation.apply(.deletePod(pod.key, graceSeconds: nil))
    simulation.advance(to: Instant(microseconds: seconds * 1_000_000 - 1))
    #expect(simulation.isListening(id))
    simulation.advance(to: Instant(microseconds: seconds * 1_000_000 + 20_000))
    #expect(!simulation.isListening(id))
  }

  @Test func `two seconds are left for a process when the hook has used up the grace period`()
    throws
  {
    var document = ClusterFixture.shop(replicas: 1)
    document.deployments[0].spec.template.spec.containers[0].preStop = .sleep(seconds: 60)
    var simulation = Simulation(opening: document)
    var rule = PodBehaviorRule([:])
    rule.onSIGTERM = .ignore
    try simulation.apply(.setBehavior(rule))
    let pod = try #require(simulation.webPods.first)
    try simulation.apply(.deletePod(pod.key, graceSeconds: 10))
    simulation.advance(to: Instant(microseconds: 11_900_000))
    #expect(simulation.cluster.pods[pod.key] != nil)
    simulation.advance(to: Instant(microseconds: 12_100_000))
    #expect(simulation.cluster.pods[pod.key] == nil)
  }

  @Test func `hooks are read and written`() throws {
    let hooks: [(String, PreStopHook)] = [
      (#"{"sleep":{"seconds":5}}"#, .sleep(seconds: 5)),
      (#"{"exec":{"command":["sleep","5"]}}"#, .exec(["sleep", "5"])),
      (#"{"httpGet":{"path":"/bye","port":8080}}"#, .request),
    ]
    for (text, hook) in hooks {
      let document = try load(
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [
          {"name": "c", "image": "c:1", "lifecycle": {"preStop": \(text)}}]}}
        """
      )
      let pod = try #require(document.pods.first)
      #expect(pod.spec.containers[0].preStop == hook)
      let again = LoadedDocument(decoding: [pod.json])
      #expect(again.pods.first?.spec.containers[0].preStop == hook)
    }
  }
}
