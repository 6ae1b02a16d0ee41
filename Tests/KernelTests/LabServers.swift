import Glibc

@testable import ClusterState

/// Tiny servers that tell who they are and whom they saw, all on one thread.
final class LabServers: Sendable {
  /// A socket that listens; it stays in the namespace in which it was made.
  struct Socket: Sendable {
    let descriptor: Int32
    let address: SocketAddress
    let isStream: Bool

    init(_ address: SocketAddress, _ transport: TransportProtocol) throws {
      self.address = address
      isStream = transport == .tcp
      descriptor = LabSocket.make(isIPv6: address.address.isIPv6, isStream: isStream)
      let isBound = LabSocket.bind(descriptor, address)
      guard isBound, !isStream || listen(descriptor, 1_024) == 0 else {
        throw LabSocket.Failure(number: errno, place: "\(address)")
      }
    }
  }

  private let thread: pthread_t
  private let stop: Int32
  private let sockets: [Socket]

  init(_ sockets: [Socket]) throws {
    self.sockets = sockets
    var ends: [Int32] = [-1, -1]
    precondition(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    stop = ends[0]
    let work = Unmanaged.passRetained(Work(sockets, ends[1])).toOpaque()
    var thread = pthread_t()
    let error = pthread_create(
      &thread,
      nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
        return nil
      },
      work
    )
    precondition(error == 0)
    self.thread = thread
  }

  deinit {
    close(stop)
    pthread_join(thread, nil)
    for socket in sockets { close(socket.descriptor) }
  }

  /// What the thread does.
  private final class Work {
    private let sockets: [Socket]
    private let stop: Int32

    init(_ sockets: [Socket], _ stop: Int32) {
      self.sockets = sockets
      self.stop = stop
    }

    deinit { close(stop) }

    func run() {
      var waiting = (sockets.map(\.descriptor) + [stop]).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      while poll(&waiting, nfds_t(waiting.count), -1) >= 0 || errno == EINTR {
        guard waiting[sockets.count].revents == 0 else { return }
        for (socket, wait) in zip(sockets, waiting) where wait.revents & Int16(POLLIN) != 0 {
          if socket.isStream { accept(socket) } else { echo(socket) }
        }
      }
    }

    private func accept(_ socket: Socket) {
      var peer = sockaddr_storage()
      let connection = LabSocket.withPointer(&peer) { Glibc.accept(socket.descriptor, $0, $1) }
      guard connection >= 0 else { return }
      let text = Array("\(socket.address) \(LabSocket.address(peer))".utf8)
      send(connection, text, text.count, Int32(MSG_NOSIGNAL))
      close(connection)
    }

    private func echo(_ socket: Socket) {
      var peer = sockaddr_storage()
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = LabSocket.withPointer(&peer) {
        recvfrom(socket.descriptor, &bytes, 64, 0, $0, $1)
      }
      guard count >= 0 else { return }
      let text = Array("\(socket.address) \(LabSocket.address(peer))".utf8)
      _ = LabSocket.withPointer(&peer) { address, length in
        sendto(socket.descriptor, text, text.count, 0, address, length.pointee)
      }
    }
  }
}
