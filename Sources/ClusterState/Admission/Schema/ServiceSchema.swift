extension SchemaLibrary {
  /// `Service` of `v1`.
  static let serviceSchema = """
    Service v1
      metadata ObjectMeta
      spec ServiceSpec
      status ServiceStatus
    ServiceSpec
      ports []ServicePort
      selector {}string
      clusterIP string
      clusterIPs []string
      type string
      externalIPs []string
      sessionAffinity string
      loadBalancerIP string
      loadBalancerSourceRanges []string
      externalName string
      externalTrafficPolicy string
      healthCheckNodePort int32
      publishNotReadyAddresses bool
      sessionAffinityConfig SessionAffinityConfig
      ipFamilies []string
      ipFamilyPolicy *string
      allocateLoadBalancerNodePorts bool
      loadBalancerClass *string
      internalTrafficPolicy *string
      trafficDistribution *string
    ServicePort
      name string
      protocol string
      appProtocol *string
      port int32
      targetPort intOrString
      nodePort int32
    SessionAffinityConfig
      clientIP ClientIPConfig
    ClientIPConfig
      timeoutSeconds int32
    ServiceStatus
      loadBalancer LoadBalancerStatus
      conditions []Condition
    LoadBalancerStatus
      ingress []LoadBalancerIngress
    LoadBalancerIngress
      ip string
      hostname string
      ipMode *string
      ports []PortStatus
    PortStatus
      port int32
      protocol string
      error *string
    """

  /// `Endpoints` of `v1`.
  static let endpointsSchema = """
    Endpoints v1
      metadata ObjectMeta
      subsets []EndpointSubset
    EndpointSubset
      addresses []EndpointAddress
      notReadyAddresses []EndpointAddress
      ports []EndpointsPort
    EndpointAddress
      ip string
      hostname string
      nodeName *string
      targetRef ObjectReference
    EndpointsPort
      name string
      port int32
      protocol string
      appProtocol *string
    """

  /// `EndpointSlice` of `discovery.k8s.io/v1`.
  static let endpointSliceSchema = """
    EndpointSlice discovery.k8s.io/v1
      metadata ObjectMeta
      addressType string
      endpoints ![]Endpoint
      ports ![]EndpointPort
    Endpoint
      addresses []string
      conditions EndpointConditions
      hostname *string
      targetRef ObjectReference
      deprecatedTopology {}string
      nodeName *string
      zone *string
      hints EndpointHints
    EndpointConditions
      ready bool
      serving bool
      terminating bool
    EndpointHints
      forZones []ForZone
      forNodes []ForNode
    ForZone
      name string
    ForNode
      name string
    EndpointPort
      name *string
      protocol *string
      port int32
      appProtocol *string
    """
}
