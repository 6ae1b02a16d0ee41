#pragma once

#include <stddef.h>

// Files of the project that are compiled into the binary: demos, themes, catalogs of languages.
// Functions rather than an array, because Swift would see a C array as shared mutable state.

/// How many files there are. Indexes below run from 0 to one less.
size_t svctui_file_count(void);

/// The path of a file from the top of the project; NULL beyond the last.
const char *_Nullable svctui_file_path(size_t index);

/// The bytes of a file, which live as long as the program; NULL beyond the last.
const unsigned char *_Nullable svctui_file_bytes(size_t index);

/// The length of a file in bytes; 0 beyond the last.
size_t svctui_file_length(size_t index);
