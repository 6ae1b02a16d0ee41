import ClusterState
import Testing

/// Objects of routing are read with all that the model knows of them.
struct RouteDecodingTests {
  @Test func `an Ingress is read with TLS, resources and addresses`() throws {
    let document = try load(
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: {name: i}
      spec:
        ingressClassName: nginx
        defaultBackend: {resource: {apiGroup: x, kind: Bucket, name: b}}
        tls: [{hosts: [a.com], secretName: s}, {}]
      status: {loadBalancer: {ingress: [{ip: 192.0.2.1, ports: []}, {hostname: h}]}}
      """
    )
    #expect(document.problems == [])
    let ingress = try #require(document.ingresses.first)
    #expect(ingress.spec.defaultBackend?.resource == "Bucket/b")
    #expect(ingress.spec.tls.map(\.hosts) == [["a.com"], []])
    #expect(ingress.addresses == ["192.0.2.1", "h"])
  }

  @Test(arguments: ["v1", "v1beta1", "v1alpha2"])
  func `the Gateway API is read in every version`(version: String) throws {
    let document = try load(
      """
      apiVersion: gateway.networking.k8s.io/\(version)
      kind: HTTPRoute
      metadata: {name: r}
      spec:
        parentRefs: [{name: g, sectionName: s, port: 80}]
        hostnames: [a.com]
        rules:
        - matches: [{path: {value: /x}, method: GET, headers: [{name: h, value: v}]}, {}]
          filters: [{type: RequestRedirect, requestRedirect: {path: {replaceFullPath: /y}}}]
          backendRefs: [{name: b, port: 80, weight: 0}, {name: c}]
      ---
      apiVersion: gateway.networking.k8s.io/\(version)
      kind: ReferenceGrant
      metadata: {name: g}
      spec: {from: [{group: a, kind: B, namespace: c}], to: [{kind: Service, name: d}]}
      """
    )
    #expect(document.problems == [])
    let spec = try #require(document.httpRoutes.first?.spec)
    #expect(spec.parentRefs.map(\.kind) == ["Gateway"] && spec.parentRefs.map(\.port) == [80])
    #expect(spec.rules[0].matches.map(\.path) == ["/x", "/"])
    #expect(spec.rules[0].filters[0].path == .full("/y"))
    #expect(spec.rules[0].filters[0].statusCode == 302)
    #expect(spec.rules[0].backends.map(\.weight) == [0, 1])
    #expect(document.referenceGrants.first?.to.first?.name == "d")
  }

  @Test func `a wrong type is told with its place, another vendor's Gateway is none of ours`()
    throws
  {
    let text = """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: g}
      spec: {gatewayClassName: 7, listeners: [{name: l, port: "80"}]}
      ---
      {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: g}, spec: {servers: 1}}
      """
    let told = try problems(text)
    #expect(told.count == 2)
    #expect(told[0].contains("spec.gatewayClassName") && told[1].contains("listeners[0].port"))
    #expect(try load(text, lenient: true).ignored.map(\.apiVersion) == ["networking.istio.io/v1"])
  }

  @Test func `a pod's DNS policy and options are read`() throws {
    let pods = try load(
      """
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {dnsPolicy: None, dnsConfig: {
        nameservers: [192.0.2.53], searches: [x.com],
        options: [{name: ndots, value: "3"}, {name: y}]}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {dnsConfig: null}}
      """
    ).pods
    #expect(pods[0].spec.dnsPolicy == .none && pods[0].spec.dnsConfig?.ndots == "3")
    #expect(pods[0].spec.dnsConfig?.nameservers == ["192.0.2.53"])
    #expect(pods[1].spec.dnsPolicy == .clusterFirst && pods[1].spec.dnsConfig == nil)
  }
}
