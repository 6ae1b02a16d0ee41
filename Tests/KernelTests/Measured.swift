import Testing

/// What a measurement found otherwise than it should be.
struct Complaints {
  private(set) var texts: [String] = []

  mutating func unless(_ isSo: Bool, _ text: @autoclosure () -> String) {
    if !isSo { texts.append(text()) }
  }
}

/// Measures what happens in the real world, again if it is not as it should be.
///
/// A machine that stands still for a moment lets packets be sent twice; a rule that is wrong is
/// wrong every time.
func measured(tries: Int = 3, _ measure: (inout Complaints) throws -> Void) rethrows {
  var complaints = Complaints()
  for _ in 0..<tries {
    complaints = Complaints()
    try measure(&complaints)
    if complaints.texts.isEmpty { return }
  }
  for text in complaints.texts { Issue.record("\(text)") }
}
