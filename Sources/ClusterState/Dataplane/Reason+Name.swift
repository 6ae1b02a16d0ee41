// Reasons as scripts name them.

extension Reason {
  /// What it is called in a scenario.
  package var name: String {
    switch self {
    case .served: "served"
    case .healthCheck: "healthCheck"
    case .noEndpoints: "noEndpoints"
    case .noLocalEndpoints: "noLocalEndpoints"
    case .outsideSourceRanges: "outsideSourceRanges"
    case .noHealthyNode: "noHealthyNode"
    case .noNodePort: "noNodePort"
    case .noRouteToServiceRange: "noRouteToServiceRange"
    case .noSuchServicePort: "noSuchServicePort"
    case .unallocatedClusterIP: "unallocatedClusterIP"
    case .noSuchName: "noSuchName"
    case .unresolved: "unresolved"
    case .noSuchHost: "noSuchHost"
    case .httpStatus: "httpStatus"
    case .redirected: "redirected"
    case .externalName: "externalName"
    case .aliasLoop: "aliasLoop"
    case .notListening: "notListening"
    case .portClosed: "portClosed"
    case .nodeDown: "nodeDown"
    case .nobodyThere: "nobodyThere"
    case .notAService: "notAService"
    case .nodePortClosed: "nodePortClosed"
    case .ownLoopback: "ownLoopback"
    case .otherFamily: "otherFamily"
    case .connectionBroken: "connectionBroken"
    case .noAnswer: "noAnswer"
    case .answerTooLate: "answerTooLate"
    case .noConnectionFree: "noConnectionFree"
    case .clientGone: "clientGone"
    case .answerBypasses: "answerBypasses"
    }
  }

  /// All names, in the order of the cases.
  package static let names = [
    "served", "healthCheck", "noEndpoints", "noLocalEndpoints", "outsideSourceRanges",
    "noHealthyNode", "noNodePort", "noRouteToServiceRange", "noSuchServicePort",
    "unallocatedClusterIP", "noSuchName", "unresolved", "noSuchHost", "httpStatus", "redirected",
    "externalName", "aliasLoop", "notListening", "portClosed", "nodeDown", "nobodyThere",
    "notAService", "nodePortClosed", "ownLoopback", "otherFamily", "connectionBroken", "noAnswer",
    "answerTooLate", "noConnectionFree", "clientGone", "answerBypasses",
  ]
}
