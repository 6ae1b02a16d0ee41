import FoundationEssentials

/// The peer of loading: the same fields read by Foundation's decoder into plain structs.
///
/// Not a straw man: no field is decoded that the model does not read, and nothing is validated.
struct PeerList: Decodable {
  var items: [PeerObject]

  static func load(_ path: String) throws -> PeerList {
    try JSONDecoder().decode(PeerList.self, from: Data(contentsOf: URL(filePath: path)))
  }
}

/// An object of a list, told apart by its kind.
enum PeerObject: Decodable {
  case node(PeerNode)
  case pod(PeerPod)
  case service(PeerService)
  case endpointSlice(PeerEndpointSlice)
  case workload(PeerWorkload)
  case ingress(PeerIngress)
  case other(PeerMetadata)

  private enum CodingKeys: CodingKey { case kind, metadata }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(String.self, forKey: .kind) {
    case "Node": self = .node(try PeerNode(from: decoder))
    case "Pod": self = .pod(try PeerPod(from: decoder))
    case "Service": self = .service(try PeerService(from: decoder))
    case "EndpointSlice": self = .endpointSlice(try PeerEndpointSlice(from: decoder))
    case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet":
      self = .workload(try PeerWorkload(from: decoder))
    case "Ingress": self = .ingress(try PeerIngress(from: decoder))
    default: self = .other(try container.decode(PeerMetadata.self, forKey: .metadata))
    }
  }
}

struct PeerMetadata: Decodable {
  struct Owner: Decodable {
    var kind: String
    var name: String
    var uid: String
    var controller: Bool?
  }

  var name: String
  var generateName: String?
  var namespace: String?
  var uid: String?
  var labels: [String: String]?
  var annotations: [String: String]?
  var ownerReferences: [Owner]?
  var creationTimestamp: String?
  var deletionTimestamp: String?
  var deletionGracePeriodSeconds: Int64?
}

/// A field that is a number or a name.
enum PeerIntOrString: Decodable {
  case int(Int64)
  case string(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int64.self) {
      self = .int(number)
    } else {
      self = .string(try container.decode(String.self))
    }
  }
}
