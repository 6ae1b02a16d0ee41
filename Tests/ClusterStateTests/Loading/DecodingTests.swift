import ClusterState
import Testing

struct DecodingTests {
  @Test func `a pod is read with all that the model knows`() throws {
    let text = #"""
      {"apiVersion": "v1", "kind": "Pod",
       "metadata": {"name": "p", "uid": "u", "annotations":
         {"kubectl.kubernetes.io/last-applied-configuration": "{}", "b": "\ud83d\ude00\/\n"},
         "creationTimestamp": "2026-01-02T03:04:05Z", "deletionTimestamp": null,
         "ownerReferences": [{"kind": "ReplicaSet", "name": "r", "uid": "x", "controller": true}]},
       "spec": {"nodeName": "n", "containers": [{"name": "c", "image": "i",
           "ports": [{"containerPort": 80, "name": "http"}],
           "readinessProbe": {"periodSeconds": 3, "timeoutSeconds": 0},
           "lifecycle": {"preStop": {"sleep": {"seconds": 5}}}}],
         "initContainers": [{"name": "s", "restartPolicy": "Always"}],
         "tolerations": [{"key": "k", "operator": "Exists", "tolerationSeconds": 300}]},
       "status": {"phase": "Running", "podIP": "10.0.0.1", "hostIP": "1.2.3.4",
         "conditions": [{"type": "Ready", "status": "False",
           "lastTransitionTime": "2026-01-03T00:00:00.5+01:00"}],
         "containerStatuses": [
           {"restartCount": 2, "state": {"running": {}}},
           {"restartCount": 3, "state": {"waiting": {"reason": "CrashLoopBackOff"}}}]}}
      """#
    let document = try load(text)
    #expect(document.problems == [])
    let pod = try #require(document.pods.first)
    #expect(pod.metadata.namespace == "default")
    #expect(pod.metadata.annotations == ["b": "\u{1F600}/\n"])
    #expect(pod.metadata.controller?.name == "r")
    #expect(pod.spec.containers[0].ports[0].containerPort == 80)
    #expect(pod.spec.containers[0].preStopSleepSeconds == 5)
    #expect(pod.spec.containers[0].readinessProbe?.periodSeconds == 3)
    #expect(pod.spec.containers[0].readinessProbe?.timeoutSeconds == 1)
    #expect(pod.spec.initContainers[0].restartPolicy == "Always")
    #expect(pod.spec.tolerations[0].comparison == "Exists")
    #expect(pod.status.podIPs == ["10.0.0.1"])
    #expect(pod.status.ready == false)
    #expect(pod.status.reason == "CrashLoopBackOff")
    #expect(pod.status.restartCount == 5)
    #expect(document.latestTimestamp?.description == "2026-01-02T23:00:00Z")
  }

  @Test func `a Simulation is read, and knows its fields`() throws {
    let text = """
      apiVersion: svctui.dev/v1alpha1
      kind: Simulation
      metadata: {name: s}
      spec:
        seed: 7
        kubeProxy: {mode: nftables, clusterCIDR: 10.244.0.0/16, minSyncPeriod: 1s}
        apiServer: {serviceClusterIPRange: 10.96.0.0/16}
        delays: {podSandbox: 1.5s}
        nodes: {node-a: {addresses: [10.0.0.1], kubeProxy: {mode: ipvs}}}
        clients: [{name: laptop, from: outside}]
        traffic: [{from: outside, to: "web:80", rate: 10, retries: 2}]
        loadBalancer: {spread: even}
        pods: {"app=web": {serviceTime: 1ms}}
        title: A title
        try: {en: Send it, ko: 보내기}
      """
    let document = try load(text)
    #expect(document.problems == [])
    let settings = try #require(document.simulation)
    #expect(settings.seed == 7)
    #expect(settings.proxy.mode == .nftables)
    #expect(settings.proxy.clusterCIDRs?.map(\.description) == ["10.244.0.0/16"])
    #expect(settings.serviceClusterIPRange == "10.96.0.0/16")
    #expect(settings.clients.map(\.name) == ["laptop"])
    #expect(settings.traffic.map(\.rate) == [10])
    #expect(settings.tryThis == "Send it")
    #expect(settings.tryThisKorean == "보내기")
  }

  @Test func `unknown fields of a Simulation and a second one are mistakes`() throws {
    let text = """
      apiVersion: svctui.dev/v1alpha1
      kind: Simulation
      spec: {kubeProxy: {mod: ipvs, mode: userspace}}
      ---
      {apiVersion: svctui.dev/v1alpha1, kind: Simulation, spec: {}}
      ---
      {apiVersion: svctui.dev/v1alpha1, kind: Simulation, spec: {}}
      """
    let found = try load(text).problems
    #expect(found.map(\.field) == ["spec.kubeProxy.mod", "spec.kubeProxy.mode", ""])
    #expect(found.map(\.type) == ["Invalid", "NotSupported", "Invalid"])
    #expect(
      found.last?.description
        == "test:7:1: Simulation: a second Simulation; the first is at test:5:1"
    )
  }
}
