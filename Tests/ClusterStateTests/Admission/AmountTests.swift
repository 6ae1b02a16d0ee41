import Testing

@testable import ClusterState

/// Amounts of resources and names of images.
@Suite struct AmountTests {
  @Test(arguments: [
    ("0", "0"), ("1", "1"), ("1000m", "1"), ("0.5", "500m"), ("1500m", "1500m"),
    ("12000", "12k"), ("1200", "1200"), ("1.5Gi", "1536Mi"), ("1024Ki", "1Mi"), ("512", "512"),
    ("1023Ki", "1023Ki"), ("0.5Ki", "512"), ("1e3", "1e3"), ("1000e3", "1e6"), ("-1.50", "-1500m"),
    ("+2", "2"), (".5", "500m"), ("5.", "5"), ("100n", "100n"), ("0.0000000001", "1n"),
    ("8Ei", "9223372036854775807"), ("1.0000000000000000000000001", "1000000001n"),
  ])
  func `an amount has one canonical form`(text: String, canonical: String) throws {
    #expect(try #require(Quantity(text)).description == canonical)
  }

  @Test(arguments: ["", "a", "1x", "1 ", " 1", "1..2", ".", "-", "1kb", "1mi", "0x1", "1e", "Ki"])
  func `text that is no amount is not read`(text: String) {
    #expect(Quantity(text) == nil)
  }

  @Test func `amounts compare by value`() throws {
    let least = try #require(Quantity("999m"))
    let one = try #require(Quantity(1))
    #expect(least < one)
    #expect(Quantity("1000m") == one)
    #expect(Quantity("1.0001")?.inMillis == Quantity("1001m"))
  }

  @Test(arguments: [
    ("x", "latest"), ("x:1", "1"), ("registry.example/app:1", "1"),
    ("localhost:5000/app", "latest"),
    ("localhost:5000/app:2.0", "2.0"), ("a/b/c", "latest"),
    ("x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", ""),
  ])
  func `an image without tag and digest is the latest one`(image: String, tag: String) {
    #expect(ImageName.tag(of: image) == tag)
  }

  @Test(arguments: ["", " x", "X", "x:", "x:a b", "a//b", "x@sha256:1"])
  func `what is no name of an image has no tag`(image: String) {
    #expect(ImageName.tag(of: image) == nil)
  }
}
