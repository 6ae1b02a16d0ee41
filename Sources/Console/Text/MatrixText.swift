internal import ClusterState

/// The matrix of who reaches what, in words.
enum MatrixText {
  /// The verdicts that have a letter of their own, as `. delivered  X rejected  ...`.
  static let legend: Sentence =
    "\(entry(.delivered))  \(entry(.rejected))  \(entry(.dropped))  "
    + "\(entry(.timedOut))  \(entry(.notHandled))  ! otherwise  o not possible  d>. was d, is ."

  private static func entry(_ verdict: Verdict) -> Sentence {
    "\(VerdictText.letter(verdict)) \(VerdictText.word(verdict))"
  }

  /// Who is not there, or cannot send as its node is down, reaches nothing.
  static func letter(_ cell: ReachabilityMatrix.Cell?) -> String {
    cell.map { VerdictText.letter($0.verdict) } ?? "o"
  }

  static func role(_ cell: ReachabilityMatrix.Cell?) -> Role {
    guard let verdict = cell?.verdict else { return .dim }
    return verdict == .delivered ? .text : VerdictText.role(verdict)
  }

  /// `node/node-a to 3  10.96.0.11:80  shop/web: was dropped, is delivered`.
  static func cell(_ work: MatrixWork, _ client: Int, _ index: Int) -> Sentence {
    let address = work.addresses[index]
    let way: Sentence =
      "\(index + 1): \(work.clients[client]) to \(address.text), \(address.servicePort)"
    guard let cell = work.cell(client, index) else { return "\(way): not known yet" }
    let now = word(cell.now)
    if cell.isChanged { return "\(way): was \(word(cell.before)), is \(now)" }
    let endpoints = cell.now?.endpoints ?? []
    if endpoints.isEmpty {
      guard let reason = cell.now?.reason else { return "\(way): \(now)" }
      return "\(way): \(now), \(ReasonText.text(reason))"
    }
    return "\(way): \(now), to \(Quantities.counted(endpoints.count, "endpoint"))"
  }

  private static func word(_ cell: ReachabilityMatrix.Cell?) -> Sentence {
    cell.map { VerdictText.word($0.verdict) } ?? "not possible"
  }

  /// How far it is and what has changed.
  static func state(_ work: MatrixWork) -> Sentence {
    if !work.isFinished {
      let (done, all) = (Quantities.count(work.done), Quantities.count(work.clients.count))
      return work.isStopped
        ? "stopped after \(done) of \(all) clients" : "\(done) of \(all) clients, Esc stops"
    }
    guard let change = work.change else { return "nothing was changed yet" }
    let count = Quantities.counted(work.changes, "cell")
    return "\(count) changed by: \(change)"
  }
}
