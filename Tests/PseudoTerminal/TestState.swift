internal import Glibc

/// A place for what a program keeps between visits, that goes away with its owner.
package final class TestState {
  package let path: String

  package init() {
    var template = Array("/tmp/svctui-state-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  deinit {
    for name in files { unlink("\(path)/svctui/\(name)") }
    rmdir("\(path)/svctui")
    rmdir(path)
  }

  /// Names of the program's files in it, sorted.
  package var files: [String] {
    guard let directory = opendir("\(path)/svctui") else { return [] }
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
    return names.sorted()
  }
}
