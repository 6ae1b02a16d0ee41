internal import ClusterState

// An object in the person's editor, and what was made of it given to the API server.

extension AppState {
  /// Asks the program around to let the person edit an object as YAML.
  mutating func edit(_ kind: String, _ key: ObjectName, _ tree: JSONTree) {
    let nothing = Command.patch(kind: kind, key, ObjectPatch([:]))
    if case .notPatchable? = simulation.refusal(of: nothing) {
      message = .error(ErrorText.text(.notPatchable(kind: kind)))
      return
    }
    let body = YAMLPrinter.lines(of: tree).map { "\($0.text)\n" }.joined()
    // What nobody touches must be equal, so that it is read as it will be read again.
    let original = (try? JSONTree(objectText: body, file: "")) ?? tree
    let comments = EditText.comments(kind, key)
    effects.append(
      .edit(EditDraft(kind: kind, key: key, original: original, comments: comments, body: body))
    )
  }

  /// Applies what the editor left, opens it again with what is wrong, or says why nothing is done.
  mutating func finish(_ draft: EditDraft, _ end: EditEnd) {
    let text: String
    switch end {
    case .failed(let reason):
      message = .error(Sentence(verbatim: reason))
      return
    case .text(let edited): text = EditText.body(of: edited)
    }
    if text == draft.body {
      message = .note(
        draft.isSecondTry
          ? "edit given up: nothing is changed" : "edit cancelled, no changes made"
      )
      return
    }
    guard !text.allSatisfy(\.isWhitespace) else {
      message = .note("edit cancelled: the file is empty, nothing is changed")
      return
    }
    do throws(LoadError) {
      apply(try JSONTree(objectText: text, file: draft.fileName), draft, text)
    } catch {
      reopen(draft, text, EditText.comments(error))
    }
  }

  private mutating func apply(_ tree: JSONTree, _ draft: EditDraft, _ text: String) {
    var errors = identityErrors(tree, draft)
    var body = JSONTree.object([])
    if errors.isEmpty, let patch = JSONTree.mergePatch(from: draft.original, to: tree) {
      body = patch
      // What controllers report is theirs to write.
      body["status"] = nil
    }
    if errors.isEmpty, body.members.isEmpty {
      message = .note("edit cancelled, no changes made")
      return
    }
    if errors.isEmpty {
      let command = Command.patch(kind: draft.kind, draft.key, ObjectPatch(body))
      switch attempt(command) {
      case nil: return
      case .refused(_, _, let found)?: errors = found
      case let error?:
        message = .error(ErrorText.text(error))
        return
      }
    }
    reopen(draft, text, EditText.comments(draft.kind, draft.key, errors, text))
  }

  /// What makes another object of it.
  private func identityErrors(_ tree: JSONTree, _ draft: EditDraft) -> [FieldError] {
    guard case .object = tree else {
      return [FieldError(.badRequest, .root, "an object is wanted here")]
    }
    let paths: [[TreeStep]] = [
      [.member("apiVersion")], [.member("kind")], [.member("metadata"), .member("name")],
      [.member("metadata"), .member("namespace")],
    ]
    return paths.filter { draft.original.value(at: $0) != tree.value(at: $0) }.map { path in
      let names = path.map { if case .member(let name) = $0 { name } else { "" } }
      return FieldError(
        .forbidden,
        FieldPath(verbatim: names.joined(separator: ".")),
        "Forbidden: an edit cannot make another object of it"
      )
    }
  }

  private mutating func reopen(_ draft: EditDraft, _ text: String, _ comments: [String]) {
    var again = draft
    again.body = text
    again.comments = comments
    again.isSecondTry = true
    message = nil
    effects.append(.edit(again))
  }
}
