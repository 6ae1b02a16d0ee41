#pragma once

#include <stddef.h>

// The catalogs of languages, compiled into the binary.

/// The bytes of the Korean catalog, which live as long as the program.
const unsigned char *_Nonnull svctui_korean_bytes(void);

/// The length of the Korean catalog in bytes.
size_t svctui_korean_length(void);
