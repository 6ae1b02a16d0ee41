/// The part of the API server that decides about objects: defaults, allocation, validation, beside
/// the objects there are.
///
/// A value, without clock and network: identities and times are not given to objects.
package struct APIServer: Sendable {
  /// What is asked, and how strictly objects are read.
  package struct Options: Sendable {
    package var fieldValidation = FieldValidation.strict
    /// Objects are validated as they stand: without defaults, and nothing is allocated.
    package var isLiteral = false

    package init() {}
  }

  /// What came of a request.
  package struct Answer: Sendable {
    /// The object as it is stored now; `nil` if it was refused.
    package var object: JSONTree?
    package var errors: [FieldError] = []
    package var warnings: [AdmissionWarning] = []
  }

  private let options: Options
  private var objects: [ObjectIdentity: JSONTree] = [:]
  private var services: ServiceRegistry
  private var generator: SeededGenerator

  package init(_ settings: Settings, options: Options = Options()) {
    self.options = options
    services = ServiceRegistry(settings)
    generator = SeededGenerator(seed: settings.seed, stream: "names")
  }

  /// Makes the Service `default/kubernetes`, which every cluster has, unless someone else does:
  /// it takes the first cluster IP.
  package mutating func makeOwnService() { services.reserveFirstAddress() }

  /// Takes objects as they are stored already; what was never completed is.
  package mutating func restore(_ stored: [JSONTree]) {
    for object in stored where Self.isComplete(object) { services.reserve(object) }
    for object in stored {
      let identity = ObjectIdentity(object)
      guard Self.isJudged(object), !options.isLiteral else {
        objects[identity] = object
        continue
      }
      var complete = ObjectAdmission.defaulted(named(object, identity))
      if identity.kind == Service.kind {
        complete = ServiceFields.withBothClusterIPs(complete)
        if !Self.isComplete(object) { complete = (try? services.create(complete)) ?? complete }
      }
      objects[identity] = complete
    }
  }

  private static func isComplete(_ object: JSONTree) -> Bool {
    object["kind"]?.string == Service.kind && ServiceFields(object).isComplete
  }

  /// Knows which objects will be asked for: what they want by number is not given to others.
  mutating func expect(_ objects: [JSONTree]) {
    for object in objects where object["kind"]?.string == Service.kind { services.expect(object) }
  }

  /// The stored object of this kind, namespace and name.
  package func stored(like object: JSONTree) -> JSONTree? { objects[ObjectIdentity(object)] }

  /// Creates an object (`POST`).
  package mutating func create(_ raw: RawObject) -> Answer {
    var answer = decode(raw)
    guard let tree = answer.object else { return answer }
    guard Self.isJudged(tree) else { return createUnseen(tree, &answer) }
    guard !options.isLiteral else { return judgeLiterally(tree, .create, &answer) }
    var object = named(ObjectAdmission.defaulted(tree), ObjectIdentity(tree))
    generateName(&object)
    let identity = ObjectIdentity(object)
    if identity.kind == "Ingress" {
      let classes = objects.values.filter { $0["kind"] == "IngressClass" }
      object = IngressClassDefaulting.applied(to: object, classes: classes)
    }
    var services = services
    do throws(AdmissionRefusal) {
      // Allocation comes before validation: the strategy hooks into the store.
      if identity.kind == "Service" { object = try services.create(object) }
      object = ObjectAdmission.prepared(object, .create)
      let errors = ObjectAdmission.errors(in: object, .create)
      guard errors.isEmpty else { return answer.refuse(errors) }
    } catch {
      return answer.refuse(error.errors)
    }
    guard objects[identity] == nil else { return answer.refuse([identity.alreadyExists]) }
    self.services = services
    return store(object, identity, .create, &answer)
  }

  /// Replaces an object (`PUT`); creates it if it is not there.
  package mutating func update(_ raw: RawObject) -> Answer {
    guard let former = objects[ObjectIdentity(raw.tree)] else { return create(raw) }
    var answer = decode(raw)
    guard let tree = answer.object, Self.isJudged(tree) else { return answer }
    guard !options.isLiteral else { return judgeLiterally(tree, .update(old: former), &answer) }
    let identity = ObjectIdentity(tree)
    var object = named(ObjectAdmission.defaulted(tree), identity)
    let old = former.withResourceVersion
    var services = services
    do throws(AdmissionRefusal) {
      if identity.kind == "Service" { object = try services.update(object, old: old) }
      object.keepMetadata(of: old)
      object = ObjectAdmission.prepared(object, .update(old: old))
      var common = FieldErrors()
      common.checkMetadata(
        of: object,
        isNamespaced: !identity.namespace.isEmpty,
        name: .pathSegment
      )
      common.checkMetadataUpdate(of: object, old: old)
      let errors = common.all + ObjectAdmission.errors(in: object, .update(old: old))
      guard errors.isEmpty else { return answer.refuse(errors) }
    } catch {
      return answer.refuse(error.errors)
    }
    self.services = services
    return store(object, identity, .update(old: old), &answer)
  }
}

extension APIServer {
  /// The object, or why it cannot be read; unknown fields are told as wished.
  private func decode(_ raw: RawObject) -> Answer {
    var answer = Answer(object: raw.tree)
    let check = SchemaCheck(raw.tree, repeatedFields: raw.repeatedFields)
    if let mismatch = check.mismatch { return answer.refuse([mismatch]) }
    switch options.fieldValidation {
    case .ignore: break
    case .warn: answer.warnings = check.oddities.map(AdmissionWarning.init)
    case .strict:
      if !check.oddities.isEmpty { return answer.refuse(check.strictErrors) }
    }
    return answer
  }

  /// Whether the object is of a kind whose rules are known.
  private static func isJudged(_ object: JSONTree) -> Bool {
    SchemaLibrary.kubernetes.hasKind(object.text("kind"), apiVersion: object.text("apiVersion"))
  }

  /// Takes an object of any other kind, unless it is there; reviews and the like have no name.
  private mutating func createUnseen(_ object: JSONTree, _ answer: inout Answer) -> Answer {
    let identity = ObjectIdentity(object)
    guard !identity.name.isEmpty else { return answer }
    guard objects[identity] == nil else { return answer.refuse([identity.alreadyExists]) }
    objects[identity] = object
    return answer
  }

  private func judgeLiterally(
    _ object: JSONTree,
    _ operation: ObjectAdmission.Operation,
    _ answer: inout Answer
  ) -> Answer {
    let errors = ObjectAdmission.errors(in: object, operation)
    return errors.isEmpty ? answer : answer.refuse(errors)
  }

  private mutating func store(
    _ object: JSONTree,
    _ identity: ObjectIdentity,
    _ operation: ObjectAdmission.Operation,
    _ answer: inout Answer
  ) -> Answer {
    let stored = SchemaLibrary.kubernetes.pruned(object)
    objects[identity] = stored
    answer.object = stored
    answer.warnings += ObjectAdmission.warnings(about: object, operation)
    return answer
  }

  /// The object with the namespace that the request names: `default` where the object names none,
  /// and none at all for kinds that are not namespaced.
  private func named(_ object: JSONTree, _ identity: ObjectIdentity) -> JSONTree {
    guard !options.isLiteral else { return object }
    var object = object
    let namespace = identity.namespace
    object.change("metadata") {
      $0["namespace"] = namespace.isEmpty ? nil : .string(namespace)
    }
    return object
  }

  /// apiserver `names.SimpleNameGenerator`: five characters behind what the object begins with.
  private mutating func generateName(_ object: inout JSONTree) {
    let metadata = object.object("metadata")
    let prefix = metadata.text("generateName")
    guard metadata.text("name").isEmpty, !prefix.isEmpty else { return }
    let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
    let suffix = (0..<5).map { _ in alphabet[Int(generator.next(below: UInt64(alphabet.count)))] }
    object.change("metadata") { $0["name"] = .string(prefix.prefix(58) + String(suffix)) }
  }
}

extension APIServer.Answer {
  fileprivate mutating func refuse(_ errors: [FieldError]) -> Self {
    object = nil
    self.errors = errors
    return self
  }
}

/// What the API server does about fields it does not know (`?fieldValidation=`).
package enum FieldValidation: String, CaseIterable, Sendable {
  case strict = "Strict"
  case warn = "Warn"
  case ignore = "Ignore"
}

extension AdmissionWarning {
  fileprivate init(_ error: FieldError) {
    self.init(FieldPath(verbatim: error.field), error.message)
  }
}

extension JSONTree {
  /// What a writer cannot change is taken over from the stored object (apiserver,
  /// `rest.BeforeUpdate`).
  fileprivate mutating func keepMetadata(of old: JSONTree) {
    let former = old.object("metadata")
    change("metadata") { metadata in
      metadata["generation"] = former["generation"]
      for member in ["uid", "resourceVersion", "deletionGracePeriodSeconds"]
      where metadata.isZero(member) {
        metadata[member] = former[member]
      }
      for member in ["creationTimestamp", "deletionTimestamp"] {
        if let time = former[member] { metadata[member] = time }
      }
    }
  }

  /// Stored objects have one, be it that a manifest plays their part.
  fileprivate var withResourceVersion: JSONTree {
    var copy = self
    copy.change("metadata") { $0.setDefault("resourceVersion", "1") }
    return copy
  }
}
