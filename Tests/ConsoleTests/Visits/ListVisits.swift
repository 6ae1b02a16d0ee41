import Testing

/// Visits that look for something, and mistakes on the way.
@Suite struct ListVisits {
  @Test func `filter by text, by label, by column, and by what is not`() throws {
    try Visit.shop(
      """
      :pods Enter / web           =>  web- | 3 of 9
      Ctrl-U '!web' Enter         =/>  web-
      / Ctrl-U '-l app=db'        => db-0 | db-1 | 2 of 9
      Ctrl-U node:node-a Enter    =/> node-b
      Esc                         => node-b
      """
    )
  }

  @Test func `a wrong filter says what is wrong and keeps what was typed`() throws {
    try Visit.shop(
      """
      / 'web('                    => /web( | )
      Backspace Enter             => web
      """
    )
  }

  @Test func `a command with a mistake says what is allowed and can be mended`() throws {
    try Visit.shop(
      """
      : 'scale deploy shop/web --replicas=many' Enter => --replicas
      : Up                        => :scale deploy shop/web --replicas=many
      Backspace Backspace Backspace Backspace 4 Enter wait:100ms   => 4 of 4 ready
      : 'mode fast' Enter      => iptables | ipvs | nftables
      :dance Enter                => dance
      """
    )
  }

  @Test func `a dialog with a mistake stays open, marked where it is wrong`() throws {
    try Visit.shop(
      """
      t Backspace Backspace Backspace Backspace 0 Enter => Send |  0
      7 Enter                     => 7 sent
      """
    )
  }

  @Test func `sort, widen, and show only what is wrong`() throws {
    try Visit.shop(
      """
      :nodes Enter N N            => NAME
      Esc Ctrl-Z                  => ! 0
                                  =/> 10.96.0.14
      Ctrl-Z                      => 10.96.0.14
      """
    )
  }

  @Test func `read the objects: YAML, description, events`() throws {
    try Visit.shop(
      """
      y                           => kind: Service | # default
      Esc d                       => Service shop/web
      Esc : 'explain svc.spec.externalTrafficPolicy' Enter => externalTrafficPolicy
      Esc :lint Enter             => Lint: all namespaces
      """
    )
  }

  @Test func `speak Korean and English again`() throws {
    try Visit.shop(
      """
      : 'lang ko' Enter        => 한국어 | Service
      ?                           => 요청
      Esc : 'lang en' Enter    => this is English
      : 'lang tlh' Enter       => languages are en, ko
      """
    )
  }

  @Test func `go deep with Enter and come back with Esc`() throws {
    try Visit.shop(
      """
      :nodes Enter Enter          => Pods
      Enter                       => kind: Pod
      Esc Esc Esc                 => Services | Endpoints of shop/web
      q                           => Quit svctui?
      Esc                         =/> Quit svctui?
      """
    )
  }

  @Test func `after a mistake another line can be recalled, completed and done`() throws {
    try Visit.shop(
      """
      :nodes Enter Esc :dance Enter  => "dance" is no command
      Up Up Enter                    => INTERNAL-IP
      :dance Enter                   => "dance" is no command
      Ctrl-U zo Tab Enter            => zone-1
      """
    )
  }

  @Test func `a list asked for again is gone back to, one drilled into is a step further`() throws {
    try Visit.shop(
      """
      :pods Enter :nodes Enter  => Overview → Pods → Nodes
      :pods Enter               => Overview → Pods
      wait:0ms                  =/> → Nodes
      :nodes Enter Enter    => Pods → Nodes → Pods
      Esc                       => Pods → Nodes
      """
    )
  }
}
