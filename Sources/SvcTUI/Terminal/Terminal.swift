import CNcurses
import Console
import Glibc

/// The person's terminal, as a thing there is one of: opened, drawn on, read from, given back.
///
/// Give it back with `close`, or let it go; a crash, a signal and `exit` give it back too.
struct Terminal: ~Copyable {
  /// What it is drawn with.
  let symbols: Symbols
  /// How many colours are used.
  let depth: ColorDepth
  /// The size now; `nextKey` says when it changes.
  private(set) var size: Size

  let window: UnsafeMutablePointer<WINDOW>
  let modes: TerminalModes
  let device: Device
  let signalPipe: Int32
  var input = InputState()
  var output: OutputState

  /// Where keys come from and frames go.
  struct Device {
    var input: Int32
    var output: Int32
    /// How the terminal was before.
    var mode: termios
  }

  /// Opens the terminal the program was started from.
  ///
  /// Keys come from `/dev/tty` when standard input is a document, and frames go there when
  /// standard output is.
  static func open(_ options: TerminalOptions) throws(TerminalError) -> Terminal {
    let device = try Self.device()
    guard let type = options.type else { throw .typeMissing }
    let symbols = options.settleLocale()
    let signalPipe = TerminalSignals.install()
    do throws(TerminalError) {
      let window = try Self.start(type: options.directType ?? type, on: device)
      return Terminal(options, device, window, symbols: symbols, signalPipe: signalPipe)
    } catch {
      TerminalSignals.uninstall(pipeOutput: signalPipe)
      throw error
    }
  }

  /// Why no terminal could be opened; `nil` if one is there.
  static func refusal(_ options: TerminalOptions) -> TerminalError? {
    do throws(TerminalError) {
      _ = try device()
    } catch {
      return error
    }
    return options.type == nil ? .typeMissing : nil
  }

  private init(
    _ options: TerminalOptions,
    _ device: Device,
    _ window: UnsafeMutablePointer<WINDOW>,
    symbols: Symbols,
    signalPipe: Int32
  ) {
    self.symbols = symbols
    self.signalPipe = signalPipe
    self.window = window
    self.device = device
    modes = TerminalModes(hasMouse: options.hasMouse)
    depth = options.depth(colors: tigetnum("colors"))
    if depth != .monochrome {
      start_color()
      use_default_colors()
    }
    size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
    output = OutputState(theme: options.theme, depth: depth)
    set_escdelay(25)
    prepare()
  }

  /// Gives the terminal back as it was.
  consuming func close() {}

  deinit {
    write(modes.off, to: device.output)
    endwin()
    // What ncurses counts as the former mode may have been set by a job before it.
    var mode = device.mode
    tcsetattr(device.output, TCSANOW, &mode)
    CrashGuard.disarm()
    TerminalSignals.uninstall(pipeOutput: signalPipe)
  }
}

// MARK: - Opening

extension Terminal {
  private static func device() throws(TerminalError) -> Device {
    var input = STDIN_FILENO
    var output = STDOUT_FILENO
    if isatty(input) == 0 { input = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC) }
    if isatty(output) == 0 { output = isatty(input) == 1 ? input : -1 }
    var mode = termios()
    guard input >= 0, output >= 0, tcgetattr(output, &mode) == 0 else { throw .noTerminal }
    return Device(input: input, output: output, mode: mode)
  }

  private static func start(
    type: String,
    on device: Device
  ) throws(TerminalError) -> UnsafeMutablePointer<WINDOW> {
    // Asked first, because `newterm` does not say why it refuses.
    var answer: Int32 = 0
    guard setupterm(type, device.output, &answer) == OK else { throw .typeUnknown(type) }
    guard svctui_capability("cup") != nil else { throw .typeNotCapable(type) }
    guard let input = fdopen(device.input, "r"), let output = fdopen(device.output, "w") else {
      throw .noTerminal
    }
    guard newterm(type, output, input) != nil, let window = svctui_screen_window() else {
      throw .typeNotCapable(type)
    }
    return window
  }

  /// Whether terminfo has an entry of this name that can draw a screen.
  static func isKnown(_ type: String) -> Bool {
    var answer: Int32 = 0
    return setupterm(type, STDOUT_FILENO, &answer) == OK && svctui_capability("cup") != nil
  }

  private func prepare() {
    CrashGuard.arm(descriptor: device.output, mode: device.mode, bytes: modes.restoring)
    raw()
    noecho()
    nonl()
    intrflush(window, false)
    keypad(window, true)
    meta(window, true)
    // The mouse is read as the terminal reports it, drags included; ncurses knows fewer kinds.
    define_key(nil, KEY_MOUSE)
    // Half a frame is worse than one a moment later.
    typeahead(-1)
    curs_set(0)
    leaveok(window, true)
    write(modes.on, to: device.output)
  }

  /// Asks the kernel for the size and tells ncurses; whether it changed.
  mutating func measure() -> Bool {
    var window = winsize()
    guard ioctl(device.output, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0,
      window.ws_col > 0
    else { return false }
    let now = Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    guard now != size else { return false }
    resize_term(Int32(now.rows), Int32(now.columns))
    size = now
    output.shown = nil
    return true
  }
}

/// Writes all of `bytes` past ncurses.
func write(_ bytes: [UInt8], to descriptor: Int32) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if count > 0 { rest = rest.dropFirst(count) }
    if count <= 0, errno != EINTR { return }
  }
}
