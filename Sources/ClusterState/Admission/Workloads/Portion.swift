/// A number of pods, or a share of them such as `25%` (apimachinery, `intstr.IntOrString`).
struct Portion {
  let value: JSONTree

  /// What a field holds; 0 where it is absent.
  init(_ value: JSONTree?) { self.value = value ?? 0 }

  /// The number, or the percentage; 0 for text that is neither.
  var number: Int64 { percentage ?? value.integer ?? 0 }

  private var percentage: Int64? {
    guard let text = value.string, NameValidation.percent(text).isEmpty else { return nil }
    return Int64(text.dropLast()) ?? .max
  }

  /// Checks that it is not negative (`ValidatePositiveIntOrPercent`).
  func check(at path: FieldPath, _ errors: inout FieldErrors) {
    if let text = value.string {
      errors.addInvalid(path, text, NameValidation.percent(text))
    } else {
      errors.checkNonnegative(path, value.integer)
    }
  }

  /// Checks that it is not more than everything (`IsNotMoreThan100Percent`).
  func checkAtMostAll(at path: FieldPath, _ errors: inout FieldErrors) {
    guard let percentage, percentage > 100 else { return }
    errors.addInvalid(path, value, "must not be greater than 100%")
  }
}

extension FieldErrors {
  /// A value outside a closed set, which the answer lists in the order given.
  mutating func addNotSupported(_ field: FieldPath, _ value: JSONTree, allowed: [String]) {
    let list = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
    let text = "Unsupported value: \(value.compactText): supported values: \(list)"
    add(.notSupported, field, text)
  }
}
