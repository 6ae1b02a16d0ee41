extension SchemaLibrary {
  /// `Ingress` and `IngressClass` of `networking.k8s.io/v1`.
  static let ingressSchema = """
    Ingress networking.k8s.io/v1
      metadata ObjectMeta
      spec IngressSpec
      status IngressStatus
    IngressSpec
      ingressClassName *string
      defaultBackend IngressBackend
      tls []IngressTLS
      rules []IngressRule
    IngressTLS
      hosts []string
      secretName string
    IngressRule
      host string
      http HTTPIngressRuleValue
    HTTPIngressRuleValue
      paths []HTTPIngressPath
    HTTPIngressPath
      path string
      pathType *string
      backend IngressBackend
    IngressBackend
      service IngressServiceBackend
      resource TypedLocalObjectReference
    IngressServiceBackend
      name string
      port ServiceBackendPort
    ServiceBackendPort
      name string
      number int32
    IngressStatus
      loadBalancer IngressLoadBalancerStatus
    IngressLoadBalancerStatus
      ingress []IngressLoadBalancerIngress
    IngressLoadBalancerIngress
      ip string
      hostname string
      ports []IngressPortStatus
    IngressPortStatus
      port int32
      protocol string
      error *string
    IngressClass networking.k8s.io/v1
      metadata ObjectMeta
      spec IngressClassSpec
    IngressClassSpec
      controller string
      parameters IngressClassParametersReference
    IngressClassParametersReference
      apiGroup *string
      kind string
      name string
      scope *string
      namespace *string
    """

  /// `IPAddress` and `ServiceCIDR` of `networking.k8s.io/v1`.
  static let serviceRangeSchema = """
    IPAddress networking.k8s.io/v1
      metadata ObjectMeta
      spec IPAddressSpec
    IPAddressSpec
      parentRef ParentReference
    ParentReference
      group string
      resource string
      namespace string
      name string
    ServiceCIDR networking.k8s.io/v1
      metadata ObjectMeta
      spec ServiceCIDRSpec
      status ServiceCIDRStatus
    ServiceCIDRSpec
      cidrs []string
    ServiceCIDRStatus
      conditions []Condition
    """

  /// `NetworkPolicy` of `networking.k8s.io/v1`.
  static let networkPolicySchema = """
    NetworkPolicy networking.k8s.io/v1
      metadata ObjectMeta
      spec NetworkPolicySpec
    NetworkPolicySpec
      podSelector LabelSelector
      ingress []NetworkPolicyIngressRule
      egress []NetworkPolicyEgressRule
      policyTypes []string
    NetworkPolicyIngressRule
      ports []NetworkPolicyPort
      from []NetworkPolicyPeer
    NetworkPolicyEgressRule
      ports []NetworkPolicyPort
      to []NetworkPolicyPeer
    NetworkPolicyPort
      protocol *string
      port intOrString
      endPort int32
    NetworkPolicyPeer
      podSelector LabelSelector
      namespaceSelector LabelSelector
      ipBlock IPBlock
    IPBlock
      cidr string
      except []string
    """
}
