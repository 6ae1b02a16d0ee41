import Testing

@testable import ClusterState

/// What leaves the program says what was asked for, and nothing of the simulation's own.
@Suite struct ExportTests {
  private static func timeline(_ commands: [Command]) throws -> Timeline {
    var timeline = Timeline(Simulation(opening: ClusterFixture.shop()))
    for command in commands {
      timeline.advance(to: timeline.present.now + .milliseconds(1_500))
      try timeline.apply(command)
    }
    return timeline
  }

  private static func patch(_ body: JSONTree, kind: String = "Service") -> Command {
    .patch(kind: kind, ClusterFixture.web, ObjectPatch(body))
  }

  @Test func `commands become kubectl's, with the time between them`() throws {
    var timeline = try Self.timeline([
      .scale(kind: "Deployment", ClusterFixture.web, replicas: 5),
      Self.patch(["metadata": ["annotations": ["note": "it's"]]]), .cordon("node-a", true),
      .drain("node-b"), .setMode(.ipvs),
      .deletePod(ObjectName(namespace: "shop", name: "client"), graceSeconds: 0),
    ])
    try timeline.apply(.deleteService(ClusterFixture.web))
    timeline.undo()
    #expect(
      KubectlScript.lines(timeline) == [
        "# 1.5s later", "kubectl scale deployment web -n shop --replicas=5", "# 1.5s later",
        #"kubectl patch service web -n shop --type=merge -p "#
          + #"'{"metadata":{"annotations":{"note":"it'\''s"}}}'"#,
        "# 1.5s later", "kubectl cordon node-a", "# 1.5s later",
        "kubectl drain node-b --ignore-daemonsets --force", "# 1.5s later",
        "# mode ipvs (kubectl cannot do this)", "# 1.5s later",
        "kubectl delete pod client -n shop --grace-period=0 --force",
      ]
    )
  }

  @Test func `a pod that the simulation made is not deleted in a real cluster`() throws {
    var timeline = try Self.timeline([.scale(kind: "Deployment", ClusterFixture.web, replicas: 4)])
    timeline.advance(to: timeline.present.now + .seconds(1))
    let made = timeline.present.webPods.first { timeline.opened.cluster.pods[$0.key] == nil }
    let key = try #require(made?.key)
    try timeline.apply(.deletePod(key, graceSeconds: nil))
    #expect(
      KubectlScript.lines(timeline).last == "# delete pod \(key) (a pod that the simulation made)"
    )
  }

  @Test(arguments: [
    ("plain-word_1.2/x:y", "plain-word_1.2/x:y"), ("", "''"), ("a b", "'a b'"),
    ("it's", #"'it'\''s'"#), ("$(rm -rf /)", "'$(rm -rf /)'"), ("`x`;y", "'`x`;y'"),
    ("a\nb", "'a\nb'"), ("웹", "'웹'"),
  ])
  func `a shell sees one word and nothing more`(text: String, quoted: String) {
    #expect(ShellText.word(text) == quoted)
  }

  @Test func `a comment is one line whatever is in it`() {
    #expect(ShellText.comment("a\nrm -rf /\r\u{1B}[2J") == "# a rm -rf /  [2J")
  }

  @Test func `a scenario says where it begins and when what was done`() throws {
    var timeline = try Self.timeline([.scale(kind: "Deployment", ClusterFixture.web, replicas: 5)])
    try timeline.apply(.step)
    timeline.advance(to: .zero + .seconds(10))
    let rest = "\(timeline.present.now - timeline.past[1].endsAt)"
    #expect(
      BranchScenario.text(timeline, cluster: "demo:02-shop", notes: ["a note"]) == """
        format 1
        # a note
        cluster demo:02-shop
        seed 42
        mode iptables

        wait 1.5s
        scale deployment shop/web --replicas=5
        step
        wait \(rest)

        """
    )
  }

  @Test func `manifests have what was changed in the document's own words`() throws {
    let document: JSONTree = [
      "apiVersion": "v1", "kind": "Service",
      "metadata": [
        "name": "web", "namespace": "shop", "resourceVersion": "17", "uid": "x",
        "annotations": ["kubectl.kubernetes.io/last-applied-configuration": "{}", "team": "a"],
      ],
      "spec": [
        "ports": [["name": "", "port": 80, "targetPort": 8_080]], "unknown": true,
        "selector": ["app": "web"],
      ], "status": ["loadBalancer": [:]],
    ]
    let timeline = try Self.timeline([
      Self.patch(["spec": ["externalTrafficPolicy": "Local"]])
    ])
    let yaml = ChangedManifests(timeline) { kind, _ in kind == "Service" ? document : nil }.yaml
    #expect(
      yaml == """
        apiVersion: v1
        kind: Service
        metadata:
          annotations:
            team: a
          name: web
          namespace: shop
        spec:
          externalTrafficPolicy: Local
          ports:
          - name: ""
            port: 80
            targetPort: 8080
          selector:
            app: web
          unknown: true

        """
    )
  }

  @Test func `what the simulation allocated or its controllers made is not exported`() throws {
    let timeline = try Self.timeline([
      .scale(kind: "Deployment", ClusterFixture.web, replicas: 5),
      Self.patch(["spec": ["type": "LoadBalancer", "externalTrafficPolicy": "Local"]]),
      .deletePod(ObjectName(namespace: "shop", name: "client"), graceSeconds: 0),
      .cordon("node-a", true),
    ])
    let yaml = ChangedManifests(timeline) { _, _ in nil }.yaml
    #expect(yaml.contains("type: LoadBalancer") && yaml.contains("replicas: 5"))
    #expect(yaml.contains("unschedulable: true"))
    #expect(yaml.contains("# Pod shop/client was deleted: kubectl delete pod client -n shop"))
    for word in ["clusterIP", "nodePort", "healthCheckNodePort", "uid", "ReplicaSet", "status"] {
      #expect(!yaml.contains(word), "\(word)")
    }
    #expect(yaml.split(separator: "---").count == 4)
  }

  @Test func `a node port that somebody asked for is exported`() throws {
    let ports: JSONTree = [["nodePort": 30_123, "port": 80, "targetPort": 8_080]]
    let timeline = try Self.timeline([Self.patch(["spec": ["ports": ports]])])
    #expect(ChangedManifests(timeline) { _, _ in nil }.yaml.contains("nodePort: 30123"))
  }

  @Test func `nothing changed gives nothing`() throws {
    var timeline = try Self.timeline([.scale(kind: "Deployment", ClusterFixture.web, replicas: 5)])
    timeline.undo()
    #expect(ChangedManifests(timeline) { _, _ in nil }.yaml == "")
    #expect(KubectlScript.lines(timeline) == [])
  }
}
