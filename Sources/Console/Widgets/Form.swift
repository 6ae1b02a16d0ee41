package import ClusterState

/// A dialog: fields to fill in, or a question to confirm.
package struct Form: Hashable, Sendable {
  /// What the filled-in form is for.
  package enum Purpose: Hashable, Sendable {
    /// Fields: those of ``TrafficField`` that are wanted; the plan says what they first hold.
    case traffic(TrafficPlan)
    /// Field: this stream or all.
    case stop(StreamSelection)
    /// Fields: replicas. The workload is named by the command's beginning.
    case scale(String)
    /// Fields: grace period, or none.
    case delete(String)
    /// Field: name. The moment is gone to first; `nil`: where one is.
    case bookmark(HistoryMoment?)
    /// Field: name. The moment is gone to first; `nil`: where one is.
    case fork(HistoryMoment?)
    /// Fields: span, and of what node.
    case delay(Delays.Name)
    /// Fields: one branch, the other branch.
    case compare
    /// Fields: pods, service time, concurrency, reaction to SIGTERM; as they were before.
    case behavior(PodBehavior)
    /// Field: grace period, or none. What is done to all that is marked.
    case marked([Command])
    case quit

    var isQuit: Bool { if case .quit = self { true } else { false } }
  }

  package var purpose: Purpose
  package var title: Sentence
  /// Lines of explanation above the fields.
  package var text: [Sentence]
  package var fields: [FormField]
  package var focus = 0
  /// Why the form was not accepted.
  package var error: Sentence?
  /// The line that does the same, or why the fields make none.
  package var preview: Sentence?
  /// The field that cannot be as it is.
  package var badField: Int?

  package init(
    _ purpose: Purpose,
    title: Sentence,
    text: [Sentence] = [],
    fields: [FormField] = []
  ) {
    self.purpose = purpose
    self.title = title
    self.text = text
    self.fields = fields
  }

  package subscript(value index: Int) -> String {
    index < fields.count ? fields[index].value : ""
  }

  /// Whether the key moved between fields or edited one.
  package mutating func handle(_ key: Key) -> Bool {
    guard !fields.isEmpty else { return false }
    error = nil
    switch key {
    case .tab, .down: focus = (focus + 1) % fields.count
    case .backTab, .up: focus = (focus + fields.count - 1) % fields.count
    default: return fields[focus].handle(key)
    }
    return true
  }
}

/// A field with values to choose from by left and right, or to type over.
package struct FormField: Hashable, Sendable {
  package var label: Sentence
  package var choices: [String]
  /// The choice shown; `nil` once something was typed.
  package private(set) var choice: Int?
  package private(set) var editor: LineEditor

  package init(_ label: Sentence, choices: [String], selected: Int = 0) {
    self.label = label
    self.choices = choices
    choice = choices.indices.contains(selected) ? selected : nil
    editor = LineEditor()
  }

  package var value: String { choice.map { choices[$0] } ?? editor.text }

  package mutating func handle(_ key: Key) -> Bool {
    switch (key, choice) {
    case (.left, let index?): choice = (index + choices.count - 1) % choices.count
    case (.right, let index?): choice = (index + 1) % choices.count
    case (.character(" "), let index?): choice = (index + 1) % choices.count
    case (.backspace, let index?):
      editor = LineEditor(choices[index])
      choice = nil
      _ = editor.handle(.backspace)
    case (.character, _?), (.paste, _?):
      editor = LineEditor()
      choice = nil
      _ = editor.handle(key)
    case (_, nil): return editor.handle(key)
    default: return false
    }
    return true
  }
}

extension Form {
  /// Rows between the fields and the keys: a blank one and two of the line, or one for an error.
  fileprivate var footRows: Int {
    if preview != nil { return 3 }
    return error == nil ? 0 : 1
  }
}

extension Canvas {
  /// Draws a form in the middle of the canvas.
  package mutating func draw(_ form: Form) {
    let labelWidth = form.fields.map { TextWidth.cells(of: language.text($0.label)) }.max() ?? 0
    let valueWidth = form.fields.flatMap(\.choices).map(TextWidth.cells(of:)).max() ?? 0
    let least = form.preview == nil ? 56 : 76
    let width = min(size.columns, max(least, min(labelWidth + valueWidth + 10, 90)))
    let text = form.text.flatMap { TextWidth.wrap(language.text($0), width - 4) }
    let blanks = form.preview == nil ? 3 : text.isEmpty ? 2 : 3
    let rows = text.count + form.fields.count + 2 + blanks + form.footRows
    popup(BoxTitle(form.title), columns: width, rows: rows) { canvas in
      canvas.drawContent(form, text, labelWidth)
    }
  }

  private mutating func drawContent(_ form: Form, _ text: [String], _ labelWidth: Int) {
    var row = 0
    for line in text {
      put(line, at: Point(column: 1, row: row), Style(.dim))
      row += 1
    }
    row += text.isEmpty ? 0 : 1
    let room = max(1, size.rows - row - form.footRows - 2)
    let first = max(0, min(form.focus - room + 1, form.fields.count - room))
    for (index, field) in form.fields.enumerated().dropFirst(first).prefix(room) {
      let isFocused = index == form.focus
      let isBad = index == form.badField
      say(
        field.label,
        at: Point(column: 1, row: row),
        Style(isBad ? .error : isFocused ? .key : .text)
      )
      if isBad { put(symbols.bad, at: Point(column: 0, row: row), Style(.error)) }
      drawValue(field, isFocused, Point(column: labelWidth + 3, row: row))
      row += 1
    }
    drawFoot(form, row: row)
    let choosing = form.fields.contains { !$0.choices.isEmpty }
    var keys: [Sentence] = ["Enter OK", "Esc cancel"]
    if form.fields.count > 1 { keys.append("Tab next") }
    if choosing { keys.append("\(symbols.arrowLeft) \(symbols.arrowRight) or type") }
    say(
      keys.joined(separator: "   "),
      at: Point(column: 1, row: size.rows - 1),
      width: size.columns - 2,
      .left,
      Style(.inputHint)
    )
  }

  /// What is wrong, or the line that does the same.
  private mutating func drawFoot(_ form: Form, row: Int) {
    let isWrong = form.error != nil || form.badField != nil
    guard let text = (form.error ?? form.preview).map(language.text) else { return }
    let start = form.preview == nil ? row : row + 1
    let lines = form.preview == nil ? [text] : TextWidth.wrap(text, size.columns - 2)
    for (offset, line) in lines.prefix(max(1, form.footRows - 1)).enumerated() {
      let isCut = offset == form.footRows - 2 && lines.count > form.footRows - 1
      put(
        isCut ? line + String(Character(symbols.ellipsis)) : line,
        at: Point(column: 1, row: start + offset),
        width: size.columns - 2,
        .left,
        Style(isWrong ? .error : .comment)
      )
    }
  }

  private mutating func drawValue(_ field: FormField, _ isFocused: Bool, _ point: Point) {
    let width = size.columns - point.column - 3
    guard field.choice == nil else {
      let arrows = isFocused && field.choices.count > 1
      if arrows { put(symbols.arrowLeft, at: Point(column: point.column - 1, row: point.row)) }
      let style = isFocused ? Style(.input, .bold) : Style(.text)
      let cells = min(width, TextWidth.cells(of: field.value) + 1)
      put(
        field.value,
        at: Point(column: point.column + 1, row: point.row),
        width: cells,
        .left,
        style
      )
      if arrows {
        put(symbols.arrowRight, at: Point(column: point.column + cells + 1, row: point.row))
      }
      return
    }
    let start = Point(column: point.column + 1, row: point.row)
    if isFocused {
      draw(field.editor, at: start, width: width, Style(.input))
    } else {
      put(field.value, at: start, width: width)
    }
  }
}
