extension SchemaLibrary {
  /// `Pod` of `v1`, and the template that workloads make pods of.
  static let podSchema = """
    Pod v1
      metadata ObjectMeta
      spec PodSpec
      status PodStatus
    PodTemplateSpec
      metadata ObjectMeta
      spec PodSpec
    PodSpec
      volumes []Volume
      initContainers []Container
      containers []Container
      ephemeralContainers []EphemeralContainer
      restartPolicy string
      terminationGracePeriodSeconds int64
      activeDeadlineSeconds int64
      dnsPolicy string
      nodeSelector {}string
      serviceAccountName string
      serviceAccount string
      automountServiceAccountToken bool
      nodeName string
      hostNetwork bool
      hostPID bool
      hostIPC bool
      hostUsers bool
      shareProcessNamespace bool
      securityContext PodSecurityContext
      imagePullSecrets []LocalObjectReference
      hostname string
      hostnameOverride *string
      subdomain string
      affinity Affinity
      schedulerName string
      schedulingGroup PodSchedulingGroup
      tolerations []Toleration
      hostAliases []HostAlias
      priorityClassName string
      priority int32
      dnsConfig PodDNSConfig
      readinessGates []PodReadinessGate
      runtimeClassName *string
      enableServiceLinks bool
      preemptionPolicy *string
      overhead {}quantity
      topologySpreadConstraints []TopologySpreadConstraint
      setHostnameAsFQDN bool
      os PodOS
      schedulingGates []PodSchedulingGate
      resourceClaims []PodResourceClaim
      resources ResourceRequirements
    PodOS
      name string
    PodSchedulingGate
      name string
    PodSchedulingGroup
      podGroupName *string
    PodReadinessGate
      conditionType string
    PodResourceClaim
      name string
      resourceClaimName *string
      resourceClaimTemplateName *string
    HostAlias
      ip string
      hostnames []string
    PodDNSConfig
      nameservers []string
      searches []string
      options []PodDNSConfigOption
    PodDNSConfigOption
      name string
      value *string
    PodSecurityContext
      seLinuxOptions SELinuxOptions
      seLinuxChangePolicy *string
      windowsOptions WindowsSecurityContextOptions
      runAsUser int64
      runAsGroup int64
      runAsNonRoot bool
      supplementalGroups []int64
      supplementalGroupsPolicy *string
      fsGroup int64
      sysctls []Sysctl
      fsGroupChangePolicy *string
      seccompProfile SeccompProfile
      appArmorProfile AppArmorProfile
    Sysctl
      name string
      value *string
    SELinuxOptions
      user string
      role string
      type string
      level string
    WindowsSecurityContextOptions
      gmsaCredentialSpecName *string
      gmsaCredentialSpec *string
      runAsUserName *string
      hostProcess bool
    SeccompProfile
      type string
      localhostProfile *string
    AppArmorProfile
      type string
      localhostProfile *string
    """

  /// Where pods may run.
  static let schedulingSchema = """
    Toleration
      key string
      operator string
      value string
      effect string
      tolerationSeconds int64
    TopologySpreadConstraint
      maxSkew int32
      topologyKey string
      whenUnsatisfiable string
      labelSelector LabelSelector
      minDomains int32
      nodeAffinityPolicy *string
      nodeTaintsPolicy *string
      matchLabelKeys []string
    Affinity
      nodeAffinity NodeAffinity
      podAffinity PodAffinity
      podAntiAffinity PodAntiAffinity
    NodeAffinity
      requiredDuringSchedulingIgnoredDuringExecution NodeSelector
      preferredDuringSchedulingIgnoredDuringExecution []PreferredSchedulingTerm
    NodeSelector
      nodeSelectorTerms []NodeSelectorTerm
    PreferredSchedulingTerm
      weight int32
      preference NodeSelectorTerm
    NodeSelectorTerm
      matchExpressions []NodeSelectorRequirement
      matchFields []NodeSelectorRequirement
    NodeSelectorRequirement
      key string
      operator string
      values []string
    PodAffinity
      requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm
      preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
    PodAntiAffinity
      requiredDuringSchedulingIgnoredDuringExecution []PodAffinityTerm
      preferredDuringSchedulingIgnoredDuringExecution []WeightedPodAffinityTerm
    WeightedPodAffinityTerm
      weight int32
      podAffinityTerm PodAffinityTerm
    PodAffinityTerm
      labelSelector LabelSelector
      namespaces []string
      topologyKey string
      namespaceSelector LabelSelector
      matchLabelKeys []string
      mismatchLabelKeys []string
    """

  /// What becomes of a pod.
  static let podStatusSchema = """
    PodStatus
      observedGeneration int64
      phase string
      conditions []PodCondition
      message string
      reason string
      nominatedNodeName string
      hostIP string
      hostIPs []HostIP
      podIP string
      podIPs []PodIP
      startTime time
      initContainerStatuses []ContainerStatus
      containerStatuses []ContainerStatus
      qosClass string
      ephemeralContainerStatuses []ContainerStatus
      resize string
      resourceClaimStatuses []PodResourceClaimStatus
      extendedResourceClaimStatus any
      allocatedResources {}quantity
      resources ResourceRequirements
      nodeAllocatableResourceClaimStatuses []any
    PodCondition
      type string
      observedGeneration int64
      status string
      lastProbeTime time
      lastTransitionTime time
      reason string
      message string
    HostIP
      ip string
    PodIP
      ip string
    PodResourceClaimStatus
      name string
      resourceClaimName *string
    ContainerStatus
      name string
      state ContainerState
      lastState ContainerState
      ready bool
      restartCount int32
      image *string
      imageID *string
      containerID string
      started bool
      allocatedResources {}quantity
      resources ResourceRequirements
      volumeMounts []VolumeMountStatus
      user ContainerUser
      allocatedResourcesStatus []any
      stopSignal string
    ContainerState
      waiting ContainerStateWaiting
      running ContainerStateRunning
      terminated ContainerStateTerminated
    ContainerStateWaiting
      reason string
      message string
    ContainerStateRunning
      startedAt time
    ContainerStateTerminated
      exitCode int32
      signal int32
      reason string
      message string
      startedAt time
      finishedAt time
      containerID string
    VolumeMountStatus
      name string
      mountPath string
      readOnly bool
      recursiveReadOnly string
      volumeStatus any
    ContainerUser
      linux LinuxContainerUser
    LinuxContainerUser
      uid int64
      gid int64
      supplementalGroups []int64
    """
}
