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

  /// Asks for each object of a document, which was loaded with its trees.
  package init(_ document: LoadedDocument, _ request: Request = Request()) {
    files = document.files
    let present = request.existing + request.old
    let settings = Settings(admitting: document, beside: present, request.session)
    var server = APIServer(settings, options: request.options)
    let stored = request.keepsStored ? document.trees.map(\.tree).filter(\.isStored) : []
    server.restore(present + stored)
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
    for error in answer.errors {
      let (kind, field) = (error.kind.rawValue, error.field)
      add(raw, kind, field, error.message, at: error.location, .error)
    }
    for warning in answer.warnings {
      add(raw, "Warning", warning.field, warning.message, at: warning.field, .warning)
    }
  }

  private mutating func add(
    _ raw: RawObject,
    _ type: String,
    _ field: String,
    _ message: String,
    at location: String,
    _ severity: Problem.Severity
  ) {
    let (line, column) = raw.position(of: location)
    problems.append(
      Problem(
        type: type,
        file: files[Int(raw.place.file)],
        line: line,
        column: column,
        object: raw.tree.label,
        field: field,
        message: message,
        severity: severity
      )
    )
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
  /// Whether the object comes out of a cluster rather than from its writer.
  var isStored: Bool {
    let metadata = object("metadata")
    return !metadata.isZero("uid") || !metadata.isZero("resourceVersion")
  }

  /// `Service shop/web`: how messages call the object.
  fileprivate var label: String {
    let identity = ObjectIdentity(self)
    let metadata = object("metadata")
    let name = identity.name.isEmpty ? metadata.text("generateName") : identity.name
    guard !identity.kind.isEmpty, !name.isEmpty else { return identity.kind }
    return "\(identity.kind) \(ObjectName(namespace: identity.namespace, name: name))"
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
