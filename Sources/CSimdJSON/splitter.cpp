// Finds the objects of a document in a window of it. Between objects every character is looked at.
#include "scanner.h"

namespace svctui {
namespace {

enum Phase : uint32_t { TOP, FIRST_ELEMENT, ELEMENT, AFTER_ELEMENT, AFTER_ITEMS };

struct Splitting {
  svctui_json_splitter *state;
  Scanner scanner;
  bool final;
  svctui_json_piece *pieces;
  size_t capacity;
  size_t count;
  size_t consumed;

  void commit(uint32_t phase) {
    state->phase = phase;
    state->line = scanner.line;
    state->column_before = scanner.column() - 1;
    consumed = scanner.position;
  }

  svctui_json_piece piece(uint32_t role) const {
    return {scanner.position, 0, scanner.line, scanner.column(), role};
  }

  void add(svctui_json_piece piece, uint32_t phase) {
    piece.length = scanner.position - piece.offset;
    pieces[count++] = piece;
    commit(phase);
  }

  bool complete(bool done) const {
    // A bare word or number at the very end of the data is complete.
    return done || (final && scanner.error < 0 && scanner.at_end() && ended_in_scalar);
  }
  bool ended_in_scalar = false;

  // Each step consumes something or returns false.
  bool step() {
    scanner.skip_space();
    commit(state->phase);
    if (scanner.at_end()) return false;
    switch (state->phase) {
      case TOP: return top();
      case AFTER_ELEMENT:
        if (scanner.byte() == ',') {
          scanner.position += 1;
          commit(ELEMENT);
          return true;
        }
        if (scanner.byte() != ']') return scanner.fail(SVCTUI_JSON_UNEXPECTED, scanner.position);
        return close_list();
      case FIRST_ELEMENT: return scanner.byte() == ']' ? close_list() : element();
      default: return element();
    }
  }

  bool top() {
    svctui_json_piece found = piece(SVCTUI_JSON_VALUE);
    if (scanner.byte() != '{') {
      ended_in_scalar = scanner.byte() != '[' && scanner.byte() != '"';
      if (!complete(scanner.skip_value(0))) return false;
      add(found, TOP);
      return true;
    }
    scanner.position += 1;
    switch (scanner.skip_members(true, true)) {
      case Scanner::Members::incomplete: return false;
      case Scanner::Members::object_ended: add(found, TOP); return true;
      case Scanner::Members::items_began:
        found.role = SVCTUI_JSON_LIST_OPEN;
        add(found, FIRST_ELEMENT);
        return true;
    }
    return false;
  }

  bool element() {
    const svctui_json_piece found = piece(SVCTUI_JSON_ELEMENT);
    if (!scanner.skip_value(2)) return false;
    add(found, AFTER_ELEMENT);
    return true;
  }

  bool close_list() {
    const svctui_json_piece found = piece(SVCTUI_JSON_LIST_CLOSE);
    scanner.position += 1;
    if (scanner.skip_members(false, false) != Scanner::Members::object_ended) return false;
    add(found, TOP);
    return true;
  }
};

}  // namespace
}  // namespace svctui

extern "C" svctui_json_split_result svctui_json_split(svctui_json_splitter *splitter,
    const uint8_t *window, size_t from, size_t length, bool final, svctui_json_piece *pieces,
    size_t capacity) {
  svctui::Scanner scanner{window, from, length, splitter->line,
      int64_t(from) - int64_t(splitter->column_before)};
  svctui::Splitting splitting{splitter, scanner, final, pieces, capacity, 0, from};
  bool more = true;
  while (more && splitting.count < capacity) more = splitting.step();

  svctui_json_split_result result{};
  result.pieces = splitting.count;
  result.consumed = splitting.consumed;
  const svctui::Scanner &end = splitting.scanner;
  result.error_line = end.line;
  if (end.error >= 0) {
    result.status = end.error;
    result.error_offset = end.error_offset;
  } else if (more) {
    result.status = SVCTUI_JSON_FULL;
  } else if (!final) {
    result.status = SVCTUI_JSON_NEEDS_MORE;
  } else {
    const bool done = splitter->phase == svctui::TOP && splitting.consumed == length;
    result.status = done ? SVCTUI_JSON_END : SVCTUI_JSON_CUT_OFF;
    result.error_offset = length;
  }
  result.error_column = uint64_t(int64_t(result.error_offset) - end.line_start) + 1;
  return result;
}
