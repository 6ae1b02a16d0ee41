import Testing

/// Visits that change the cluster.
@Suite struct ChangeVisits {
  @Test func `kill a pod, see its end and another in its place, and undo`() throws {
    try Visit.shop(
      """
      Tab Ctrl-K        => deleted (grace 30 s)
      wait:500ms        => terminating
      wait:20000ms      =/> terminating
                        => 3 of 3 ready
      u                 => undone: delete pod shop/web- | Ctrl-R does it again | 3 of 3 ready
      u                 => nothing to undo
      """,
      isPerfect: false
    )
  }

  @Test func `scale a Deployment up in its dialog, then down by a command`() throws {
    try Visit.shop(
      """
      s                 => Scale | Replicas
      5 Enter           => scaled from 3 to 5
      wait:100ms        => 5 of 5 ready
      : 'scale deploy shop/web --replicas=0' Enter wait:100ms => 0 of 0 ready
      u u               => 3 of 3 ready
      """
    )
  }

  @Test func `switch a policy with x and one letter, and take it back there`() throws {
    try Visit.shop(
      """
      x                 => Policies of shop/web | [Cluster] Local
      e                 => Cluster [Local] | they stay on
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
      wait:100ms :events Enter   => cart
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
      wait:100ms Enter =/> web-
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
      Enter wait:200ms             => deleted
      u                            => undone
      """
    )
  }

  @Test func `a Service is deleted only after a question`() throws {
    try Visit.shop(
      """
      Ctrl-D            => Delete
      Esc               => 10.96.0.11
      Ctrl-D Enter      => 6  all namespaces
      u                 => 7  all namespaces
      """
    )
  }

  @Test func `change a delay, see that it is no default, and take the default again`() throws {
    try Visit.shop(
      """
      :delays Enter j Enter        => apiWatch
      77s Enter                    => apiWatch is 1m17s
      Ctrl-D                       =/> 1m17s
      """,
      isPerfect: false
    )
  }
}
