/// Matching of paths element by element, split at `/`.
///
/// `/foo` matches `/foo`, `/foo/` and `/foo/bar` but not `/foobar`; a `/` at its end makes no
/// difference (networking/v1 types.go `PathType`; gateway-api `PathMatchPathPrefix`).
enum PathPrefix {
  static func matches(_ prefix: String, _ path: String) -> Bool {
    let prefix = trimmed(prefix)
    guard path.hasPrefix(prefix) else { return false }
    let rest = path.utf8.dropFirst(prefix.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }

  /// The path with its matched prefix replaced (gateway-api `HTTPPathModifier`).
  static func replacing(_ prefix: String, in path: String, by replacement: String) -> String {
    let rest = String(path.dropFirst(trimmed(prefix).count))
    let joined = String(trimmed(replacement)) + rest
    return joined.hasPrefix("/") ? joined : "/\(joined)"
  }

  private static func trimmed(_ prefix: String) -> Substring {
    prefix.hasSuffix("/") ? prefix.dropLast() : Substring(prefix)
  }
}
