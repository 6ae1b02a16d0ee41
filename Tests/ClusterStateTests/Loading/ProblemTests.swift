import ClusterState
import Testing

struct ProblemTests {
  @Test func `values of a wrong type are all found, with place, object and path`() throws {
    let text = """
      {
        "apiVersion": "v1", "kind": "Service",
        "metadata": {"name": "web", "namespace": "shop", "labels": {"app.io/name": 5}},
        "spec": {
          "ports": [{"port": 80}, {"port": "x", "targetPort": true}],
          "selector": "app", "clusterIP": null, "type": 7,
          "publishNotReadyAddresses": "yes"
        }
      }
      """
    let web = "Service shop/web"
    #expect(
      try problems(text) == [
        "TypeInvalid test:3:78: \(web): metadata.labels[app.io/name]: "
          + "expected a string, found a number",
        "TypeInvalid test:5:38: \(web): spec.ports[1].port: expected a number, found a string",
        "TypeInvalid test:5:57: \(web): spec.ports[1].targetPort: "
          + "expected a number or a string, found true",
        "TypeInvalid test:6:17: \(web): spec.selector: expected an object, found a string",
        "TypeInvalid test:6:51: \(web): spec.type: expected a string, found a number",
        "TypeInvalid test:7:33: \(web): spec.publishNotReadyAddresses: "
          + "expected true or false, found a string",
      ]
    )
  }

  @Test func `problems in YAML have the place in the YAML`() throws {
    let text = """
      # a comment
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        ports:
        - name: "한국어"
          port: "80"
      """
    #expect(
      try problems(text) == [
        "TypeInvalid test:9:11: Service default/web: spec.ports[0].port: "
          + "expected a number, found a string"
      ]
    )
  }

  @Test(
    arguments: [
      (
        #"{"kind": "Pod", "metadata": {"name": "a"}}"#,
        ["Required test:1:1: Pod a: apiVersion: is missing"]
      ),
      (
        #"{"apiVersion": "v1", "metadata": {"name": "a"}}"#,
        ["Required test:1:1: kind: is missing"]
      ),
      (
        #"{"apiVersion": "v1", "kind": "Pod"}"#,
        ["Required test:1:1: Pod: metadata.name: is missing"]
      ),
      (
        #"{"apiVersion": "extensions/v1beta1", "kind": "Deployment", "metadata": {"name": "a"}}"#,
        [
          "BadRequest test:1:1: Deployment a: Deployment of apiVersion extensions/v1beta1 "
            + "is not supported; supported is apps/v1"
        ]
      ),
      (
        #"{"apiVersion": "serving.knative.dev/v1", "kind": "Service", "metadata": {"name": "a"}}"#,
        []
      ),
      ("[1]", ["TypeInvalid test:1:1: expected an object, found a list"]),
      (
        #"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "name": "b"}}"#,
        ["Duplicate test:1:67: Service default/a: metadata.name: stands here twice"]
      ),
      (
        #"{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"},"#
          + #" "spec": {"healthCheckNodePort": 3000000000}}"#,
        [
          "TypeInvalid test:1:100: Service default/a: spec.healthCheckNodePort: "
            + "3000000000 does not fit a 32-bit number"
        ]
      ),
    ])
  func `objects that are not right are told`(text: String, expected: [String]) throws {
    #expect(try problems(text) == expected)
  }

  @Test func `an object that stands twice is told with both places`() throws {
    let text = """
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}
      {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "namespace": "other"}}
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "namespace": "default"}}
      """
    let document = try load(text)
    #expect(document.services.map(\.key.description) == ["default/a", "other/a"])
    #expect(
      document.problems.map(\.description) == [
        "test:3:3: Service default/a: exists already at test:1:1"
      ]
    )
    #expect(document.problems.map(\.type) == ["AlreadyExists"])
  }

  @Test func `lenient loading leaves bad objects out and lists them as warnings`() throws {
    let text = """
      apiVersion: v1
      kind: Service
      metadata: {name: good}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: bad}
      spec: {ports: 5}
      """
    let document = try load(text, lenient: true)
    #expect(document.services.map(\.metadata.name) == ["good"])
    #expect(document.problems.map(\.severity) == [.warning])
    #expect(document.problems.map(\.line) == [8])
  }

  @Test func `of very many problems the first hundred are kept`() throws {
    let text = (0..<150).map { "{\"kind\": \"Pod\", \"apiVersion\": \"v1\", \"n\": \($0)}" }
    let document = try load(text.joined(separator: "\n"), windowSize: 256)
    #expect(document.problems.count == 101)
    #expect(document.problems.prefix(100).map(\.line) == Array(1...100))
    #expect(document.problems.last?.message == "and 50 more")
  }
}
