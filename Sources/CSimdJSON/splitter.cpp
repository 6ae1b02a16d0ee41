// Finds the objects of a document in a window of it. Inside an object only quotes and brackets
// matter, 64 bytes at a time; between objects every character is looked at.
#include "svctui_json.h"

#include <cstring>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace {

enum Phase : uint32_t { TOP, FIRST_ELEMENT, ELEMENT, AFTER_ELEMENT, AFTER_ITEMS };

struct Block {
  uint64_t quotes = 0, backslashes = 0, opens = 0, closes = 0, newlines = 0;
};

#define INLINE inline __attribute__((always_inline))

// Bits of the characters that a backslash escapes; `carry` goes from block to block.
INLINE uint64_t find_escaped(uint64_t backslashes, uint64_t &carry) {
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

INLINE uint64_t low_bits(size_t count) {
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

// What 64 bytes are: one implementation for every machine, and wider ones for processors that
// have them. `{` and `[`, and likewise `}` and `]`, differ in one bit (0x20) only.

namespace any_machine {

INLINE Block classify(const uint8_t *bytes) {
  Block block;
#if defined(__SSE2__)
  for (int i = 0; i < 4; i++) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes + 16 * i));
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
#else
  for (int i = 0; i < 64; i++) {
    const uint8_t byte = bytes[i], folded = byte | 0x20;
    block.quotes |= uint64_t(byte == '"') << i;
    block.backslashes |= uint64_t(byte == '\\') << i;
    block.opens |= uint64_t(folded == '{') << i;
    block.closes |= uint64_t(folded == '}') << i;
    block.newlines |= uint64_t(byte == '\n') << i;
  }
#endif
  return block;
}

// Bit i of the result: an odd number of bits up to i are set.
INLINE uint64_t prefix_xor(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}

#include "match_brackets.h"

}  // namespace any_machine

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target( \
    "avx512f,avx512bw,avx512vl,pclmul,popcnt,lzcnt,bmi,bmi2"))), apply_to = function)
namespace wide_machine {

INLINE Block classify(const uint8_t *bytes) {
  const __m512i chunk = _mm512_loadu_si512(bytes);
  const __m512i folded = _mm512_or_si512(chunk, _mm512_set1_epi8(0x20));
  Block block;
  block.quotes = _mm512_cmpeq_epi8_mask(chunk, _mm512_set1_epi8('"'));
  block.backslashes = _mm512_cmpeq_epi8_mask(chunk, _mm512_set1_epi8('\\'));
  block.opens = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{'));
  block.closes = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}'));
  block.newlines = _mm512_cmpeq_epi8_mask(chunk, _mm512_set1_epi8('\n'));
  return block;
}

INLINE uint64_t prefix_xor(uint64_t bits) {
  const __m128i ones = _mm_set1_epi8(char(0xFF));
  return uint64_t(
      _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, int64_t(bits)), ones, 0)));
}

#include "match_brackets.h"

}  // namespace wide_machine
#pragma clang attribute pop

#pragma clang attribute push( \
    __attribute__((target("avx2,pclmul,popcnt,lzcnt,bmi,bmi2"))), apply_to = function)
namespace middle_machine {

INLINE Block classify(const uint8_t *bytes) {
  Block block;
  for (int i = 0; i < 2; i++) {
    const __m256i chunk =
        _mm256_loadu_si256(reinterpret_cast<const __m256i *>(bytes + 32 * i));
    const __m256i folded = _mm256_or_si256(chunk, _mm256_set1_epi8(0x20));
    const int shift = 32 * i;
    block.quotes |= uint64_t(uint32_t(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('"'))))) << shift;
    block.backslashes |= uint64_t(uint32_t(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('\\'))))) << shift;
    block.opens |= uint64_t(uint32_t(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(folded, _mm256_set1_epi8('{'))))) << shift;
    block.closes |= uint64_t(uint32_t(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(folded, _mm256_set1_epi8('}'))))) << shift;
    block.newlines |= uint64_t(uint32_t(_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(chunk, _mm256_set1_epi8('\n'))))) << shift;
  }
  return block;
}

INLINE uint64_t prefix_xor(uint64_t bits) {
  const __m128i ones = _mm_set1_epi8(char(0xFF));
  return uint64_t(
      _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, int64_t(bits)), ones, 0)));
}

#include "match_brackets.h"

}  // namespace middle_machine
#pragma clang attribute pop
#endif

using Matcher = bool (*)(Scanner &, uint32_t);

Matcher best_matcher() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi2")) {
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) {
      return wide_machine::match_brackets;
    }
    if (__builtin_cpu_supports("avx2")) return middle_machine::match_brackets;
  }
#endif
  return any_machine::match_brackets;
}

bool Scanner::skip_brackets(uint32_t depth_around) {
  static const Matcher matcher = best_matcher();
  return matcher(*this, depth_around);
}

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
