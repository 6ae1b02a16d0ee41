import ClusterState
import Testing

@Suite struct TimestampTests {
  private func read(_ text: String) -> Timestamp? { Timestamp(Array(text.utf8)) }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-01-01T00:00:00Z", 1_767_225_600_000_000),
      ("2024-02-29T12:00:00.5Z", 1_709_208_000_500_000),
      ("1969-12-31T23:59:59.999999Z", -1), ("2026-01-01T09:00:00+09:00", 1_767_225_600_000_000),
      ("2025-12-31T18:30:00.000000999-05:30", 1_767_225_600_000_000),
      ("2000-02-29t00:00:00z", 951_782_400_000_000),
    ] as [(String, Int64)]
  )
  func `a time is read to the microsecond`(text: String, microseconds: Int64) {
    #expect(read(text)?.microseconds == microseconds)
  }

  @Test(arguments: [
    "", "2026", "2026-01-01", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-01-32T00:00:00Z", "2026-02-29T00:00:00Z", "2026-02-31T00:00:00Z",
    "2026-04-31T00:00:00Z", "1900-02-29T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
    "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00ZZ",
    "2026-01-01T00:00:00+9:00", "26-01-01T00:00:00Z", "2026-01-01T00:00:00+24:00",
    "٢026-01-01T00:00:00Z",
  ])
  func `what is no time is not taken for one`(text: String) {
    #expect(read(text) == nil)
  }

  @Test func `every time reads back from its text`() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<4_000 {
      // Whole seconds from year 0001 to 9999.
      let second = Int64(generator.next(below: 315_537_897_600)) - 62_135_596_800
      let time = Timestamp(microseconds: second * 1_000_000)
      #expect(read(time.description) == time, "\(time)")
    }
  }

  @Test func `days follow one another through all months and leap years`() throws {
    var day = try #require(read("1896-01-01T00:00:00Z"))
    var texts: Set<String> = []
    for _ in 0..<Int(366 * 12) {
      texts.insert(day.description)
      #expect(read(day.description) == day)
      day.microseconds += 86_400_000_000
    }
    #expect(texts.count == 366 * 12)
    #expect(texts.contains("1896-02-29T00:00:00Z") && !texts.contains("1900-02-29T00:00:00Z"))
  }
}
