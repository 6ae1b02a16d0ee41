internal import ClusterState

extension AppState {
  /// Answers a key: what is open on top sees it first.
  package mutating func handle(_ key: Key) {
    switch key {
    case .resize(let newSize):
      size = newSize
    case .resumed:
      break
    case .control("c"):
      reduce(.quit)
    case .mouse(let event):
      handle(event)
      settleCaption()
    default:
      message = nil
      isWelcoming = false
      if prompt != nil {
        handlePrompt(key)
      } else if popup != nil {
        handlePopup(key)
      } else if handleScreen(key) {
        // Rows were found anew by the action already, which is most of what a key costs.
        return settleCaption()
      }
      settleCaption()
    }
    settle()
  }

  /// Does what the key means on this screen; whether an action was done.
  mutating func handleScreen(_ key: Key) -> Bool {
    if handlePresenter(key) { return false }
    guard let binding = keys.binding(for: key, on: screen) else {
      if case .paste = key { return false }
      message =
        hasToldOfHelp
        ? .note("\(key.text) means nothing here")
        : .note("\(key.text) means nothing here; \(keys.text(of: .help)) shows the keys")
      hasToldOfHelp = true
      return false
    }
    if let reason = binding.disabledReason(self) {
      message = .error(reason)
      return false
    }
    notePressed(key, binding.title)
    reduce(binding.action(of: key))
    return true
  }

  private mutating func handlePopup(_ key: Key) {
    switch popup {
    case .keys(let list): answerKeys(key, list)
    case .form(var form):
      switch key {
      case .escape: popup = nil
      case .enter: submit(form)
      case .character("q") where form.purpose.isQuit: submit(form)
      case .character("q") where form.fields.isEmpty: popup = nil
      default:
        _ = form.handle(key)
        popup = .form(arranged(form))
      }
    case .policies(let panel): answerPolicies(key, panel)
    case .recovery: answerRecovery(key)
    case .themes(let selected, let before): handleThemes(key, selected, before)
    case .progress: if key == .escape { effects.append(.cancelReplay) }
    case nil: break
    }
  }
}
