/// What came of resolving a name, with every query that was sent for it.
package struct DNSAnswer: Hashable, Sendable {
  package var question: DNSName
  package var type: DNSRecordType
  package var code: DNSResponseCode
  package var answers: [DNSRecord] = []
  /// In the order in which they were sent.
  package var queries: [DNSQuery] = []
  /// Why the answer is what it is; of several failed queries, that of the one that came furthest.
  package var reason: DNSReason
  package var resolver: ResolverConfiguration
  /// How well ``reason`` explains the answer.
  private var weight = 0

  init(
    question: DNSName,
    type: DNSRecordType,
    code: DNSResponseCode,
    reason: DNSReason,
    resolver: ResolverConfiguration
  ) {
    self.question = question
    self.type = type
    self.code = code
    self.reason = reason
    self.resolver = resolver
  }

  /// The addresses of A and AAAA records, in order.
  package var addresses: [IPAddress] {
    answers.compactMap { if case .address(let address) = $0.content { address } else { nil } }
  }

  /// The Service whose records answered; `nil` without any.
  package var service: ObjectName? { answers.isEmpty ? nil : reason.service }

  /// Takes in what came of the next query.
  ///
  /// If all fail, glibc tells the code of the name as it was given where that went first, else that
  /// it exists without records if any of them does, else the last code.
  mutating func add(
    _ reply: ClusterDNS.Reply,
    to name: DNSName,
    _ type: DNSRecordType,
    _ place: DNSQuery.Place
  ) {
    let isFound = !reply.records.isEmpty
    let newWeight = reply.reason.weight(for: name)
    if answers.isEmpty, isFound || queries.isEmpty || newWeight > weight {
      (reason, weight) = (reply.reason, newWeight)
    }
    // Once the name as it was given has been asked for, nothing but success changes its code.
    let isSettled = queries.first?.place == .asGiven && place != .asGiven
    if isFound || answers.isEmpty && !isSettled && (queries.isEmpty || code == .nameError) {
      code = reply.code
    }
    // An alias is told once, whatever was asked for behind it.
    answers += reply.records.filter { !answers.contains($0) }
    queries.append(
      DNSQuery(
        name: name.description,
        type: type,
        code: reply.code,
        place: place,
        reason: reply.reason,
        answers: reply.records
      )
    )
  }
}

/// One query to a nameserver and what it said.
package struct DNSQuery: Hashable, Sendable {
  /// Where the name that was asked comes from.
  package enum Place: Hashable, Sendable {
    case asGiven
    /// Under the search domain of this index.
    case search(Int)
  }

  /// With a dot at its end.
  package var name: String
  package var type: DNSRecordType
  package var code: DNSResponseCode
  package var place: Place
  package var reason: DNSReason
  package var answers: [DNSRecord]
}
