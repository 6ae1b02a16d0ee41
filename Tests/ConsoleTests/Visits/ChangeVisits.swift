import Testing

/// Visits that change the cluster.
@Suite struct ChangeVisits {
  @Test func `kill a pod, see its end and another in its place, and undo`() throws {
    try Visit.shop(
      """
      Tab Ctrl-K        => delete pod shop/web-
      wait:500ms        => terminating
      wait:40000ms      =/> terminating
                        => 3 of 3 ready
      u                 => undone: delete pod shop/web- | Ctrl-R does it again | 3 of 3 ready
      u                 => nothing to undo
      """
    )
  }

  @Test func `scale a Deployment up in its dialog, then down by a command`() throws {
    try Visit.shop(
      """
      s                 => Scale | Replicas
      5 Enter           => replicas
      wait:60000ms      => 5 of 5 ready
      : 'scale deploy shop/web --replicas=0' Enter wait:60000ms => 0 of 0 ready
      u u               => 3 of 3 ready
      """
    )
  }

  @Test func `switch a policy with x and one letter, and take it back there`() throws {
    try Visit.shop(
      """
      x                 => Policies of shop/web | [Cluster] Local
      e                 => Cluster [Local] | stay on the node they come to
      e                 => [Cluster] Local
      a                 => None [ClientIP]
      u                 => [None] ClientIP
      Esc               =/> Policies of
      """
    )
  }

  @Test func `restart a workload, and see all pods replaced`() throws {
    try Visit.shop(
      """
      :deploy Enter / cart Enter   => cart
      r                            => cart
      wait:60000ms :events Enter   => cart
      u                            => undone
      """
    )
  }

  @Test func `cordon a node, drain it, and let pods come again`() throws {
    try Visit.shop(
      """
      :nodes Enter c    => Ready,SchedulingDisabled
      c                 =/> SchedulingDisabled
      D                 => SchedulingDisabled
      wait:60000ms Enter =/> web-
      Esc u             =/> SchedulingDisabled
      """
    )
  }

  @Test func `mark some pods in a filtered list and delete them at once`() throws {
    try Visit.shop(
      """
      :pods Enter / api Enter      => api- |  2 of 9
      Space                        => 1 marked
      j Ctrl-Space                 => 2 marked
      Ctrl-D                       => Delete 2 marked objects? | pod shop/api-
      Enter wait:200ms             => Terminating
      u                            =/> Terminating
      """
    )
  }

  @Test func `a Service is deleted only after a question`() throws {
    try Visit.shop(
      """
      Ctrl-D            => Delete
      Esc               => 10.96.0.11
      Ctrl-D Enter      =/> 10.96.0.11
      u                 => 10.96.0.11
      """
    )
  }

  @Test func `change a delay, see that it is no default, and take the default again`() throws {
    try Visit.shop(
      """
      :delays Enter j Enter        => apiWatch
      5 s Enter                    => 5s
      Ctrl-D                       =/>  5s 
      """
    )
  }
}
