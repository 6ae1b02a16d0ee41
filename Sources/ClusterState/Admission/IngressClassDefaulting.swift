/// The admission plugin that gives an Ingress the default class.
///
/// Source: plugin/pkg/admission/network/defaultingressclass/admission.go.
package enum IngressClassDefaulting {
  /// The annotation of a class that is the default one.
  package static let annotation = "ingressclass.kubernetes.io/is-default-class"

  /// An Ingress that is being created, with the default class if it names none itself, neither
  /// in its field nor in the annotation that came before.
  package static func applied(to ingress: JSONTree, classes: [JSONTree]) -> JSONTree {
    let annotations = ingress.object("metadata").object("annotations")
    guard ingress.object("spec")["ingressClassName"] == nil,
      annotations[IngressValidation.classAnnotation] == nil,
      let name = defaultClass(of: classes)
    else { return ingress }
    var ingress = ingress
    ingress.change("spec") { $0["ingressClassName"] = .string(name) }
    return ingress
  }

  /// The name of the default class; `nil` if no class is.
  ///
  /// Of several the one created last counts, of several created in the same second the one whose
  /// name comes first.
  package static func defaultClass(of classes: [JSONTree]) -> String? {
    let candidates = classes.map { $0.object("metadata") }.filter {
      $0.object("annotations")[annotation]?.string == "true"
    }
    let best = candidates.min { first, second in
      let times = (created(first), created(second))
      return times.0 == times.1 ? first.text("name") < second.text("name") : times.0 > times.1
    }
    return best?.text("name")
  }

  /// When an object was created; an object without a time counts as the oldest.
  private static func created(_ metadata: JSONTree) -> Int64 {
    Timestamp(metadata.text("creationTimestamp").utf8)?.microseconds ?? .min
  }
}
