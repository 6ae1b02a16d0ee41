/// Why the API server does not take an object.
package struct AdmissionRefusal: Error, Equatable, Sendable {
  package var errors: [FieldError]

  package init(_ errors: FieldErrors) { self.errors = errors.all }

  /// A single mistake.
  init(_ add: (inout FieldErrors) -> Void) {
    var errors = FieldErrors()
    add(&errors)
    self.init(errors)
  }
}
