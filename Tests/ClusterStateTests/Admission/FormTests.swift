import Testing

@testable import ClusterState

/// Forms of names and addresses, and the words about them.
@Suite struct FormTests {
  @Test(
    arguments: [
      ("web", 0), ("1web", 0), ("-web", 1), ("web-", 1), ("Web", 1), ("a.b", 1), ("", 1),
      (String(repeating: "a", count: 63), 0), (String(repeating: "a", count: 64), 1),
    ] as [(String, Int)]
  )
  func `labels are lower case, without dots, up to 63 long`(text: String, mistakes: Int) {
    #expect(NameValidation.label(text).count == mistakes)
  }

  @Test(
    arguments: [
      ("a.b", 0), ("a..b", 1), ("a.-b", 1), (".a", 1), ("A.b", 1),
      (Array(repeating: "abc", count: 64).joined(separator: "."), 1),
    ] as [(String, Int)]
  )
  func `subdomains are labels with dots between`(text: String, mistakes: Int) {
    #expect(NameValidation.subdomain(text).count == mistakes)
  }

  @Test(
    arguments: [
      ("app", 0), ("example.com/app", 0), ("example.com/", 2), ("/app", 1), ("a/b/c", 1),
      ("App_1.x", 0), ("-app", 1), ("Example.com/app", 1),
    ] as [(String, Int)]
  )
  func `label keys may have a prefix`(text: String, mistakes: Int) {
    #expect(NameValidation.qualifiedName(text).count == mistakes)
  }

  @Test(
    arguments: [
      ("http", 0), ("8080", 1), ("a--b", 1), ("-a", 1), ("HTTP", 2), ("", 2),
      ("abcdefghijklmnop", 1),
    ] as [(String, Int)]
  )
  func `port names are short and have a letter`(text: String, mistakes: Int) {
    #expect(NameValidation.portName(text).count == mistakes)
  }

  @Test func `rules are told with examples and the pattern that checks them`() {
    #expect(
      NameValidation.label("Web") == [
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
          + "and must start and end with an alphanumeric character (e.g. 'my-name',  or "
          + "'123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
      ]
    )
  }

  @Test func `what generates names may end with a hyphen`() {
    #expect(NameRule.subdomain.messages(for: "web-", isPrefix: true).isEmpty)
    #expect(!NameRule.subdomain.messages(for: "web-").isEmpty)
    #expect(!NameRule.subdomain.messages(for: "Web-", isPrefix: true).isEmpty)
  }

  @Test(
    arguments: [
      ("10.0.0.1", nil), ("fd00::1", nil), ("fd00:0:0::1", nil),
      ("010.0.0.1", "must not have leading 0s"), ("10.0.0.01", "must not have leading 0s"),
      ("fd00::00001", "must not have leading 0s"),
      ("::ffff:10.0.0.1", "must not be an IPv4-mapped IPv6 address"),
      ("10.0.0", AddressValidation.notAnAddress), ("", AddressValidation.notAnAddress),
      ("10.0.0.256", AddressValidation.notAnAddress),
      ("fe80::1%eth0", AddressValidation.notAnAddress),
    ] as [(String, String?)]
  )
  func `addresses are written in one way`(text: String, message: String?) {
    #expect(AddressValidation.legacyAddress(text) == [message].compactMap(\.self))
    #expect(AddressValidation.legacyAddress(text, old: [text]).isEmpty)
  }

  @Test(
    arguments: [
      ("10.0.0.0/8", nil), ("0.0.0.0/0", nil), ("fd00::/64", nil),
      ("10.0.0.1/8", "must not have bits set beyond the prefix length"),
      ("10.0.0.0/08", "must not have leading 0s in IP or prefix length"),
      ("::ffff:10.0.0.0/104", "must not have an IPv4-mapped IPv6 address"),
      ("10.0.0.0", AddressValidation.notARange), ("10.0.0.0/33", AddressValidation.notARange),
      ("10.0.0.0/-1", AddressValidation.notARange), (" 10.0.0.0/8", AddressValidation.notARange),
    ] as [(String, String?)]
  )
  func `ranges are written in one way`(text: String, message: String?) {
    #expect(AddressValidation.legacyRange(text) == [message].compactMap(\.self))
  }

  @Test func `canonical forms are asked for where they matter`() {
    #expect(AddressValidation.canonicalAddress("fd00::1").isEmpty)
    #expect(
      AddressValidation.canonicalAddress("FD00::1") == ["must be in canonical form (\"fd00::1\")"]
    )
    #expect(
      AddressValidation.canonicalRange("fd00:0::/64") == [
        "must be in canonical form (\"fd00::/64\")"
      ]
    )
  }

  @Test func `odd forms that are taken are warned of`() {
    #expect(
      AddressWarnings.address("ip", "010.0.0.1") == """
        ip: non-standard IP address "010.0.0.1" will be considered invalid in a future \
        Kubernetes release: use "10.0.0.1"
        """
    )
    #expect(
      AddressWarnings.address("ip", "FD00::1") == """
        ip: IPv6 address "FD00::1" should be in RFC 5952 canonical format ("fd00::1")
        """
    )
    #expect(AddressWarnings.address("ip", "10.0.0.1") == nil)
    #expect(
      AddressWarnings.range("range", "10.0.0.1/8") == [
        """
        range: CIDR value "10.0.0.1/8" is ambiguous in this context \
        (should be "10.0.0.0/8" or "10.0.0.1/32"?)
        """
      ]
    )
  }
}
