// What Swift cannot import from ncurses: cast macros and shared mutable globals.
#ifndef SVCTUI_CNCURSES_H
#define SVCTUI_CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <term.h>
#include <wchar.h>

static const attr_t svctui_attribute_bold = A_BOLD;
static const attr_t svctui_attribute_dim = A_DIM;
static const attr_t svctui_attribute_underline = A_UNDERLINE;
static const attr_t svctui_attribute_reverse = A_REVERSE;

/// The window of the whole screen, once `newterm` has made it.
static inline WINDOW *svctui_screen_window(void) { return stdscr; }

/// A terminfo string, or NULL when the terminal has none (`tigetstr` also answers -1).
static inline const char *svctui_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? 0 : text;
}

int wcwidth(wchar_t character);

/// The C library's opinion of a character's width in the current locale.
static inline int svctui_width(wchar_t character) { return wcwidth(character); }

#endif
