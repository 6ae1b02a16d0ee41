import ClusterState
import Testing

/// A cluster with Services of every kind that DNS tells apart.
enum DNSWorld {
  /// The DNS of the cluster that `text` describes.
  static func dns(_ text: String) throws -> ClusterDNS {
    // What begins with a brace is taken for JSON.
    Simulation(opening: try load("---\n" + text)).dns
  }

  static func standard() throws -> ClusterDNS { try dns(services + endpoints + pods) }

  /// What an absolute name resolves to: `NOERROR`, or the code, then the data of all records.
  static func lookup(_ name: String, _ type: DNSRecordType, in dns: ClusterDNS) throws -> String {
    let name = try #require(DNSName(name))
    let answer = try dns.resolve(name, type, from: .anyPod(namespace: "default"))
    return ([answer.code.rawValue] + answer.answers.map { "\($0.content)" }).joined(separator: " ")
  }

  private static let services = """
    {apiVersion: v1, kind: Namespace, metadata: {name: empty}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system},
     spec: {clusterIP: 10.96.0.10, ports: [{name: dns, port: 53, protocol: UDP}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop},
     spec: {clusterIP: 10.96.1.1, ports: [{name: http, port: 80}, {name: https, port: 443}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: unnamed, namespace: shop},
     spec: {clusterIP: 10.96.1.2, ports: [{port: 8080}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: dual, namespace: shop},
     spec: {clusterIP: 10.96.1.3, clusterIPs: [10.96.1.3, "fd00:10:96::3"],
       ipFamilies: [IPv4, IPv6], ipFamilyPolicy: RequireDualStack,
       ports: [{name: http, port: 80}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop},
     spec: {clusterIP: None, ports: [{name: sql, port: 5432}, {name: probe, port: 9000}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: idle, namespace: shop},
     spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: portless, namespace: shop},
     spec: {clusterIP: None}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: outside, namespace: shop},
     spec: {type: ExternalName, externalName: www.example.com}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: inside, namespace: shop},
     spec: {type: ExternalName, externalName: web.shop.svc.cluster.local}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: nowhere, namespace: shop},
     spec: {type: ExternalName, externalName: gone.shop.svc.cluster.local}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: digits, namespace: shop},
     spec: {type: ExternalName, externalName: 192.0.2.1}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: ping, namespace: shop},
     spec: {type: ExternalName, externalName: pong.shop.svc.cluster.local}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: pong, namespace: shop},
     spec: {type: ExternalName, externalName: ping.shop.svc.cluster.local}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: self, namespace: shop},
     spec: {type: ExternalName, externalName: self.shop.svc.cluster.local}}

    """

  private static let endpoints = """
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{name: sql, port: 5432}, {name: probe, port: 9000}]
    endpoints:
    - {addresses: [10.244.1.1], hostname: db-0, conditions: {ready: true}}
    - {addresses: [10.244.1.2]}
    - {addresses: [10.244.1.3], hostname: db-2, conditions: {ready: false}}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-2, namespace: shop, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{name: sql, port: 5432}]
    endpoints: [{addresses: [10.244.1.9], hostname: db-0, conditions: {ready: true}}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-3, namespace: shop, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
    ports: [{name: sql, port: 5432}]
    endpoints: [{addresses: ["fd00:244::1"]}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: idle-1, namespace: shop, labels: {kubernetes.io/service-name: idle}}
    addressType: IPv4
    ports: [{name: sql, port: 5432}]
    endpoints: [{addresses: [10.244.1.7], conditions: {ready: false, serving: true}}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: portless-1, namespace: shop, labels: {kubernetes.io/service-name: portless}}
    addressType: IPv4
    ports: []
    endpoints: [{addresses: [10.244.1.8]}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
    addressType: IPv4
    ports: [{name: http, port: 8080}]
    endpoints: [{addresses: [10.244.2.1]}, {addresses: [10.244.1.2]}]

    """

  private static let pods = """
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: client, namespace: shop},
     spec: {nodeName: a, containers: [{name: c}]}, status: {phase: Running, podIP: 10.244.9.1}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: host, namespace: shop},
     spec: {nodeName: a, hostNetwork: true, containers: [{name: c}]}, status: {phase: Running}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: host-first, namespace: shop},
     spec: {nodeName: a, hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet,
       containers: [{name: c}]}, status: {phase: Running}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: default, namespace: shop},
     spec: {nodeName: a, dnsPolicy: Default, containers: [{name: c}],
       dnsConfig: {nameservers: [10.96.0.10]}}, status: {phase: Running}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: none, namespace: shop},
     spec: {nodeName: a, dnsPolicy: None, containers: [{name: c}],
       dnsConfig: {nameservers: [10.96.0.10, 192.0.2.53], searches: [svc.cluster.local],
         options: [{name: ndots, value: "1"}, {name: ndots, value: "2"}, {name: edns0}]}},
     status: {phase: Running}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: foreign, namespace: shop},
     spec: {nodeName: a, dnsPolicy: None, containers: [{name: c}],
       dnsConfig: {nameservers: [192.0.2.53]}}, status: {phase: Running}}
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: more, namespace: shop},
     spec: {nodeName: a, containers: [{name: c}],
       dnsConfig: {searches: [example.com, svc.cluster.local.],
         options: [{name: ndots, value: "1"}]}}, status: {phase: Running}}
    """
}
