extension Timeline {
  /// Begins a branch at this moment and goes on in it.
  package mutating func fork(_ name: String) throws(HistoryError) {
    try checkName(name)
    guard !branchNames.contains(name) else { throw .nameTaken(name) }
    guard others.count + 1 < Self.branchesMax else { throw .tooManyBranches(Self.branchesMax) }
    beginBranch(name)
  }

  /// Goes on in another branch, where it was left.
  package mutating func `switch`(to name: String) throws(HistoryError) {
    guard name != branch.name else { return }
    guard let index = others.firstIndex(where: { $0.branch.name == name }) else {
      throw .unknownBranch(name, known: branchNames)
    }
    let taken = others.remove(at: index)
    park()
    (branch, present) = (taken.branch, taken.present)
  }

  /// Gives this moment of the branch a name.
  package mutating func bookmark(_ name: String) throws(HistoryError) {
    try checkName(name)
    guard !branch.bookmarks.contains(where: { $0.name == name }) else { throw .nameTaken(name) }
    guard branch.bookmarks.count < Self.bookmarksMax else {
      throw .tooManyBookmarks(Self.bookmarksMax)
    }
    branch.bookmarks.append(
      Bookmark(
        name: name,
        instant: present.now,
        commands: branch.inForce,
        requests: present.ledger.requests,
        outcomes: present.ledger.outcomes
      )
    )
  }

  /// Names of all branches, in the order they were made.
  package var branchNames: [String] {
    (others.map(\.branch) + [branch]).sorted { $0.number < $1.number }.map(\.name)
  }

  /// The world of a branch as it was left, or as it is; `nil` if there is no such branch.
  package func world(of name: String) -> Simulation? {
    name == branch.name ? present : others.first { $0.branch.name == name }?.present
  }

  mutating func beginBranch(_ name: String) {
    let fork = branch.forked(name, number: branchesMade, at: present.now)
    branchesMade += 1
    park()
    branch = fork
  }

  private mutating func park() {
    others.append(ParkedBranch(branch: branch, present: present))
  }

  /// `web-2` for `web`, `web-3` for `web-2`: the first such name that is free.
  package func freeName(after name: String) -> String {
    let names = Set(branchNames)
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    let isNumbered = parts.count > 1 && Int(parts[parts.count - 1]) != nil
    let stem = isNumbered ? parts.dropLast().joined(separator: "-") : name
    var number = 2
    while names.contains("\(stem)-\(number)") { number += 1 }
    return "\(stem)-\(number)"
  }

  /// Longest name of a branch or a bookmark.
  package static let nameMax = 63

  private func checkName(_ name: String) throws(HistoryError) {
    guard Self.isName(name) else { throw .invalidName(name) }
  }

  /// Whether a branch or a bookmark can be called so.
  package static func isName(_ name: String) -> Bool {
    let isWord = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
    return isWord && !name.isEmpty && !name.hasPrefix("-") && name.utf8.count <= nameMax
  }
}
