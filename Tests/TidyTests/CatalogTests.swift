import Console
import Foundation
import Testing

/// What is said to people is said in every language.
@Suite struct CatalogTests {
  private static let path = "languages/ko.po"
  private static let unsaidPath = "Tests/TidyTests/unsaid.txt"

  /// Folders and files all of whose texts with words in them are said to people.
  private static let spoken = [
    "Sources/Console/",
    "Sources/ClusterState/Commands/SyntaxFailure+Text.swift", "Sources/ClusterState/DNS/",
    "Sources/ClusterState/Lint/", "Sources/ClusterState/Routing/",
    "Sources/ClusterState/Scenario/Expectation+Measure.swift",
    "Sources/ClusterState/Scenario/Measurement.swift",
    "Sources/ClusterState/Scenario/Simulation+Measure.swift",
    "Sources/ClusterState/Simulation/Delays.swift", "Sources/SvcTUI/Scenarios/RunText.swift",
    "Sources/SvcTUI/Sweeps/SweepText.swift",
  ]

  /// All texts of the sources, each with the places it stands at.
  private static let literals: [String: [String]] = {
    var places: [String: [String]] = [:]
    for file in Repository.swiftFiles where file.path.hasPrefix("Sources/") {
      for literal in LiteralScanner.literals(of: file.lines.joined(separator: "\n")) {
        places[literal.template, default: []].append("\(file.path):\(literal.line)")
      }
    }
    return places
  }()

  private static func catalog() throws -> Catalog { try Catalog(Repository.text(path)) }

  /// Texts with words that are not said: commands, names of fields and files, documentation.
  private static let unsaid = Set(
    Repository.text(unsaidPath).split(separator: "\n").map { unescaped(String($0)) }
  )

  /// Whether a text looks as if somebody were told something: two words, or one beside a place.
  private static func isSaid(_ template: String) -> Bool {
    let words = template.split { !$0.isLetter }.filter {
      $0.count > 1 && $0.contains { $0.isLowercase }
    }
    let hasSpace = template.contains(" ")
    return hasSpace && (words.count > 1 || words.count == 1 && template.contains("{1}"))
  }

  @Test func `every sentence has Korean words, or is listed as no sentence`() throws {
    let catalog = try Self.catalog()
    let missing = Self.literals.filter { literal in
      literal.value.contains { place in Self.spoken.contains(where: place.hasPrefix) }
        && Self.isSaid(literal.key) && catalog[literal.key] == nil
        && catalog["{1} \(literal.key)"] == nil && !Self.unsaid.contains(literal.key)
    }.keys.sorted()
    if ProcessInfo.processInfo.environment["SVCTUI_RECORD"] == "1" { try Self.append(missing) }
    #expect(missing.map { "\(Self.literals[$0]?.first ?? ""): \($0)" } == [])
  }

  @Test func `every noun that is counted has Korean words`() throws {
    let catalog = try Self.catalog()
    #expect(Self.countedNouns.filter { catalog[$0] == nil }.sorted() == [])
  }

  @Test func `every entry of the catalog is said somewhere`() throws {
    let counted = Self.countedNouns
    let stale = try Self.catalog().entries.map(\.template).filter {
      Self.literals[$0] == nil && !counted.contains($0)
    }
    #expect(stale == [])
  }

  @Test func `every text that is listed as no sentence is there`() {
    #expect(Self.unsaid.filter { Self.literals[$0] == nil }.sorted() == [])
  }

  @Test func `Korean words have the places of their sentence, each once or more`() throws {
    for (template, words) in try Self.catalog().entries {
      #expect(Self.places(template) == Self.places(words), "\(template)")
    }
  }

  @Test func `no sentence is translated twice`() throws {
    let templates = try Self.catalog().entries.map(\.template)
    #expect(Set(templates).count == templates.count)
  }

  /// `{1} pod` and `{1} pods` for every noun that is counted.
  private static let countedNouns: Set<String> = {
    let nouns = Repository.swiftFiles.filter { $0.path.hasPrefix("Sources/") }
      .flatMap { $0.lines }.filter { $0.contains("count") }.flatMap { line in
        line.matches(of: /counted\([^"]*, "([A-Za-z ]+)"\)|counting: [^"]*, "([A-Za-z ]+)"\)/).map {
          String($0.1 ?? $0.2 ?? "")
        }
      }
    return Set(nouns.flatMap { ["{1} \($0)", "{1} \($0)s"] })
  }()

  private static func places(_ text: String) -> Set<Int> {
    Set(text.matches(of: /\{([0-9]+)(\|[^}]*)?\}/).compactMap { Int($0.1) })
  }

  private static func append(_ templates: [String]) throws {
    var text = Repository.text(path)
    for template in templates { text += "msgid \"\(escaped(template))\"\nmsgstr \"\"\n\n" }
    try text.write(to: Repository.root.appending(path: path), atomically: true, encoding: .utf8)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func unescaped(_ text: String) -> String {
    text.replacing("\\n", with: "\n").replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }
}
