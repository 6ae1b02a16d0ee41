import ClusterState
import Glibc

/// The files that DOC arguments stand for.
enum DocumentFiles {
  /// What files in a folder must be called to be taken, before `.gz` or `.zst`; others in it are
  /// left alone.
  static let suffixes = [".json", ".yaml", ".yml"]
  /// Levels of folders in folders.
  static let depthMax = 64

  /// Paths of all files, in the order given; folders recursively, sorted by name.
  static func expand(_ arguments: [String]) throws(LoadError) -> [String] {
    var files: [String] = []
    for argument in arguments {
      guard argument != StandardInput.name else {
        files.append(argument)
        continue
      }
      guard let kind = FileKind(argument) else { throw LoadError(errno, path: argument) }
      guard kind.isFolder else {
        files.append(argument)
        continue
      }
      let before = files.count
      var open: [FileKind] = []
      try collect(folder: argument, kind, &open, into: &files)
      if files.count == before { throw .noDocuments(path: argument) }
    }
    return files
  }

  private static func collect(
    folder: String,
    _ kind: FileKind,
    _ open: inout [FileKind],
    into files: inout [String]
  ) throws(LoadError) {
    guard !open.contains(kind) else {
      throw .unreadable(path: folder, reason: "a link leads back to a folder around it")
    }
    guard open.count < depthMax else {
      throw .unreadable(path: folder, reason: "more than \(depthMax) folders in one another")
    }
    open.append(kind)
    defer { open.removeLast() }
    for name in try names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let kind = FileKind(path) else {
        // A link that leads nowhere is of interest only if it would be read.
        if isDocument(name) { throw LoadError(errno, path: path) }
        continue
      }
      if kind.isFolder {
        try collect(folder: path, kind, &open, into: &files)
      } else if kind.isRegular, isDocument(name) {
        files.append(path)
      }
    }
  }

  private static func isDocument(_ name: String) -> Bool {
    let packing = CompressionFormat(path: name)?.suffix ?? ""
    return suffixes.contains { name.hasSuffix($0 + packing) }
  }

  /// Why a file cannot be opened; `nil` if it can, or is none that may be opened twice.
  static func refusal(_ path: String) -> LoadError? {
    guard path != StandardInput.name, FileKind(path)?.isRegular == true else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return LoadError(errno, path: path) }
    close(descriptor)
    return nil
  }

  /// Names in a folder without hidden ones, sorted by their bytes.
  private static func names(in folder: String) throws(LoadError) -> [String] {
    guard let directory = opendir(folder) else { throw LoadError(errno, path: folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// What a path leads to, links followed.
private struct FileKind: Equatable {
  let device: UInt64
  let number: UInt64
  let isFolder: Bool
  let isRegular: Bool

  /// `nil` if there is nothing; `errno` says why.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }
}
