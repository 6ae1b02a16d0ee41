import ClusterState
import Testing

@Suite struct InstructionTextTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `any instruction reads back from its own line`(seed: UInt64) throws {
    var instructions = RandomInstructions(seed: seed)
    for _ in 0..<200 {
      let instruction = instructions.next()
      let read = try InstructionParser.parse("\(instruction)")
      #expect(read == instruction, "seed \(seed): \(instruction)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a damaged line is refused within itself or read, never a crash`(seed: UInt64) {
    var instructions = RandomInstructions(seed: seed)
    for _ in 0..<200 {
      var line = Array("\(instructions.next())")
      for _ in 0..<3 {
        let place = Int(instructions.generator.next(below: UInt64(line.count)))
        switch instructions.generator.next(below: 3) {
        case 0: line.remove(at: place)
        case 1: line.insert(line[place], at: place)
        default: line[place] = Array(" -'\";#=/é")[place % 9]
        }
        if line.isEmpty { break }
      }
      do throws(SyntaxFailure) {
        let read = try InstructionParser.parse(String(line))
        #expect(try InstructionParser.parse("\(read)") == read, "\(String(line)): \(read)")
      } catch {
        #expect((1...line.count + 1).contains(error.column), "\(String(line)): \(error)")
      }
    }
  }
}
