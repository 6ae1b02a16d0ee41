/// Defaults of Endpoints and EndpointSlices.
enum EndpointDefaulting {
  /// pkg/apis/core/v1/defaults.go, `SetDefaults_Endpoints`.
  static func endpoints(_ endpoints: JSONTree) -> JSONTree {
    var endpoints = endpoints
    endpoints.changeEach(of: "subsets") { subset in
      subset.changeEach(of: "ports") { port in
        if port.text("protocol").isEmpty { port["protocol"] = "TCP" }
      }
    }
    return endpoints
  }

  /// pkg/apis/discovery/v1/defaults.go, `SetDefaults_EndpointPort`; conditions are written even
  /// where none is set.
  static func slice(_ slice: JSONTree) -> JSONTree {
    var slice = slice
    slice.changeEach(of: "ports") { port in
      port.setDefault("name", "")
      port.setDefault("protocol", "TCP")
    }
    slice.changeEach(of: "endpoints") { $0.setDefault("conditions", [:]) }
    return slice
  }
}
