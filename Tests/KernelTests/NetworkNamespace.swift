import CNetworkNamespace
import Glibc
import Synchronization

/// A network namespace without a name: it is there as long as its thread and nothing else.
///
/// Sockets that are made on the thread, and programs that are started there, are in it. When the
/// process ends, however it does, the kernel takes it down with all its interfaces and rules.
final class NetworkNamespace: Sendable {
  enum Failure: Error {
    case notMade(Int32)
  }

  /// Hands one job at a time over to the thread.
  private final class Desk: @unchecked Sendable {
    // Guarded by the two pipes: one side writes only while the other waits.
    var job: (() -> Void)?
    let orders: (read: Int32, write: Int32)
    let receipts: (read: Int32, write: Int32)

    init() {
      orders = Self.pipe()
      receipts = Self.pipe()
    }

    deinit { for end in [orders.read, receipts.read, receipts.write] { close(end) } }

    private static func pipe() -> (Int32, Int32) {
      var ends: [Int32] = [-1, -1]
      precondition(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (ends[0], ends[1])
    }

    /// Works until nobody can give orders any more.
    func work() {
      var byte: UInt8 = 0
      while read(orders.read, &byte, 1) == 1 {
        job?()
        job = nil
        write(receipts.write, &byte, 1)
      }
    }

    func perform(_ work: @escaping () -> Void) {
      var byte: UInt8 = 1
      job = work
      write(orders.write, &byte, 1)
      read(receipts.read, &byte, 1)
    }
  }

  private let desk = Desk()
  private let turn = Mutex(())
  private let thread: pthread_t
  /// A descriptor of the namespace.
  private let descriptor: Int32

  init() throws {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(desk).toOpaque()
    let error = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Desk>.fromOpaque(context).takeRetainedValue().work()
        return nil
      },
      context
    )
    precondition(error == 0)
    self.thread = thread
    var found: Int32 = -1
    var failure: Int32 = 0
    desk.perform {
      guard enter_new_network_namespace() == 0 else {
        failure = errno
        return
      }
      found = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
    }
    descriptor = found
    guard failure == 0 else { throw Failure.notMade(failure) }
  }

  deinit {
    close(desk.orders.write)
    pthread_join(thread, nil)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Where programs find the namespace while this process lives.
  var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

  /// Does something in the namespace and waits for it.
  func run<Value>(_ body: () throws -> Value) throws -> Value {
    var result: Result<Value, any Error>?
    withoutActuallyEscaping(body) { body in
      turn.withLock { _ in desk.perform { result = Result { try body() } } }
    }
    guard let result else { preconditionFailure("the job was done") }
    return try result.get()
  }

  /// Sets a kernel parameter of the namespace; one that the kernel does not have is left alone.
  func set(_ parameter: String, _ value: Int) throws {
    try run {
      let file = open("/proc/sys/net/\(parameter)", O_WRONLY | O_CLOEXEC)
      guard file >= 0 else { return }
      let text = Array("\(value)".utf8)
      write(file, text, text.count)
      close(file)
    }
  }
}
