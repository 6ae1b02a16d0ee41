import Testing

@testable import ClusterState

@Suite struct JSONPrinterTests {
  private func text(_ tree: JSONTree, isCompact: Bool = false) -> String {
    var printer = JSONPrinter(isCompact: isCompact)
    printer.write(tree)
    return String(decoding: printer.bytes, as: UTF8.self)
  }

  @Test func `objects are printed as kubectl prints them`() {
    let tree: JSONTree = [
      "spec": ["ports": [["port": 80]], "selector": [:], "externalIPs": []],
      "kind": "Service", "status": nil, "ready": true,
    ]
    #expect(
      text(tree) == """
        {
            "kind": "Service",
            "ready": true,
            "spec": {
                "externalIPs": [],
                "ports": [
                    {
                        "port": 80
                    }
                ],
                "selector": {}
            },
            "status": null
        }
        """
    )
  }

  @Test func `the compact form has no blanks`() {
    #expect(text(["b": [1, 2], "a": "x y"], isCompact: true) == #"{"a":"x y","b":[1,2]}"#)
  }

  @Test func `strings are escaped as Go's encoder does`() {
    let string: JSONTree = "a\"b\\c\n\t\u{1}<&>한국어"
    #expect(text(string) == #""a\"b\\c\n\t\u0001\u003c\u0026\u003e한국어""#)
  }

  @Test func `rare characters are escaped as kubectl escapes them`() {
    let string: JSONTree = "\u{8}\u{C}\r\u{1F}\u{7F}\u{2028}\u{2029}\u{2026}/\u{1F600}"
    #expect(text(string) == "\"\\b\\f\\r\\u001f\u{7F}\\u2028\\u2029\u{2026}/\u{1F600}\"")
  }

  @Test func `an added member takes its place in the order`() {
    let tree: JSONTree = ["a": 1, "c": 3]
    #expect(tree.adding("b", 2) == ["a": 1, "b": 2, "c": 3])
    #expect(tree.adding("b", nil) == tree)
  }
}
