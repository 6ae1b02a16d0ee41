/// A scenario that can be played with other values than its own.
package struct ScenarioTemplate: Sendable {
  /// Why it cannot be played with some values.
  package enum Failure: Error, Sendable {
    case sweep(SweepError)
    /// The values make the file wrong.
    case scenario(ScenarioError)
  }

  private let bytes: [UInt8]
  private let namespace: String
  /// As it is without other values.
  package let plain: Scenario

  /// Reads a whole file, or throws all that is wrong with it.
  package init(_ bytes: [UInt8], file: String, namespace: String = "default") throws(ScenarioError)
  {
    self.bytes = bytes
    self.namespace = namespace
    plain = try ScenarioParser.parse(bytes, file: file, namespace: namespace)
  }

  /// What may be varied: what its head names, else the mode of kube-proxy, else a delay.
  package var keys: [String] {
    let own = plain.parameters.map(\.name)
    let settings = [Self.modeKey] + Delays.Name.allCases.map(\.rawValue)
    return own + settings.filter { !own.contains($0) }
  }

  /// The proxy mode, which every scenario has.
  package static let modeKey = "mode"

  /// The scenario with these values of keys.
  package func scenario(with settings: [(key: String, value: String)]) throws(Failure) -> Scenario {
    let known = keys
    for (key, _) in settings where !known.contains(key) {
      let nearest = NearestWord.find(key, in: known)
      throw .sweep(.unknownKey(key, known: known, nearest: nearest))
    }
    let own = Dictionary(settings.map { ($0.key, $0.value) }) { $1 }
    var scenario: Scenario
    do throws(ScenarioError) {
      scenario = try ScenarioParser.parse(
        bytes,
        file: plain.name,
        namespace: namespace,
        values: own
      )
    } catch {
      throw .scenario(error)
    }
    guard scenario.cluster == plain.cluster else { throw .sweep(.variedCluster) }
    do throws(SweepError) {
      for (key, value) in settings where !plain.parameters.contains(where: { $0.name == key }) {
        try lay(key, value, on: &scenario)
      }
    } catch {
      throw .sweep(error)
    }
    return scenario
  }

  /// The scenario of every row of a grid.
  package func scenarios(of grid: SweepGrid) throws(Failure) -> [Scenario] {
    var scenarios: [Scenario] = []
    for row in 0..<grid.rowCount {
      let settings = zip(grid.axes, grid.values(ofRow: row)).map { (key: $0.key, value: $1) }
      scenarios.append(try scenario(with: settings))
    }
    return scenarios
  }

  /// A setting of the model, as if the scenario began with it.
  private func lay(
    _ key: String,
    _ value: String,
    on scenario: inout Scenario
  ) throws(SweepError) {
    if key == Self.modeKey {
      guard let mode = ProxyMode(rawValue: value) else {
        let modes = ProxyMode.allCases.map(\.rawValue).joined(separator: ", ")
        throw .unsuitableValue(key: key, text: value, why: "it must be one of \(modes)")
      }
      scenario.mode = mode
      return
    }
    let text = "delay \(key) \(value)"
    do throws(SyntaxFailure) {
      let words = try LineWord.words(of: text)
      let instruction = try InstructionParser.parse(
        words,
        namespace: namespace,
        endColumn: text.count + 1
      )
      let line = Scenario.Line(number: 0, text: text, step: .instruction(instruction))
      scenario.lines.insert(line, at: 0)
    } catch {
      throw .unsuitableValue(key: key, text: value, why: error.message.english)
    }
  }
}
