// Included once for each kind of machine, into a namespace with classify() and prefix_xor(); a
// template would not do, as the compiler inlines wide instructions only into functions that are
// themselves compiled for them. Hence no include guard.

// Goes to the end of a value that begins with a bracket, matching all brackets in it.
static bool match_brackets(Scanner &scanner, uint32_t depth_around) {
  // A bit for each open bracket: whether it is a brace.
  uint64_t kinds[(SVCTUI_JSON_DEPTH_MAX + 63) / 64 + 1];
  uint32_t depth = 0;
  uint64_t string_carry = 0, escape_carry = 0;
  const uint8_t *window = scanner.window;
  const size_t length = scanner.length;
  for (size_t at = scanner.position; at < length; at += 64) {
    Block block = classify(window + at);
    const uint64_t valid = low_bits(length - at);
    if (block.backslashes | escape_carry) {
      block.quotes &= ~find_escaped(block.backslashes, escape_carry);
    }
    const uint64_t strings = prefix_xor(block.quotes & valid) ^ string_carry;
    string_carry = uint64_t(int64_t(strings) >> 63);
    const uint64_t outside = ~strings & valid;
    uint64_t brackets = (block.opens | block.closes) & outside;
    for (; brackets; brackets &= brackets - 1) {
      const unsigned bit = unsigned(__builtin_ctzll(brackets));
      const uint8_t bracket = window[at + bit];
      const uint64_t is_brace = (bracket >> 5) & 1;
      uint64_t &word = kinds[(depth - !(bracket & 2)) / 64];
      if (bracket & 2) {
        if (depth + depth_around >= SVCTUI_JSON_DEPTH_MAX) {
          scanner.count_lines(block.newlines & low_bits(bit), at);
          return scanner.fail(SVCTUI_JSON_TOO_DEEP, at + bit);
        }
        word = (word & ~(uint64_t(1) << (depth % 64))) | (is_brace << (depth % 64));
        depth += 1;
        continue;
      }
      depth -= 1;
      if (((word >> (depth % 64)) & 1) != is_brace) {
        scanner.count_lines(block.newlines & low_bits(bit), at);
        return scanner.fail(SVCTUI_JSON_MISMATCHED, at + bit);
      }
      if (depth == 0) {
        scanner.count_lines(block.newlines & low_bits(bit), at);
        scanner.position = at + bit + 1;
        return true;
      }
    }
    scanner.count_lines(block.newlines & valid, at);
  }
  scanner.position = length;
  return false;
}
