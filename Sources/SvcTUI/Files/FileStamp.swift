import ClusterState
import Glibc

/// Which file it was, and in which state: two that are equal are the same bytes.
struct FileStamp: Hashable {
  let bytes: UInt64
  private let device: UInt64
  private let number: UInt64
  private let seconds: Int64
  private let nanoseconds: Int64

  /// `nil` for what is no plain file, and for files of the kernel, which say that they are empty.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0
    else { return nil }
    bytes = UInt64(status.st_size)
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    seconds = Int64(status.st_mtim.tv_sec)
    nanoseconds = Int64(status.st_mtim.tv_nsec)
  }
}
