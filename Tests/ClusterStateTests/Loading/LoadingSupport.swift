import ClusterState
import Foundation

/// Loads one text as a file called `test`.
func load(
  _ text: String,
  lenient: Bool = false,
  windowSize: Int = 4096,
  threads: Int = 2
) throws(LoadError) -> LoadedDocument {
  try load(
    bytes: Array(text.utf8),
    name: "test",
    lenient: lenient,
    windowSize: windowSize,
    threads: threads
  )
}

/// Loads bytes, handed out in small chunks.
func load(
  bytes: [UInt8],
  name: String,
  lenient: Bool = false,
  windowSize: Int = 4096,
  threads: Int = 2,
  chunkSize: Int = 1000
) throws(LoadError) -> LoadedDocument {
  var loader = DocumentLoader(
    DocumentLoader.Options(isLenient: lenient, windowSize: windowSize, threads: threads)
  )
  try loader.load(ArraySource(bytes, chunkSize: chunkSize), name: name)
  return loader.finish()
}

/// The message with which a text is refused as malformed, and the exit code; `nil` if it is not.
func failure(_ text: String) -> String? { failure(bytes: Array(text.utf8)) }

func failure(bytes: [UInt8]) -> String? {
  do throws(LoadError) {
    _ = try load(bytes: bytes, name: "test")
    return nil
  } catch {
    return "\(error) (\(error.exitCode))"
  }
}

/// Problems of a text, one line each, with their type.
func problems(_ text: String, lenient: Bool = false) throws -> [String] {
  try load(text, lenient: lenient).problems.map { "\($0.type) \($0)" }
}

enum Fixture {
  static let names = [
    "hints-partial-zone", "endpoints-mirrored", "external-ips-local", "headless-statefulset",
  ]

  /// Bytes of a file in the folder of fixtures.
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Fixtures")
    return Array(try Data(contentsOf: folder.appending(path: name)))
  }
}

extension LoadedDocument {
  /// The same objects as if they had been made, not read.
  var withoutPlaces: LoadedDocument {
    var copy = self
    func forget<Object: ClusterObject>(_ list: WritableKeyPath<LoadedDocument, [Object]>) {
      for index in copy[keyPath: list].indices {
        copy[keyPath: list][index].metadata.place = nil
      }
    }
    forget(\.nodes)
    forget(\.namespaces)
    forget(\.pods)
    forget(\.services)
    forget(\.endpointSlices)
    forget(\.endpoints)
    forget(\.deployments)
    forget(\.replicaSets)
    forget(\.statefulSets)
    forget(\.daemonSets)
    forget(\.ingresses)
    forget(\.ingressClasses)
    forget(\.httpRoutes)
    forget(\.gateways)
    forget(\.gatewayClasses)
    forget(\.serviceCIDRs)
    forget(\.referenceGrants)
    forget(\.podDisruptionBudgets)
    for index in copy.ignored.indices {
      copy.ignored[index].place = SourcePlace(file: 0, line: 0, offset: 0, length: 0)
    }
    copy.files = []
    return copy
  }

  /// Everything that was loaded, as text that can be compared.
  var summary: String { "\(self)" }
}
