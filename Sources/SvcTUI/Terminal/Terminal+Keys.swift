import CNcurses
import Console
import Glibc

extension Terminal {
  /// What is known between two keys.
  struct InputState {
    var decoder = UTF8ByteDecoder()
    var waiting: [Key] = []
    /// The last click, for telling double clicks.
    var clicked: (point: Point, milliseconds: Int64)?
  }

  /// Two clicks on one place within this time are a double click.
  static let doubleClickMilliseconds: Int64 = 400
  /// A sequence that pauses longer than this is over.
  static let sequenceMilliseconds: Int32 = 50
  /// A paste that pauses longer than this is over.
  static let pasteMilliseconds: Int32 = 1000
  /// What is kept of one paste.
  static let pasteBytesMax = 1 << 20

  /// The next key, or nil after the time; without a time it waits as long as it takes.
  ///
  /// Waiting costs nothing: the process sleeps until a key, a signal or the time wakes it.
  mutating func nextKey(timeoutMilliseconds: Int? = nil) throws(TerminalEnd) -> Key? {
    let start = MonotonicClock.milliseconds
    while true {
      if let key = try keyOfSignals() ?? readKey() { return key }
      var left: Int64 = -1
      if let timeoutMilliseconds {
        left = max(0, Int64(timeoutMilliseconds) - (MonotonicClock.milliseconds - start))
      }
      if try !wait(milliseconds: Int32(clamping: left)) { return nil }
    }
  }

  /// Sleeps until there may be something to read; false when the time is over.
  private func wait(milliseconds: Int32) throws(TerminalEnd) -> Bool {
    var waiting = [
      pollfd(fd: device.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signalPipe, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&waiting, 2, milliseconds)
    if count < 0 { return true }
    if waiting[1].revents != 0 {
      TerminalSignals.drain(signalPipe)
      return true
    }
    let events = Int32(waiting[0].revents)
    guard events != 0 else { return count > 0 }
    var bytes: Int32 = 0
    _ = ioctl(device.input, UInt(FIONREAD), &bytes)
    // Readable without a byte is the end of the file: reading again would spin for ever.
    if events & (POLLHUP | POLLERR | POLLNVAL) != 0 || bytes == 0 { throw .closed }
    return true
  }

  private mutating func keyOfSignals() throws(TerminalEnd) -> Key? {
    for number in TerminalSignals.ending where TerminalSignals.take(number) {
      throw .signal(number)
    }
    if TerminalSignals.take(SIGTSTP) {
      suspend()
      return .resumed
    }
    if TerminalSignals.take(SIGCONT) {
      resume()
      return .resumed
    }
    if TerminalSignals.take(SIGWINCH) {
      _ = measure()
      // Terminals move or cut what they show; a size that came back is no sign that it stayed.
      output.shown = nil
      clearok(window, true)
      return .resize(size)
    }
    return nil
  }
}

// MARK: - Decoding

extension Terminal {
  private mutating func readKey() -> Key? {
    while true {
      if !input.waiting.isEmpty { return input.waiting.removeFirst() }
      let code = read(milliseconds: 0)
      guard code != ERR else { return nil }
      if code > 0xFF {
        if let key = KeyCodes.key(code) { return key }
      } else if code == 0x1B {
        if let key = readAfterEscape() { return key }
      } else {
        take(UInt8(truncatingIfNeeded: code))
      }
    }
  }

  private func read(milliseconds: Int32) -> Int32 {
    wtimeout(window, milliseconds)
    return wgetch(window)
  }

  private mutating func take(_ byte: UInt8) {
    if !input.decoder.isInside, let key = KeyCodes.key(byte: byte) {
      input.waiting.append(key)
      return
    }
    var keys: [Key] = []
    input.decoder.take(byte) { piece in
      if case .scalar(let scalar) = piece { keys.append(.character(Character(scalar))) }
    }
    input.waiting += keys
  }

  /// The Escape key, Alt with a key, or a sequence ncurses does not know.
  private mutating func readAfterEscape() -> Key? {
    let code = read(milliseconds: 0)
    switch code {
    case ERR: return .escape
    case 0x5B, 0x4F: return readSequence(afterBracket: code == 0x5B)
    case 0x20..<0x7F: return .alt(Character(Unicode.Scalar(UInt8(truncatingIfNeeded: code))))
    default:
      ungetch(code)
      return .escape
    }
  }

  private mutating func readSequence(afterBracket: Bool) -> Key? {
    guard let meaning = sequence(afterBracket: afterBracket) else {
      return .alt(afterBracket ? "[" : "O")
    }
    switch meaning {
    case .key(let key): return key
    case .mouse(let event): return .mouse(counted(event))
    case .pasteBegins: return .paste(readPaste())
    case .pasteEnds, .nothing: return nil
    }
  }

  /// Nil when nothing follows at all.
  private func sequence(afterBracket: Bool) -> EscapeSequence.Meaning? {
    var sequence = EscapeSequence(afterBracket: afterBracket)
    var isEmpty = true
    while true {
      let code = read(milliseconds: Self.sequenceMilliseconds)
      guard code != ERR else { return isEmpty ? nil : .nothing }
      guard code <= 0xFF, code != 0x1B else {
        ungetch(code)
        return .nothing
      }
      isEmpty = false
      if sequence.take(UInt8(truncatingIfNeeded: code)) { return sequence.meaning }
    }
  }

  private func readPaste() -> String {
    var bytes: [UInt8] = []
    while true {
      let code = read(milliseconds: Self.pasteMilliseconds)
      guard code != ERR else { break }
      if code == 0x1B {
        let next = read(milliseconds: Self.sequenceMilliseconds)
        if next == 0x5B, sequence(afterBracket: true) == .pasteEnds { break }
      } else if code <= 0xFF, bytes.count < Self.pasteBytesMax {
        bytes.append(UInt8(truncatingIfNeeded: code))
      }
    }
    return KeyCodes.pasted(bytes)
  }

  private mutating func counted(_ event: MouseEvent) -> MouseEvent {
    guard event.kind == .click else { return event }
    let now = MonotonicClock.milliseconds
    if let last = input.clicked, last.point == event.point,
      now - last.milliseconds <= Self.doubleClickMilliseconds
    {
      input.clicked = nil
      return MouseEvent(.doubleClick, at: event.point)
    }
    input.clicked = (event.point, now)
    return event
  }
}
