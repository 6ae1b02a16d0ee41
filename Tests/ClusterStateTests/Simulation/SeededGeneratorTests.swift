import Testing

@testable import ClusterState

@Suite struct SeededGeneratorTests {
  @Test func `the numbers are those of SplitMix64`() {
    var generator = SeededGenerator(seed: 1_234_567)
    let numbers = (0..<3).map { _ in generator.next() }
    #expect(
      numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
    )
  }

  @Test func `streams of one seed differ and repeat`() {
    var web = SeededGenerator(seed: 7, stream: "traffic/web")
    var again = SeededGenerator(seed: 7, stream: "traffic/web")
    var api = SeededGenerator(seed: 7, stream: "traffic/api")
    var other = SeededGenerator(seed: 8, stream: "traffic/web")
    let first = web.next()
    #expect(first == again.next())
    #expect(first != api.next())
    #expect(first != other.next())
    #expect(web == again)
  }

  @Test(arguments: [1, 2, 3, 10, 1_000] as [UInt64])
  func `numbers below a bound are all met and none beyond`(bound: UInt64) {
    var generator = SeededGenerator(seed: 42)
    var seen = [Bool](repeating: false, count: Int(bound))
    for _ in 0..<20 * bound + 20 {
      let number = generator.next(below: bound)
      #expect(number < bound)
      seen[Int(number)] = true
    }
    #expect(!seen.contains(false))
  }

  @Test func `a bound that divides badly is still met evenly`() {
    // Without rejection the lower half of the numbers would come twice as often as the upper.
    let bound: UInt64 = 3 << 62
    var generator = SeededGenerator(seed: 1)
    let low = (0..<30_000).count { _ in generator.next(below: bound) < bound / 2 }
    #expect((14_500...15_500).contains(low))
  }
}
