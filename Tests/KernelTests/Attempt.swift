import Glibc

@testable import ClusterState

/// What became of real connections.
struct ConnectionCounts {
  /// Connections that were answered, by the endpoint that did.
  var endpoints: [SocketAddress: Int] = [:]
  /// The senders that the servers saw.
  var sources: [IPAddress: Int] = [:]
  /// All others by their error; `ETIMEDOUT` for silence.
  var failures: [Int32: Int] = [:]
}

/// One try to reach an address, from the namespace in which it was begun.
struct Attempt {
  typealias Outcome = Result<(endpoint: SocketAddress, seen: IPAddress), LabSocket.Failure>

  private let descriptor: Int32
  private let destination: SocketAddress
  private let isStream: Bool
  private(set) var outcome: Outcome?

  /// Begins in the namespace of the calling thread; `source` is the sender's address, `nil`
  /// whatever the kernel chooses.
  init(from source: IPAddress?, to destination: SocketAddress, isStream: Bool) {
    self.destination = destination
    self.isStream = isStream
    descriptor = LabSocket.make(isIPv6: destination.address.isIPv6, isStream: isStream)
    if let source { _ = LabSocket.bind(descriptor, SocketAddress(source, 0)) }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    if LabSocket.connect(descriptor, destination) != 0, errno != EINPROGRESS {
      end(failure(errno))
    } else if !isStream, send(descriptor, "?", 1, 0) < 0 {
      end(failure(errno))
    }
  }

  private mutating func end(_ outcome: Outcome) {
    self.outcome = outcome
    close(descriptor)
  }

  private func failure(_ number: Int32) -> Outcome {
    .failure(LabSocket.Failure(number: number, place: "\(destination)"))
  }

  private mutating func read() {
    var bytes = [UInt8](repeating: 0, count: 256)
    var pending: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &pending, &length)
    if pending != 0 { return end(failure(pending)) }
    let count = recv(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return end(failure(count == 0 ? ECONNRESET : errno)) }
    let words = String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ")
    guard words.count == 2, let endpoint = Self.socketAddress(words[0]),
      let seen = IPAddress(String(words[1]))
    else { return end(failure(EBADMSG)) }
    end(.success((endpoint, seen)))
  }

  private static func socketAddress(_ text: Substring) -> SocketAddress? {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()) else {
      return nil
    }
    return IPAddress(text[..<colon].filter { $0 != "[" && $0 != "]" }).map {
      SocketAddress($0, port)
    }
  }

  /// How long an answer may take that is expected to come, and how often it is waited for: a busy
  /// machine is slow, and loses datagrams.
  private static let answerMilliseconds: Int32 = 2_000
  private static let answerRounds = 4
  /// How long silence lasts that is expected: less than a second, for then first packets are sent
  /// again, and counted again.
  private static let silenceMilliseconds: Int32 = 300

  /// Waits for the answers of all, or for none to come.
  static func finish(_ attempts: inout [Attempt], isAnswerExpected: Bool) {
    let patience = isAnswerExpected ? answerMilliseconds : silenceMilliseconds
    var rounds = isAnswerExpected ? answerRounds : 1
    while true {
      let open = attempts.indices.filter { attempts[$0].outcome == nil }
      guard !open.isEmpty else { return }
      var waiting = open.map {
        pollfd(fd: attempts[$0].descriptor, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&waiting, nfds_t(waiting.count), patience) > 0 else {
        rounds -= 1
        guard rounds > 0 else {
          for index in open { attempts[index].end(attempts[index].failure(ETIMEDOUT)) }
          return
        }
        for index in open where !attempts[index].isStream {
          _ = send(attempts[index].descriptor, "?", 1, 0)
        }
        continue
      }
      for (index, wait) in zip(open, waiting) where wait.revents != 0 { attempts[index].read() }
    }
  }
}

extension ConnectionCounts {
  init(_ attempts: some Sequence<Attempt>) {
    for case let outcome? in attempts.lazy.map(\.outcome) {
      switch outcome {
      case .failure(let failure): failures[failure.number, default: 0] += 1
      case .success(let answer):
        endpoints[answer.endpoint, default: 0] += 1
        sources[answer.seen, default: 0] += 1
      }
    }
  }
}
