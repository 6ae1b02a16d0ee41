#pragma once

#include <stddef.h>

// The files of themes, compiled into the binary; functions for the reason that demos.h gives.

/// How many themes there are. Indexes below run from 0 to one less.
size_t svctui_theme_count(void);

/// The name of a theme, its file name without `.yaml`; NULL beyond the last.
const char *_Nullable svctui_theme_name(size_t index);

/// The bytes of a theme's file, which live as long as the program; NULL beyond the last.
const unsigned char *_Nullable svctui_theme_bytes(size_t index);

/// The length of a theme's file in bytes; 0 beyond the last.
size_t svctui_theme_length(size_t index);
