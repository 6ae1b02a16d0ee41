/// A request as the entry point of a cluster sees it.
package struct HTTPRequest: Hashable, Sendable {
  /// A header or query parameter.
  package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// `http` or `https`.
  package var scheme: String
  /// In lower case, without a port.
  package var host: String
  package var port: UInt16
  /// Begins with `/`; without the query.
  package var path: String
  package var method: String
  package var headers: [Field]
  /// What follows the `?`, as it stands; empty without one.
  package var queryText: String

  /// A request for `path`, which may carry a query; without a port, the scheme's own.
  package init(
    scheme: String = "http",
    host: String,
    port: UInt16? = nil,
    path: String = "/",
    method: String = "GET",
    headers: [Field] = []
  ) {
    self.scheme = scheme.lowercased()
    self.host = host.lowercased()
    self.port = port ?? Self.wellKnownPort(of: scheme.lowercased())
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let place = parts.first.map(String.init) ?? ""
    self.path = place.hasPrefix("/") ? place : "/\(place)"
    self.method = method.uppercased()
    self.headers = headers
    queryText = parts.count > 1 ? String(parts[1]) : ""
  }

  /// Host, port if it is not the scheme's own, path and query.
  package var place: String {
    let port = port == Self.wellKnownPort(of: scheme) ? "" : ":\(port)"
    return host + port + path + (queryText.isEmpty ? "" : "?\(queryText)")
  }

  /// 443 for https, else 80.
  package static func wellKnownPort(of scheme: String) -> UInt16 { scheme == "https" ? 443 : 80 }

  /// The parameters of the query, in order.
  package var query: [Field] {
    queryText.split(separator: "&").map { pair in
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Field(name: String(sides[0]), value: sides.count > 1 ? String(sides[1]) : "")
    }
  }

  /// The value of the first header of this name, whose letter case does not matter (RFC 7230 3.2).
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The value of the first query parameter of exactly this name.
  package func queryParameter(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }
}
