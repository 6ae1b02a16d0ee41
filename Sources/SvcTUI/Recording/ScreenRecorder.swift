import ClusterState
import Console
import Glibc

/// Writes what is shown to a file as it happens: whatever ends the program, the file is whole up to
/// the last frame.
final class ScreenRecorder {
  let path: String
  private var writer: FrameWriter
  private var size: Size?
  private var descriptor: Int32
  private let title: String
  private let began: Int64?
  private var last: Int64 = 0
  /// Why nothing is written any more.
  private(set) var failure: String?

  /// Begins a new file; one that is there is left alone, with the reason as the error.
  ///
  /// `began` is the calendar's second; `nil` if nobody was there and the file is always the same.
  init(path: String, title: String, theme: Theme, began: Int64?) throws(RecordingError) {
    self.path = path
    self.title = title
    self.began = began
    writer = FrameWriter(theme: theme, depth: .direct)
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw RecordingError(path: path, code: errno)
    }
  }

  deinit { close() }

  /// Adds a frame, so long after the beginning.
  func show(_ frame: Frame, theme: Theme, microseconds: Int64) {
    guard descriptor >= 0, failure == nil else { return }
    last = microseconds
    if size == nil {
      write(Asciicast.head(size: frame.size, seconds: began, title: title))
      write(Asciicast.line(.init(microseconds: microseconds, kind: .output(FrameWriter.entering))))
    } else if size != frame.size {
      write(Asciicast.line(.init(microseconds: microseconds, kind: .resize(frame.size))))
    }
    size = frame.size
    writer.theme = theme
    let text = writer.write(frame)
    guard !text.isEmpty else { return }
    write(Asciicast.line(.init(microseconds: microseconds, kind: .output(text))))
  }

  /// Ends the file so long after the beginning, usually with the last frame, and gives the
  /// terminal of whoever plays it back as it was.
  func close(microseconds: Int64? = nil) {
    guard descriptor >= 0 else { return }
    if size != nil, failure == nil {
      let end = max(last, microseconds ?? last)
      write(Asciicast.line(.init(microseconds: end, kind: .output(FrameWriter.leaving))))
    }
    Glibc.close(descriptor)
    descriptor = -1
  }

  private func write(_ line: String) {
    guard failure == nil else { return }
    let end = lseek(descriptor, 0, SEEK_END)
    guard let code = DescriptorWriting.write(line, to: descriptor) else { return }
    failure = RecordingError(path: path, code: code).description
    // Half a line is none: what stands before it can be played.
    ftruncate(descriptor, end)
  }
}

/// Why a recording cannot be written.
struct RecordingError: Error, CustomStringConvertible {
  var path: String
  var code: Int32

  var description: String {
    if code == EEXIST { return "\(path) is there already: a recording begins a new file" }
    return "\(path) cannot be written: \(String(cString: strerror(code)))"
  }
}
