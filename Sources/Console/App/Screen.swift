package import ClusterState

/// The four panes of the overview.
package enum Pane: Int, CaseIterable, Sendable {
  case services, endpoints, traffic, events
}

/// A list that fills the screen.
package enum ListKind: String, CaseIterable, Sendable {
  case pods, workloads, nodes, ignored, delays, connections, streams
  case services, endpoints, slices, ingresses, zones, namespaces, events, tree
}

/// What fills the screen between header and footer.
package enum Screen: Equatable, Sendable {
  case overview
  case list(ListKind)
  case text(TextScreen)
  /// All branches, and the moments of the one that is gone on with.
  case timeline
  /// Two branches side by side.
  case comparison(Comparison)
  /// Pictures of the traffic of the selected Service.
  case charts
  /// Zones, nodes and pods.
  case topology
  /// Who reaches what.
  case matrix
  /// What DNS says of the selected Service.
  case names
  /// The rules of a node.
  case rules
}

/// What lies over the screen until it is answered.
package enum Popup: Sendable {
  /// The keys that mean something here.
  case keys(KeyList)
  case form(Form)
  /// The policies of a Service, each to be changed by a key.
  case policies(PolicyPanel)
  /// A visit of this document that was not ended, to be taken up or not.
  case recovery(RecoveryOffer)
  /// Something that takes long, and how far it is.
  case progress(Progress)
  /// The themes to choose from, and the one to go back to.
  case themes(selected: Int, before: String)
}

/// The line at the foot while something is typed.
package struct Prompt: Equatable, Sendable {
  /// What is typed: a command after `:` or a filter after `/`.
  package enum Kind: Sendable {
    case command, filter
  }

  package var kind: Kind
  package var editor: LineEditor
  /// Index into the history while going through it.
  package var historyIndex: Int?
  /// The filter before it was edited, to go back to.
  package var before = RowFilter()
  /// Why what is typed is no filter, or why what was typed was refused.
  package var problem: Sentence?
}

/// What the program says at the foot until the next key.
package struct Message: Equatable, Sendable {
  package var text: Sentence
  package var isError: Bool

  package static func error(_ text: Sentence) -> Self { Self(text: text, isError: true) }
  package static func note(_ text: Sentence) -> Self { Self(text: text, isError: false) }
}

/// What only the program around can do, asked for by an action.
package enum Effect: Equatable, Sendable {
  case suspend
  case repaint
  case copy(String)
  /// Read the text of an object and come back with ``Action/textRead(_:kind:_:text:)``.
  case readText(ObjectView, kind: String, ObjectName, SourcePlace)
  /// Let the person edit a text and come back with ``Action/edited(_:_:)``.
  case edit(EditDraft)
  /// Write down what was done in the history.
  case record(Instruction)
  /// Do something about the journal that was offered.
  case recover(RecoveryChoice)
  /// Stop doing a journal again.
  case cancelReplay
  /// Write a text to a file and say where it is.
  case save(SavedText)
  /// Record what is shown to a file, or stop it.
  case recordScreen(String?)
}
