import ArgumentParser
import ClusterState

/// A scenario file that was read, and where it lies.
struct ScenarioFile {
  let path: String
  let bytes: [UInt8]
  let scenario: Scenario

  /// A value of what may be varied in a scenario.
  typealias Setting = (key: String, value: String)

  /// Reads a file, which may get other values than its own; tells what is wrong and throws the exit
  /// code.
  init(path: String, namespace: String?, settings: [Setting] = []) throws {
    self.path = path
    do throws(LoadError) {
      bytes = try Self.bytes(of: path)
    } catch {
      Diagnostics.say("\(error.id): \(error)")
      throw ExitCode(error.exitCode)
    }
    do {
      let template = try ScenarioTemplate(bytes, file: path, namespace: namespace ?? "default")
      scenario = settings.isEmpty ? template.plain : try template.scenario(with: settings)
    } catch {
      throw Self.exit(error, path, option: "--let")
    }
  }

  /// Reads all files and tells what is wrong with each of them before it throws.
  static func read(
    _ paths: [String],
    namespace: String?,
    settings: [Setting] = []
  ) throws -> [ScenarioFile] {
    var files: [ScenarioFile] = []
    var failure: ExitCode?
    for path in paths {
      do {
        files.append(try ScenarioFile(path: path, namespace: namespace, settings: settings))
      } catch let code as ExitCode {
        failure = failure ?? code
      }
    }
    if let failure { throw failure }
    return files
  }

  /// Opens the cluster; the command line counts for more than the head of the file.
  func open(
    _ options: SessionOptions,
    isLenient: Bool,
    memory: MemoryLimit?
  ) throws -> (document: OpenedDocument, session: SessionOptions) {
    var session = options
    session.seed = session.seed ?? scenario.seed
    session.proxy.mode = session.proxy.mode ?? scenario.mode
    var request = DocumentRequest(isLenient: isLenient, session: session, memory: memory)
    switch scenario.cluster {
    case .demo(let name): request.demo = name
    case .path(let path): request.documents = [resolved(path)]
    }
    return (try request.open(), session)
  }

  /// A path of the scenario as the program can open it: seen from the folder of the file.
  func resolved(_ other: String) -> String {
    guard !other.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return other }
    return path[...slash] + other
  }

  /// No more than a scenario may have, and a little to know that it has more.
  private static func bytes(of path: String) throws(LoadError) -> [UInt8] {
    let file = try path == StandardInput.name ? StandardInput.source() : FileSource(path: path)
    return try file.start(Scenario.bytesMax + 1)
  }

  /// Tells why a scenario cannot be played; `option` is the one that gives it values.
  static func exit(_ error: any Error, _ path: String, option: String) -> any Error {
    switch error {
    case ScenarioTemplate.Failure.sweep(let error): return ValidationError("\(option): \(error)")
    case ScenarioTemplate.Failure.scenario(let error):
      Diagnostics.say("scenario-invalid: \(path): not with the values of \(option):")
      tell(error, path)
    case let error as ScenarioError: tell(error, path)
    default: return error
    }
    return ExitCode(65)
  }

  private static func tell(_ error: ScenarioError, _ path: String) {
    for problem in error.problems { Diagnostics.say("scenario-invalid: \(problem)") }
    if error.untold > 0 {
      Diagnostics.say("scenario-invalid: \(path): \(error.untold) further mistakes are not shown")
    }
  }
}

extension DocumentOptions {
  /// The scenario that is named instead of documents; `nil` if documents are.
  func scenario() throws -> ScenarioFile? {
    guard let path = documents.first(where: { $0.hasSuffix(Scenario.suffix) }) else { return nil }
    guard documents.count == 1, demo == nil else {
      throw ValidationError("\(path) opens its own cluster: name nothing beside it")
    }
    return try ScenarioFile(path: path, namespace: namespace)
  }

  /// The options that open the cluster of a scenario, for a visit that goes on without it.
  func cluster(of file: ScenarioFile) -> DocumentOptions {
    var options = self
    options.proxy.mode = proxy.mode ?? file.scenario.mode
    switch file.scenario.cluster {
    case .demo(let name): (options.documents, options.demo) = ([], name)
    case .path(let path): options.documents = [file.resolved(path)]
    }
    return options
  }

  /// Opens the cluster of a scenario, or without one the documents.
  func open(
    _ scenario: ScenarioFile?,
    standardInput: (any ByteSource)? = nil
  ) throws -> (document: OpenedDocument, session: SessionOptions) {
    let session = try sessionOptions()
    return try scenario?.open(session, isLenient: lenient, memory: self.session.memory)
      ?? (open(standardInput: standardInput), session)
  }
}
