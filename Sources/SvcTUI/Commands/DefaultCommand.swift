import ArgumentParser
import ClusterState
import Console

/// `svctui default DOC...`: the objects of a document as a cluster would store them.
struct DefaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "default",
    abstract: "Print the objects after defaulting and allocation, as a v1 List.",
    discussion: """
      Objects that come out of a cluster keep what they have. What is allocated comes from the \
      seed. Exit code 1 if something is refused.
      """
  )

  @OptionGroup var options: DocumentOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "What to do about unknown and repeated fields: Strict, Warn or Ignore.")
  var fieldValidation = FieldValidation.warn

  mutating func run() throws {
    let document = try options.load(keepsTrees: true).document
    var request = DocumentAdmission.Request()
    request.session = try options.sessionOptions()
    request.options.fieldValidation = fieldValidation
    request.keepsStored = true
    let admission = DocumentAdmission(document, request)
    let errors = admission.problems.count { $0.severity == .error }
    Diagnostics.tell(admission.problems)
    guard errors == 0 || options.lenient else {
      Diagnostics.say(
        "document-refused: \(Quantities.counted(errors, "error")); "
          + "--lenient prints what is valid"
      )
      throw ExitCode(1)
    }
    StandardStreams.write(
      JSONPrinter.text(of: [
        "apiVersion": "v1", "items": .array(admission.objects), "kind": "List",
        "metadata": ["resourceVersion": ""],
      ])
    )
  }
}
