#pragma once

#include <stddef.h>

// The documents of demo-clusters, compiled into the binary. Functions rather than an array, because
// Swift would see a C array as shared mutable state.

/// How many demos there are. Indexes below run from 0 to one less.
size_t svctui_demo_count(void);

/// The name of a demo, its file name without `.json`; NULL beyond the last.
const char *_Nullable svctui_demo_name(size_t index);

/// The bytes of a demo's document, which live as long as the program; NULL beyond the last.
const unsigned char *_Nullable svctui_demo_bytes(size_t index);

/// The length of a demo's document in bytes; 0 beyond the last.
size_t svctui_demo_length(size_t index);
