/// What every Kubernetes object says of itself (`metadata`), as far as the model reads it.
package struct ObjectMeta: Equatable, Sendable {
  package var name = ""
  package var generateName = ""
  /// Empty for cluster-scoped kinds.
  package var namespace = ""
  package var uid = ""
  package var labels = Labels()
  /// Without `kubectl.kubernetes.io/last-applied-configuration`, which repeats the object.
  package var annotations = Labels()
  package var ownerReferences: [OwnerReference] = []
  package var creationTimestamp: Timestamp?
  package var deletionTimestamp: Timestamp?
  package var deletionGracePeriodSeconds: Int64?
  /// Where the object was read; `nil` for objects the simulation made.
  package var place: SourcePlace?

  package init(name: String = "", namespace: String = "", labels: Labels = Labels()) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
  }

  /// Namespace and name together: what an object is found by within its kind.
  package var key: ObjectName { ObjectName(namespace: namespace, name: name) }

  /// The one owner with `controller: true`, if any.
  package var controller: OwnerReference? { ownerReferences.first { $0.controller } }
}

/// Namespace and name of an object; ordered as lists are printed.
package struct ObjectName: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var namespace: String
  package var name: String

  package init(namespace: String = "", name: String) {
    self.namespace = namespace
    self.name = name
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.namespace == right.namespace
      ? left.name < right.name : left.namespace < right.namespace
  }

  /// `namespace/name`, or the bare name of a cluster-scoped object.
  package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}

/// An entry of `metadata.ownerReferences`.
package struct OwnerReference: Hashable, Sendable {
  package var kind: String
  package var name: String
  package var uid: String
  package var controller: Bool

  package init(kind: String, name: String, uid: String, controller: Bool = true) {
    self.kind = kind
    self.name = name
    self.uid = uid
    self.controller = controller
  }
}

/// Where in the loaded documents an object stands.
package struct SourcePlace: Hashable, Sendable {
  /// Index into ``LoadedDocument/files``.
  package var file: UInt32
  /// Line of the object's first character, from 1.
  package var line: UInt32
  /// Column of the object's first character, from 1.
  package var column: UInt32
  /// Bytes before the object in its (uncompressed) file.
  package var offset: UInt64
  /// Length of the object's text in bytes.
  package var length: UInt32

  package init(file: UInt32, line: UInt32, column: UInt32 = 1, offset: UInt64, length: UInt32) {
    self.file = file
    self.line = line
    self.column = column
    self.offset = offset
    self.length = length
  }
}

/// A kind of Kubernetes object as the model holds it.
package protocol ClusterObject: Equatable, Sendable {
  /// The `kind` as written in documents, such as `EndpointSlice`.
  static var kind: String { get }
  /// The `apiVersion` as written in documents, such as `discovery.k8s.io/v1`.
  static var apiVersion: String { get }
  /// Whether objects of this kind live in a namespace.
  static var isNamespaced: Bool { get }
  var metadata: ObjectMeta { get set }
}

extension ClusterObject {
  package static var isNamespaced: Bool { true }
  /// Namespace and name.
  package var key: ObjectName { metadata.key }
}
