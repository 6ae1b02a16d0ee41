import ArgumentParser
import ClusterState
import Console

/// A loaded document with what is needed to show its objects' texts again.
struct OpenedDocument {
  var document: LoadedDocument
  var title: String
  var texts: DocumentTexts
  /// What building the model may use, too.
  var memory: MemoryLimit?
}

extension OpenedDocument {
  /// The model of the document, within the memory that is allowed.
  consuming func simulation(_ options: SessionOptions) -> Simulation {
    let watch = MemoryGuard(.model, memory)
    // The document is given away, so that a large one is moved rather than copied.
    let simulation = Simulation(opening: (consume self).document, options: options)
    watch?.end()
    return simulation
  }
}

/// Documents that are to be loaded, or a demo.
struct DocumentRequest {
  var documents: [String] = []
  var demo: String?
  var isLenient = false
  var session: SessionOptions
  var memory: MemoryLimit?

  /// Loads the documents, telling what is wrong.
  ///
  /// Throws the exit code.
  func open(standardInput: (any ByteSource)? = nil) throws -> OpenedDocument {
    let opened = try load(standardInput: standardInput)
    let errors = opened.document.problems.filter { $0.severity == .error }
    Diagnostics.tell(opened.document.problems)
    guard errors.isEmpty else {
      Diagnostics.say(
        "document-refused: \(Quantities.counted(opened.document.errorCount, "error")); "
          + "--lenient loads what is valid"
      )
      throw ExitCode(1)
    }
    return opened
  }

  /// Loads the documents with all their problems; throws the exit code if they cannot be read.
  ///
  /// With `keepsTrees`, mistakes in objects are left to whoever judges the trees.
  func load(
    keepsTrees: Bool = false,
    standardInput: (any ByteSource)? = nil
  ) throws -> OpenedDocument {
    do throws(LoadError) {
      if documents.isEmpty { return try openDemo(keepsTrees: keepsTrees) }
      var progress = LoadProgress(paths: documents)
      defer { progress.finish() }
      let (document, stamps) = try DocumentFiles.loadStamped(
        paths: documents,
        DocumentLoader.Options(
          isLenient: isLenient,
          keepsTrees: keepsTrees,
          admission: keepsTrees ? nil : session
        ),
        standardInput: standardInput,
        memory: memory
      ) { progress.report($0) }
      return OpenedDocument(
        document: document,
        title: documents.joined(separator: " "),
        texts: DocumentTexts(files: document.files, demo: nil, stamps: stamps),
        memory: memory
      )
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
  }

  private func openDemo(keepsTrees: Bool) throws(LoadError) -> OpenedDocument {
    let name = demo ?? EmbeddedDemo.defaultName
    guard let found = EmbeddedDemo.named(name) else {
      throw .noSuchFile(path: "demo \(name) (svctui demos lists them)")
    }
    return try found.open(lenient: isLenient, keepsTrees: keepsTrees)
  }
}

extension DocumentOptions {
  /// As ``DocumentRequest/open()``.
  func open(standardInput: (any ByteSource)? = nil) throws -> OpenedDocument {
    try request().open(standardInput: standardInput)
  }

  /// As ``DocumentRequest/load(keepsTrees:)``.
  func load(
    keepsTrees: Bool = false,
    standardInput: (any ByteSource)? = nil
  ) throws -> OpenedDocument {
    try request().load(keepsTrees: keepsTrees, standardInput: standardInput)
  }

  /// Says at once which file is not there.
  ///
  /// Throws the exit code.
  func checkPresence() throws {
    do throws(LoadError) {
      _ = try DocumentFiles.expand(documents)
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
  }

  private func request() throws -> DocumentRequest {
    // Only now, as a command may have taken its own words from the documents.
    if demo != nil, !documents.isEmpty {
      throw ValidationError("name documents or --demo, not both")
    }
    return DocumentRequest(
      documents: documents,
      demo: demo,
      isLenient: lenient,
      session: try sessionOptions(),
      memory: session.memory
    )
  }
}

extension EmbeddedDemo {
  /// Loads the demo.
  func open(
    lenient: Bool = false,
    keepsTrees: Bool = false
  ) throws(LoadError) -> OpenedDocument {
    var loader = DocumentLoader(
      DocumentLoader.Options(isLenient: lenient, threads: 1, keepsTrees: keepsTrees)
    )
    try loader.load(ArraySource(bytes), name: "\(name).json")
    let document = loader.finish()
    return OpenedDocument(
      document: document,
      title: name,
      texts: DocumentTexts(files: document.files, demo: self)
    )
  }
}

/// What goes to standard error.
enum Diagnostics {
  /// One line.
  static func say(_ line: String) { StandardStreams.writeError(safe(line) + "\n") }

  /// A line without anything a terminal could take for an order.
  static func safe(_ line: String) -> String {
    SafeText.make(line, symbols: .unicode, limit: 2_000)
  }

  /// One line a problem, as compilers write them.
  static func tell(_ problems: [Problem]) {
    for problem in problems { say(text(problem)) }
  }

  /// `error[Invalid] file:line:column: Service shop/web: spec.ports: what is wrong`.
  static func text(_ problem: Problem) -> String {
    "\(problem.severity.rawValue)[\(problem.type)] \(problem)"
  }
}
