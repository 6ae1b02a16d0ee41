import ArgumentParser
import ClusterState
import Console

/// `svctui validate DOC...`: what the API server would say to the objects of a document.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Validate documents as the API server would.",
    discussion: """
      Each object is created, beside what exists and what stands before it; objects of --old are \
      replaced. Exit code 1 if something is refused, 65 if the data cannot be read at all.
      """
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Validate objects as they stand, without their defaults.")
  var literal = false

  @Option(help: "A document with the objects that exist already.", completion: .file())
  var existing: [String] = []

  @Option(help: "A document with the objects that are to be replaced.", completion: .file())
  var old: [String] = []

  @Option(help: "What to do about unknown and repeated fields: Strict, Warn or Ignore.")
  var fieldValidation = FieldValidation.strict

  mutating func run() throws {
    let document = try options.load(keepsTrees: true).document
    var request = DocumentAdmission.Request()
    request.existing = try options.trees(of: existing)
    request.old = try options.trees(of: old)
    request.session = try options.sessionOptions()
    request.options.isLiteral = literal
    request.options.fieldValidation = fieldValidation
    let problems = DocumentAdmission(document, request).problems.map { problem in
      var problem = problem
      if options.lenient { problem.severity = .warning }
      return problem
    }
    let errors = problems.filter { $0.severity == .error }
    switch output.output {
    case .json: StandardStreams.write(JSONPrinter.text(of: Self.json(document, problems)))
    case .text: StandardStreams.write(Self.text(document, problems))
    }
    guard errors.isEmpty else { throw ExitCode(1) }
  }

  private static func json(_ document: LoadedDocument, _ problems: [Problem]) -> JSONTree {
    let errors = problems.filter { $0.severity == .error }
    let warnings = problems.filter { $0.severity == .warning }
    return [
      "accepted": .boolean(errors.isEmpty),
      "apiVersion": .string(svctuiAPIVersion),
      "errors": .array(errors.map(\.json)),
      "objects": .integer(Int64(document.trees.count)),
      "warnings": .array(warnings.map(\.json)),
    ]
  }

  private static func text(_ document: LoadedDocument, _ problems: [Problem]) -> String {
    let errors = problems.count { $0.severity == .error }
    let verdict = errors == 0 ? "accepted" : "refused, \(Quantities.counted(errors, "error"))"
    let objects = Quantities.counted(document.trees.count, "object")
    return problems.map { Diagnostics.safe(Diagnostics.text($0)) + "\n" }.joined()
      + "\(objects) (\(document.ignored.count) of other kinds): \(verdict)\n"
  }
}

extension FieldValidation: ExpressibleByArgument {}

extension DocumentOptions {
  /// The objects of further documents, as they stand; throws the exit code.
  func trees(of paths: [String]) throws -> [JSONTree] {
    guard !paths.isEmpty else { return [] }
    do throws(LoadError) {
      let document = try DocumentFiles.load(
        paths: paths,
        lenient: true,
        keepsTrees: true,
        memory: session.memory
      )
      return document.trees.map(\.tree)
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
  }
}

extension Problem {
  fileprivate var json: JSONTree {
    JSONTree.object([])
      .adding("field", .string(field)).adding("file", .string(file))
      .adding("line", .integer(Int64(line))).adding("message", .string(message))
      .adding("object", .string(object)).adding("type", .string(type))
  }
}
