#pragma once
// Goes over JSON text in a window, keeping count of lines.
#include "svctui_json.h"

#include <cstring>

#define INLINE inline __attribute__((always_inline))

namespace svctui {

inline bool is_space(uint8_t byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

struct Scanner {
  const uint8_t *window;
  size_t position;
  size_t length;
  uint64_t line;
  // Offset of the first byte of the line; it may lie before the window.
  int64_t line_start;
  int32_t error = -1;
  size_t error_offset = 0;

  uint64_t column() const { return uint64_t(int64_t(position) - line_start) + 1; }
  bool at_end() const { return position >= length; }
  uint8_t byte() const { return window[position]; }

  bool fail(int32_t status, size_t offset) {
    error = status;
    error_offset = offset;
    return false;
  }

  void skip_space() {
    while (!at_end() && is_space(byte())) {
      if (byte() == '\n') {
        line += 1;
        line_start = int64_t(position) + 1;
      }
      position += 1;
    }
  }

  // All of these return false at the end of the window (no error) and at errors.

  bool skip_brackets(uint32_t depth_around);

  INLINE void count_lines(uint64_t newlines, size_t at) {
    if (!newlines) return;
    line += uint64_t(__builtin_popcountll(newlines));
    line_start = int64_t(at) + 64 - __builtin_clzll(newlines);
  }

  bool skip_string() {
    for (size_t at = position + 1; at < length; at++) {
      if (window[at] == '\\') {
        at += 1;
      } else if (window[at] == '"') {
        position = at + 1;
        return true;
      }
    }
    position = length;
    return false;
  }

  // A number or a word; its spelling is the decoder's business.
  bool skip_scalar() {
    const size_t start = position;
    while (!at_end() && !is_space(byte()) && !strchr(",:]}[{\"", byte())) position += 1;
    if (position == start && !at_end()) return fail(SVCTUI_JSON_UNEXPECTED, position);
    return !at_end();
  }

  bool skip_value(uint32_t depth_around) {
    if (at_end()) return false;
    if (byte() == '{' || byte() == '[') return skip_brackets(depth_around);
    return byte() == '"' ? skip_string() : skip_scalar();
  }

  bool expect(uint8_t wanted) {
    skip_space();
    if (at_end()) return false;
    if (byte() != wanted) return fail(SVCTUI_JSON_UNEXPECTED, position);
    position += 1;
    return true;
  }

  enum class Members { incomplete, object_ended, items_began };

  // Goes over the members of the top-level object, from after `{` (`first`) or after a member.
  Members skip_members(bool first, bool stop_at_items) {
    while (true) {
      skip_space();
      if (at_end()) return Members::incomplete;
      if (byte() == '}') {
        position += 1;
        return Members::object_ended;
      }
      if (!first && !expect(',')) return Members::incomplete;
      first = false;
      skip_space();
      if (at_end()) return Members::incomplete;
      if (byte() != '"') {
        fail(SVCTUI_JSON_UNEXPECTED, position);
        return Members::incomplete;
      }
      const size_t key = position + 1;
      if (!skip_string() || !expect(':')) return Members::incomplete;
      skip_space();
      if (at_end()) return Members::incomplete;
      if (stop_at_items && byte() == '[' && memcmp(window + key, "items\"", 6) == 0) {
        position += 1;
        return Members::items_began;
      }
      if (!skip_value(1)) return Members::incomplete;
    }
  }
};

}  // namespace svctui
