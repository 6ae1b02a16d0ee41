extension SchemaLibrary {
  /// The containers of a pod.
  static let containerSchema: String =
    "Container\n" + containerFields + "EphemeralContainer\n" + containerFields
    + "  targetContainerName string\n" + containerParts

  private static let containerFields = """
      name string
      image string
      command []string
      args []string
      workingDir string
      ports []ContainerPort
      envFrom []EnvFromSource
      env []EnvVar
      resources ResourceRequirements
      resizePolicy []ContainerResizePolicy
      restartPolicy *string
      restartPolicyRules []ContainerRestartRule
      volumeMounts []VolumeMount
      volumeDevices []VolumeDevice
      livenessProbe Probe
      readinessProbe Probe
      startupProbe Probe
      lifecycle Lifecycle
      terminationMessagePath string
      terminationMessagePolicy string
      imagePullPolicy string
      securityContext SecurityContext
      stdin bool
      stdinOnce bool
      tty bool

    """

  private static let containerParts = """
    ContainerPort
      name string
      hostPort int32
      containerPort int32
      protocol string
      hostIP string
    EnvFromSource
      prefix string
      configMapRef ConfigMapEnvSource
      secretRef SecretEnvSource
    ConfigMapEnvSource
      name string
      optional bool
    SecretEnvSource
      name string
      optional bool
    EnvVar
      name string
      value string
      valueFrom EnvVarSource
    EnvVarSource
      fieldRef ObjectFieldSelector
      resourceFieldRef ResourceFieldSelector
      configMapKeyRef ConfigMapKeySelector
      secretKeyRef SecretKeySelector
      fileKeyRef FileKeySelector
    ObjectFieldSelector
      apiVersion string
      fieldPath string
    ResourceFieldSelector
      containerName string
      resource string
      divisor quantity
    ConfigMapKeySelector
      name string
      key string
      optional bool
    SecretKeySelector
      name string
      key string
      optional bool
    FileKeySelector
      volumeName string
      path string
      key string
      optional bool
    ResourceRequirements
      limits {}quantity
      requests {}quantity
      claims []ResourceClaim
    ResourceClaim
      name string
      request string
    ContainerResizePolicy
      resourceName string
      restartPolicy string
    ContainerRestartRule
      action string
      exitCodes ContainerRestartRuleOnExitCodes
    ContainerRestartRuleOnExitCodes
      operator string
      values []int32
    VolumeMount
      name string
      readOnly bool
      recursiveReadOnly *string
      mountPath string
      subPath string
      mountPropagation *string
      subPathExpr string
    VolumeDevice
      name string
      devicePath string
    Probe
      exec ExecAction
      httpGet HTTPGetAction
      tcpSocket TCPSocketAction
      grpc GRPCAction
      initialDelaySeconds int32
      timeoutSeconds int32
      periodSeconds int32
      successThreshold int32
      failureThreshold int32
      terminationGracePeriodSeconds int64
    Lifecycle
      postStart LifecycleHandler
      preStop LifecycleHandler
      stopSignal *string
    LifecycleHandler
      exec ExecAction
      httpGet HTTPGetAction
      tcpSocket TCPSocketAction
      sleep SleepAction
    ExecAction
      command []string
    HTTPGetAction
      path string
      port intOrString
      host string
      scheme string
      httpHeaders []HTTPHeader
    HTTPHeader
      name string
      value *string
    TCPSocketAction
      port intOrString
      host string
    GRPCAction
      port int32
      service *string
    SleepAction
      seconds int64
    SecurityContext
      capabilities Capabilities
      privileged bool
      seLinuxOptions SELinuxOptions
      windowsOptions WindowsSecurityContextOptions
      runAsUser int64
      runAsGroup int64
      runAsNonRoot bool
      readOnlyRootFilesystem bool
      allowPrivilegeEscalation bool
      procMount *string
      seccompProfile SeccompProfile
      appArmorProfile AppArmorProfile
    Capabilities
      add []string
      drop []string
    """
}
