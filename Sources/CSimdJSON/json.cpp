// simdjson's first stage: the places of all tokens, with UTF-8 and strings checked on the way.
// Walking over the tokens is done in Swift, where it can be inlined into the decoders.
#include "svctui_json.h"

#include <memory>
#include <new>
#include <simdjson.h>

static_assert(SVCTUI_JSON_PADDING >= simdjson::SIMDJSON_PADDING, "buffers are padded enough");

struct svctui_json_indexer {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

extern "C" svctui_json_indexer *svctui_json_indexer_create(void) {
  auto indexer = std::unique_ptr<svctui_json_indexer>(new (std::nothrow) svctui_json_indexer);
  if (!indexer) return nullptr;
  const size_t capacity = 64 * 1024;
  auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
      capacity, SVCTUI_JSON_DEPTH_MAX, indexer->parser);
  return error ? nullptr : indexer.release();
}

extern "C" void svctui_json_indexer_destroy(svctui_json_indexer *indexer) { delete indexer; }

extern "C" bool svctui_json_index(svctui_json_indexer *indexer, const uint8_t *bytes,
    size_t length, const uint32_t **tokens, size_t *count) {
  auto &parser = *indexer->parser;
  if (length > parser.capacity()) {
    if (parser.set_capacity(length + length / 2)) return false;
  }
  if (parser.stage1(bytes, length, simdjson::stage1_mode::regular)) return false;
  *tokens = parser.structural_indexes.get();
  *count = parser.n_structural_indexes;
  return true;
}

extern "C" bool svctui_json_is_utf8(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

namespace {

// Length of the UTF-8 sequence at `bytes`, 0 if there is none.
size_t utf8_length(const uint8_t *bytes, size_t left) {
  const uint8_t first = bytes[0];
  if (first < 0x80) return 1;
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || length > left) return 0;
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
  }
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  if (first == 0xE0 && bytes[1] < 0xA0) return 0;
  if (first == 0xED && bytes[1] > 0x9F) return 0;
  if (first == 0xF0 && bytes[1] < 0x90) return 0;
  if (first == 0xF4 && bytes[1] > 0x8F) return 0;
  return length;
}

}  // namespace

extern "C" int32_t svctui_json_diagnose(const uint8_t *bytes, size_t length, size_t *offset) {
  bool in_string = false;
  size_t string_start = 0;
  for (size_t i = 0; i < length;) {
    const size_t step = utf8_length(bytes + i, length - i);
    *offset = i;
    if (step == 0) return SVCTUI_JSON_BAD_UTF8;
    if (in_string && bytes[i] < 0x20) return SVCTUI_JSON_CONTROL_CHARACTER;
    if (in_string && bytes[i] == '\\' && i + 1 < length) {
      i += 1;
      const size_t escaped = utf8_length(bytes + i, length - i);
      *offset = i;
      if (escaped == 0) return SVCTUI_JSON_BAD_UTF8;
      if (bytes[i] < 0x20) return SVCTUI_JSON_CONTROL_CHARACTER;
      i += escaped;
      continue;
    }
    if (bytes[i] == '"') {
      in_string = !in_string;
      string_start = i;
    }
    i += step;
  }
  *offset = string_start;
  return in_string ? SVCTUI_JSON_UNCLOSED_STRING : SVCTUI_JSON_SOUND;
}
