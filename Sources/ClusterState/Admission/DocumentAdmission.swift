/// What the API server says to the objects of a document, asked for one after the other.
package struct DocumentAdmission: Sendable {
  /// What objects are asked for beside, and how.
  package struct Request: Sendable {
    /// Objects that are there already.
    package var existing: [JSONTree] = []
    /// Objects that are there already and are to be replaced by those of the document.
    package var old: [JSONTree] = []
    package var session = SessionOptions()
    package var options = APIServer.Options()
    /// Objects of the document that are stored somewhere already are taken as they are.
    package var keepsStored = false

    package init() {}
  }

  /// What is wrong, and what is worth knowing, in document order.
  package private(set) var problems: [Problem] = []
  /// The accepted objects as they are stored, in document order.
  package private(set) var objects: [JSONTree] = []

  private let files: [String]
  private let isLiteral: Bool

  /// Asks for each object of a document, which was loaded with its trees.
  package init(_ document: LoadedDocument, _ request: Request = Request()) {
    files = document.files
    isLiteral = request.options.isLiteral
    let present = request.existing + request.old
    let settings = Settings(admitting: document, beside: present, request.session)
    var server = APIServer(settings, options: request.options)
    let stored = request.keepsStored ? document.trees.map(\.tree).filter(\.isStored) : []
    server.restore(present + stored)
    server.expect(document.trees.map(\.tree))
    let all = present + document.trees.map(\.tree)
    if !all.contains(where: \.isOwnService) { server.makeOwnService() }
    let replaced = Set(request.old.map { ObjectIdentity($0) })
    for raw in document.trees {
      if request.keepsStored, raw.tree.isStored {
        objects.append(server.stored(like: raw.tree) ?? raw.tree)
        continue
      }
      let isUpdate = replaced.contains(ObjectIdentity(raw.tree))
      let answer = isUpdate ? server.update(raw) : server.create(raw)
      take(answer, of: raw, keepsStatus: request.keepsStored)
    }
    merge(document.problems)
  }

  private mutating func take(_ answer: APIServer.Answer, of raw: RawObject, keepsStatus: Bool) {
    if var object = answer.object {
      // A document may say what a cluster has made of an object since.
      if keepsStatus, raw.tree["status"] != nil {
        object["status"] = ObjectAdmission.defaulted(raw.tree)["status"]
      }
      objects.append(object)
    }
    let file = files[Int(raw.place.file)]
    for error in isLiteral ? answer.errors : Self.merged(answer.errors) {
      problems.append(raw.problem(error, file: file))
    }
    for warning in answer.warnings {
      // Warnings have no type of their own.
      let field = FieldPath(verbatim: warning.field)
      let error = FieldError(.invalid, field, warning.message)
      problems.append(raw.problem(error, file: file, type: "Warning", severity: .warning))
    }
  }

  /// What is wrong with one field in several ways is told once, with all that is asked of it.
  private static func merged(_ errors: [FieldError]) -> [FieldError] {
    var result: [FieldError] = []
    for error in errors {
      let known = result.firstIndex { $0.kind == error.kind && $0.field == error.field }
      guard let known, error.kind == .invalid else {
        result.append(error)
        continue
      }
      let message = result[known].message
      guard message != error.message else { continue }
      let rest = error.message.dropFirst(message.commonPrefix(with: error.message).count)
      result[known].message += ", \(rest)"
    }
    return result
  }

  /// Puts what loading found wrong between, by place.
  private mutating func merge(_ others: [Problem]) {
    guard !others.isEmpty else { return }
    let order = Dictionary(
      files.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let all = (problems + others).enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (order[a.file] ?? .max, a.line, left.offset)
        < (order[b.file] ?? .max, b.line, right.offset)
    }
    problems = all.map(\.element)
  }
}

extension JSONTree {
  /// Whether it is the Service through which pods reach the API server.
  fileprivate var isOwnService: Bool {
    let identity = ObjectIdentity(self)
    return identity.kind == "Service" && identity.namespace == "default"
      && identity.name == "kubernetes"
  }
}

extension String {
  /// What both texts begin with, up to the last colon of it: the kind of mistake and the value.
  fileprivate func commonPrefix(with other: String) -> String {
    let same = zip(self, other).prefix { $0 == $1 }.map(\.0)
    let end = same.lastIndex(of: ":").map { min($0 + 2, same.count) } ?? 0
    return String(same.prefix(end))
  }
}

extension Settings {
  /// What is in force where a document's objects are asked for: a cluster that has objects
  /// already shows its ranges by them, an empty one by what the document wants.
  init(admitting document: LoadedDocument, beside present: [JSONTree], _ options: SessionOptions) {
    var facts = document
    let services = present.filter { $0["kind"]?.string == "Service" }.map(Service.init(admitted:))
    if services.contains(where: { !$0.spec.proxiedClusterIPs.isEmpty }) {
      facts.services = services
    }
    self.init(facts, options)
    guard options.serviceCIDRs == nil, document.simulation?.serviceClusterIPRange == nil else {
      return
    }
    let trees = present + document.trees.map(\.tree)
    let ranges = trees.filter { $0["kind"]?.string == "ServiceCIDR" }
      .flatMap { $0.object("spec").texts("cidrs") }.compactMap(CIDR.init)
    if !ranges.isEmpty { serviceCIDRs = ranges }
  }
}

extension Service {
  /// What the addresses of a cluster are told by.
  fileprivate init(admitted tree: JSONTree) {
    self.init()
    let fields = ServiceFields(tree)
    spec.clusterIP = fields.clusterIP
    spec.clusterIPs = fields.clusterIPs.filter { $0 != "None" }
    if spec.clusterIP == "None" { spec.clusterIP = "" }
  }
}
