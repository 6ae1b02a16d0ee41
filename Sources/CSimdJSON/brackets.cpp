// Finds where a value ends: inside it only quotes and brackets matter, 64 bytes at a time.
#include "scanner.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace svctui {
namespace {

struct Block {
  uint64_t quotes = 0, backslashes = 0, opens = 0, closes = 0, newlines = 0;
};

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

}  // namespace

bool Scanner::skip_brackets(uint32_t depth_around) {
  static const Matcher matcher = best_matcher();
  return matcher(*this, depth_around);
}

}  // namespace svctui
