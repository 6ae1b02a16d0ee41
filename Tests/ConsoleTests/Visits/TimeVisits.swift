import Testing

/// Visits through what was, and what could have been.
@Suite struct TimeVisits {
  @Test func `rewind to before a kill, do something else there, and compare`() throws {
    try Visit.shop(
      """
      Ctrl-T wait:2000ms p b Enter      => branch main at 00:00:02.0
      Tab Ctrl-K p wait:3000ms p        => gone | 00:00:05.0
      : 'rewind to mark-1' Enter => 00:00:02.0
      F o t h e r Enter                 => other
      M p wait:3000ms p                 => nftables
      T                                 => Branches  2 | main | other
      C                                 => main and other | mode | REQUESTS
      Esc Esc : 'branch main' Enter  => iptables
      """
    )
  }

  @Test func `step from one thing to the next and back`() throws {
    try Visit.shop(
      """
      >                 => nothing is planned
      Tab Ctrl-K >      => paused
      > > <             => in the past
      : 'rewind after 0' Enter => 00:00:00.0
      """,
      isPerfect: false
    )
  }

  @Test func `scrub the timeline to a moment and come back`() throws {
    try Visit.shop(
      """
      wait:1000ms M wait:1000ms M       => ipvs
      T k k k Enter                     => 00:00:0
      Esc                               => Services
      u                                 => ipvs
      """
    )
  }

  @Test func `faster, slower, paused`() throws {
    try Visit.shop(
      """
      +                 => 2x
      _ _               => 0.5x
      =                 => 1x
      p wait:1000ms     => paused | 00:00:00.0
      p wait:1000ms     => 00:00:01.0
      """
    )
  }

  @Test func `a change while time stands still waits for it, and why says so`() throws {
    try Visit.shop(
      """
      p x e       => set to Local | paused: it takes effect
      Esc w       => a change is still on its way to the nodes
      Esc p wait:20000ms w   =/> still on its way
      """,
      isPerfect: false
    )
  }
}
