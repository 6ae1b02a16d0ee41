import ClusterState
import Testing

/// A journal says what was done, and what is left of it says as much as it can.
@Suite struct JournalTests {
  /// FNV-1a: any sum that continues another one does.
  private static let checksum: JournalChecksum = { bytes, previous in
    bytes.reduce(previous ^ 0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  private static let head = JournalHead(
    version: "0.1.0",
    digest: String(repeating: "ab", count: 32),
    seed: 7,
    began: Timestamp(microseconds: 1_800_000_000_000_000),
    source: .files(["/tmp/a b.json", "/tmp/\"c\"\n.json"]),
    options: ["--mode=ipvs"]
  )

  private static let entries: [Instruction] = [
    .command(.startStream(ClusterFixture.toWeb, rate: 100)), .wait(.milliseconds(2_500)),
    .command(.scale(kind: "Deployment", ClusterFixture.web, replicas: 5)), .undo, .redo,
    .rewind(to: .zero + .seconds(1)), .fork("other"), .bookmark("here"), .branch("main"),
    .command(
      .patch(
        kind: "Service",
        ClusterFixture.web,
        ObjectPatch(["metadata": ["labels": ["note": "a 'quoted' word\nand a line"]]])
      )
    ), .wait(.seconds(3)),
  ]

  private static func journal(_ entries: [Instruction] = entries, isClosed: Bool) -> [UInt8] {
    var writer = JournalWriter(checksum: checksum)
    var text = writer.beginning(head)
    for entry in entries { text += writer.line(entry) }
    if isClosed { text += writer.ending() }
    return Array(text.utf8)
  }

  private static func read(_ bytes: [UInt8]) throws(JournalError) -> JournalContents {
    try JournalReader.read(bytes, checksum: checksum)
  }

  @Test func `what is written is read back`() throws {
    let contents = try Self.read(Self.journal(isClosed: true))
    #expect(contents.head == Self.head)
    #expect(contents.entries == Self.entries)
    #expect(contents.isClosed && contents.damage == nil)
    #expect(contents.commandCount == 3)
    #expect(try !Self.read(Self.journal(isClosed: false)).isClosed)
  }

  @Test func `the first line is what others rely on`() {
    let text = String(decoding: Self.journal(isClosed: false), as: UTF8.self)
    let digest = String(repeating: "ab", count: 32)
    #expect(text.split(separator: "\n").first == "svctui-journal 1 0.1.0 \(digest) 7")
    let offset = Self.head.digestOffset
    #expect(String(text.dropFirst(offset).prefix(64)) == digest)
  }

  @Test func `a journal cut at any byte gives what was whole before`() throws {
    let bytes = Self.journal(isClosed: false)
    var most = 0
    var unreadable = 0
    for length in 0..<bytes.count {
      let contents: JournalContents
      do throws(JournalError) {
        contents = try Self.read(Array(bytes.prefix(length)))
      } catch {
        unreadable = length
        continue
      }
      #expect(contents.entries == Array(Self.entries.prefix(contents.entries.count)))
      #expect(contents.entries.count >= most)
      most = contents.entries.count
      let isWhole = bytes[length - 1] == UInt8(ascii: "\n") || bytes[length] == UInt8(ascii: "\n")
      #expect((contents.damage == nil) == isWhole, "\(length)")
      if let damage = contents.damage {
        let line = bytes.prefix(length).count { $0 == UInt8(ascii: "\n") } + 1
        #expect(damage == .cutOff(line: line))
      }
    }
    #expect(most == Self.entries.count)
    // Only without the lines that say what it is about.
    let began = String(decoding: bytes, as: UTF8.self).split(separator: "\n").prefix(3)
    #expect(unreadable < began.reduce(0) { $0 + $1.utf8.count + 1 })
  }

  @Test func `a changed byte anywhere in the lines ends what is believed`() throws {
    let bytes = Self.journal(isClosed: true)
    let firstLine = (bytes.firstIndex(of: UInt8(ascii: "\n")) ?? 0) + 1
    for index in stride(from: firstLine, to: bytes.count, by: 3) {
      var changed = bytes
      changed[index] ^= 0x01
      guard let contents = try? Self.read(changed) else { continue }
      #expect(contents.entries == Array(Self.entries.prefix(contents.entries.count)))
      #expect(contents.damage != nil, "\(index)")
    }
  }

  @Test func `a missing line is found although the others are right`() throws {
    var lines = String(decoding: Self.journal(isClosed: false), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: 7)
    let contents = try Self.read(Array(lines.joined(separator: "\n").utf8))
    #expect(contents.damage == .wrongChecksum(line: 8))
    #expect(contents.entries == Array(Self.entries.prefix(2)))
  }

  @Test func `a command of a later version is named, and what stands before it is there`() throws {
    let bytes = Self.journal(Array(Self.entries.prefix(1)), isClosed: false)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let last = UInt32(lines[lines.count - 1].prefix(8), radix: 16) ?? 0
    var sum = String(Self.checksum(Array("warp x".utf8), last), radix: 16)
    sum = String(repeating: "0", count: 8 - sum.count) + sum
    let contents = try Self.read(bytes + Array("\(sum) warp x\n".utf8))
    #expect(contents.entries == Array(Self.entries.prefix(1)))
    guard case .notUnderstood(line: lines.count + 1, text: "warp x", _)? = contents.damage else {
      Issue.record("\(String(describing: contents.damage))")
      return
    }
  }

  @Test func `other files are refused with the reason`() {
    for (text, error) in [
      ("", JournalError.notAJournal), ("{}\n", .notAJournal),
      ("svctui-journal 2 0.9 x 1\n", .otherFormat("2")),
      ("svctui-journal 1 0.1.0 abc 1\n", .headMissing),
      ("svctui-journal 1 0.1.0 \(JournalHead.unknownDigest) 1\n", .headMissing),
    ] {
      #expect(throws: error) { try Self.read(Array(text.utf8)) }
    }
  }

  @Test(arguments: [51, 52, 53, 54] as [UInt64])
  func `a replayed journal gives the same history`(seed: UInt64) throws {
    let opened = Simulation(opening: ClusterFixture.shop())
    var timeline = Timeline(opened)
    var entries: [Instruction] = []
    var generator = SeededGenerator(seed: seed, stream: "journal")
    for step in 0..<60 {
      let instruction: Instruction
      switch generator.next(below: 9) {
      case 0: instruction = .command(.send(ClusterFixture.toWeb, count: 20))
      case 1: instruction = .command(.startStream(ClusterFixture.toWeb, rate: 50))
      case 2:
        let pods = timeline.present.webPods
        guard let pod = pods.first else { continue }
        instruction = .command(.deletePod(pod.key, graceSeconds: nil))
      case 3: instruction = .undo
      case 4: instruction = .redo
      case 5:
        let moment = generator.next(below: UInt64(timeline.end.microseconds) + 1)
        instruction = .rewind(to: Instant(microseconds: Int64(moment)))
      case 6: instruction = .fork("f\(step)")
      default: instruction = .wait(Delay(microseconds: Int64(generator.next(below: 2_000_000))))
      }
      if (try? timeline.perform(instruction)) != nil { entries.append(instruction) }
    }
    let contents = try Self.read(Self.journal(entries, isClosed: false))
    let replay = Replay(contents.entries, on: opened)
    #expect(replay.stop == nil)
    #expect(replay.timeline.overview == timeline.overview)
    #expect(replay.timeline.present == timeline.present)
    let again = Replay(replay.done, on: opened)
    #expect(again.timeline.present == timeline.present)
  }

  @Test func `a replay stops where a command is refused and keeps what was done`() {
    let opened = Simulation(opening: ClusterFixture.shop())
    let gone = ObjectName(namespace: "shop", name: "gone")
    let entries: [Instruction] = [
      .command(.setMode(.ipvs)), .wait(.seconds(1)), .wait(.seconds(2)),
      .command(.deleteService(gone)), .command(.setMode(.nftables)),
    ]
    let replay = Replay(entries, on: opened)
    #expect(replay.stop?.entry == 3)
    #expect(replay.stop?.error == .command(.notFound(kind: "Service", gone)))
    #expect(replay.done == [.command(.setMode(.ipvs)), .wait(.seconds(3))])
    #expect(replay.timeline.present.now == .zero + .seconds(3))
    #expect(replay.timeline.present.settings.mode == .ipvs)
  }
}
