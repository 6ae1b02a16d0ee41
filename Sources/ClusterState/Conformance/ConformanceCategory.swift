/// What a conformance case is about; each has files of its own form.
package enum ConformanceCategory: String, CaseIterable, Sendable {
  case flows, categorize, validation, endpointslices, defaulting, allocation

  /// What kind of case a document is, told by the members that only this kind has; `nil` if it is
  /// none.
  package init?(of document: JSONTree) {
    let expectation = document["expect"]
    if document["flows"] != nil {
      self = .flows
    } else if document["what"] != nil {
      self = .allocation
    } else if document["operation"] != nil, expectation?["errors"] != nil {
      self = .validation
    } else if expectation?["defaultedObject"] != nil {
      self = .defaulting
    } else if expectation?["groups"] != nil {
      self = .endpointslices
    } else if expectation?["usesClusterEndpoints"] != nil {
      self = .categorize
    } else {
      return nil
    }
  }

  /// Judges one case.
  func judge(_ document: JSONTree) -> CaseJudgement {
    switch self {
    case .flows: FlowCase.judge(document)
    case .categorize: CategorizeCase.judge(document)
    case .validation: ValidationCase.judge(document)
    case .endpointslices: EndpointSliceCase.judge(document)
    case .defaulting: DefaultingCase.judge(document)
    case .allocation: AllocationCase.judge(document)
    }
  }
}

/// What came of one case file: how many checks it holds, and which of them failed.
struct CaseJudgement {
  /// A check whose result is not the expected one.
  struct Failure {
    /// Name of the check within its file.
    var check: String
    var expected: String
    var actual: String
  }

  var checks = 0
  var failures: [Failure] = []

  /// Counts a check and compares; what differs is kept.
  mutating func check<Value: Equatable>(_ name: String, expected: Value, actual: Value) {
    checks += 1
    guard expected != actual else { return }
    failures.append(Failure(check: name, expected: "\(expected)", actual: "\(actual)"))
  }
}
