#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A small C interface over simdjson, with what it lacks: a splitter that finds the objects of a
// v1 List (or of a stream of values) in a window of a file, without holding the file.

#ifdef __cplusplus
extern "C" {
#endif

// Bytes that must be readable after the end of every buffer handed to a function here.
enum { SVCTUI_JSON_PADDING = 64 };
// Nesting that a document may have.
enum { SVCTUI_JSON_DEPTH_MAX = 1000 };

// ---- Splitting a window into objects ----

enum {
  SVCTUI_JSON_VALUE = 0,       // a top-level value that is no list
  SVCTUI_JSON_ELEMENT = 1,     // an element of `items`
  SVCTUI_JSON_LIST_OPEN = 2,   // from the `{` of a list to the `[` of its `items`
  SVCTUI_JSON_LIST_CLOSE = 3,  // from the `]` of `items` to the `}` of the list
};

enum {
  SVCTUI_JSON_NEEDS_MORE = 0,    // the rest of the window is the beginning of something
  SVCTUI_JSON_FULL = 1,          // no room for further pieces
  SVCTUI_JSON_END = 2,           // final, and everything is consumed
  SVCTUI_JSON_CUT_OFF = 3,       // final, but inside a value
  SVCTUI_JSON_UNEXPECTED = 4,    // a character that cannot stand here
  SVCTUI_JSON_MISMATCHED = 5,    // a bracket that closes another kind of bracket
  SVCTUI_JSON_TOO_DEEP = 6,      // more than SVCTUI_JSON_DEPTH_MAX levels
};

typedef struct {
  size_t offset;    // in the window
  size_t length;
  uint64_t line;    // of the first byte, from 1
  uint64_t column;  // in bytes, from 1
  uint32_t role;
} svctui_json_piece;

// What is known at the first byte that is not consumed. Begin with line 1, the rest 0.
typedef struct {
  uint64_t line;
  uint64_t column_before;  // bytes of this line that are consumed
  uint32_t phase;
} svctui_json_splitter;

typedef struct {
  int32_t status;
  size_t pieces;           // written
  size_t consumed;         // the window up to here is done with
  size_t error_offset;     // in the window
  uint64_t error_line;
  uint64_t error_column;
} svctui_json_split_result;

// Splits window[from..<length]. `final`: nothing follows the window.
svctui_json_split_result svctui_json_split(svctui_json_splitter *splitter, const uint8_t *window,
    size_t from, size_t length, bool final, svctui_json_piece *pieces, size_t capacity);

// ---- Indexing one object ----

typedef struct svctui_json_indexer svctui_json_indexer;

svctui_json_indexer *svctui_json_indexer_create(void);
void svctui_json_indexer_destroy(svctui_json_indexer *indexer);

// Finds where every token of `bytes` begins, checking UTF-8 and strings throughout.
// Returns false if the text is refused; ask svctui_json_diagnose() for the place then.
bool svctui_json_index(svctui_json_indexer *indexer, const uint8_t *bytes, size_t length,
    const uint32_t **tokens, size_t *count);

enum {
  SVCTUI_JSON_SOUND = 0,
  SVCTUI_JSON_BAD_UTF8 = 1,
  SVCTUI_JSON_CONTROL_CHARACTER = 2,
  SVCTUI_JSON_UNCLOSED_STRING = 3,
};

// Slowly finds what svctui_json_index() refused.
int32_t svctui_json_diagnose(const uint8_t *bytes, size_t length, size_t *offset);

// Whether the bytes are UTF-8.
bool svctui_json_is_utf8(const uint8_t *bytes, size_t length);

// ---- A second thread ----

typedef struct svctui_thread svctui_thread;

// Runs body(context) on a new thread; NULL if there is none to be had.
svctui_thread *svctui_thread_start(void (*body)(void *), void *context);
// Waits for the end and frees the thread.
void svctui_thread_join(svctui_thread *thread);

#ifdef __cplusplus
}
#endif
