// Finds the objects of a document in a window of it. Inside an object only quotes and brackets
// matter, 64 bytes at a time; between objects every character is looked at.
#include "svctui_json.h"

#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace {

enum Phase : uint32_t { TOP, FIRST_ELEMENT, ELEMENT, AFTER_ELEMENT, AFTER_ITEMS };

struct Block {
  uint64_t quotes = 0, backslashes = 0, opens = 0, closes = 0, newlines = 0;
};

#if defined(__SSE2__)
inline Block classify(const uint8_t *bytes) {
  Block block;
  for (int i = 0; i < 4; i++) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + 16 * i));
    // `{` and `[`, and likewise `}` and `]`, differ in one bit only.
    const __m128i folded = _mm_or_si128(chunk, _mm_set1_epi8(0x20));
    auto mask = [i](__m128i equal) {
      return uint64_t(uint32_t(_mm_movemask_epi8(equal))) << (16 * i);
    };
    block.quotes |= mask(_mm_cmpeq_epi8(chunk, _mm_set1_epi8('"')));
    block.backslashes |= mask(_mm_cmpeq_epi8(chunk, _mm_set1_epi8('\\')));
    block.opens |= mask(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')));
    block.closes |= mask(_mm_cmpeq_epi8(folded, _mm_set1_epi8('}')));
    block.newlines |= mask(_mm_cmpeq_epi8(chunk, _mm_set1_epi8('\n')));
  }
  return block;
}
#else
inline Block classify(const uint8_t *bytes) {
  Block block;
  for (int i = 0; i < 64; i++) {
    const uint8_t byte = bytes[i], folded = byte | 0x20;
    block.quotes |= uint64_t(byte == '"') << i;
    block.backslashes |= uint64_t(byte == '\\') << i;
    block.opens |= uint64_t(folded == '{') << i;
    block.closes |= uint64_t(folded == '}') << i;
    block.newlines |= uint64_t(byte == '\n') << i;
  }
  return block;
}
#endif

// Bit i of the result: an odd number of bits up to i are set.
inline uint64_t prefix_xor(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

// Bits of the characters that a backslash escapes; `carry` goes from block to block.
inline uint64_t find_escaped(uint64_t backslashes, uint64_t &carry) {
  uint64_t escaped = carry;
  carry = 0;
  uint64_t escapes = backslashes & ~escaped;
  while (escapes) {
    const uint64_t escape = escapes & -escapes;
    if (escape == uint64_t(1) << 63) {
      carry = 1;
      break;
    }
    escaped |= escape << 1;
    escapes &= ~(escape | (escape << 1));
  }
  return escaped;
}

inline uint64_t low_bits(size_t count) {
  return count >= 64 ? ~uint64_t(0) : (uint64_t(1) << count) - 1;
}

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

  bool skip_brackets(uint32_t depth_around) {
    uint64_t kinds[(SVCTUI_JSON_DEPTH_MAX + 63) / 64 + 1];
    uint32_t depth = 0;
    uint64_t string_carry = 0, escape_carry = 0;
    for (size_t at = position; at < length; at += 64) {
      Block block = classify(window + at);
      const uint64_t valid = low_bits(length - at);
      if (block.backslashes | escape_carry) {
        block.quotes &= ~find_escaped(block.backslashes, escape_carry);
      }
      const uint64_t strings = prefix_xor(block.quotes & valid) ^ string_carry;
      string_carry = uint64_t(int64_t(strings) >> 63);
      uint64_t brackets = (block.opens | block.closes) & ~strings & valid;
      for (; brackets; brackets &= brackets - 1) {
        const unsigned bit = unsigned(__builtin_ctzll(brackets));
        const uint8_t bracket = window[at + bit];
        const uint64_t is_brace = (bracket >> 5) & 1;
        if (bracket & 2) {
          if (depth + depth_around >= SVCTUI_JSON_DEPTH_MAX) {
            count_lines(block.newlines & low_bits(bit), at);
            return fail(SVCTUI_JSON_TOO_DEEP, at + bit);
          }
          uint64_t &word = kinds[depth / 64];
          word = (word & ~(uint64_t(1) << (depth % 64))) | (is_brace << (depth % 64));
          depth += 1;
          continue;
        }
        depth -= 1;
        if (((kinds[depth / 64] >> (depth % 64)) & 1) != is_brace) {
          count_lines(block.newlines & low_bits(bit), at);
          return fail(SVCTUI_JSON_MISMATCHED, at + bit);
        }
        if (depth == 0) {
          count_lines(block.newlines & low_bits(bit), at);
          position = at + bit + 1;
          return true;
        }
      }
      count_lines(block.newlines & valid, at);
    }
    position = length;
    return false;
  }

  void count_lines(uint64_t newlines, size_t at) {
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

extern "C" svctui_json_split_result svctui_json_split(svctui_json_splitter *splitter,
    const uint8_t *window, size_t from, size_t length, bool final, svctui_json_piece *pieces,
    size_t capacity) {
  Scanner scanner{window, from, length, splitter->line,
      int64_t(from) - int64_t(splitter->column_before)};
  Splitting splitting{splitter, scanner, final, pieces, capacity, 0, from};
  bool more = true;
  while (more && splitting.count < capacity) more = splitting.step();

  svctui_json_split_result result{};
  result.pieces = splitting.count;
  result.consumed = splitting.consumed;
  const Scanner &end = splitting.scanner;
  result.error_line = end.line;
  if (end.error >= 0) {
    result.status = end.error;
    result.error_offset = end.error_offset;
  } else if (more) {
    result.status = SVCTUI_JSON_FULL;
  } else if (!final) {
    result.status = SVCTUI_JSON_NEEDS_MORE;
  } else {
    const bool done = splitter->phase == TOP && splitting.consumed == length;
    result.status = done ? SVCTUI_JSON_END : SVCTUI_JSON_CUT_OFF;
    result.error_offset = length;
  }
  result.error_column = uint64_t(int64_t(result.error_offset) - end.line_start) + 1;
  return result;
}
