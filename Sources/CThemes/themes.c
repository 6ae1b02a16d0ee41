#include "themes.h"

static const unsigned char dark[] = {
#embed "../../themes/dark.yaml"
};

static const unsigned char light[] = {
#embed "../../themes/light.yaml"
};

static const unsigned char high_contrast[] = {
#embed "../../themes/high-contrast.yaml"
};

static const unsigned char deuteranopia[] = {
#embed "../../themes/deuteranopia.yaml"
};

static const unsigned char tritanopia[] = {
#embed "../../themes/tritanopia.yaml"
};

static const unsigned char monochrome[] = {
#embed "../../themes/monochrome.yaml"
};

struct theme {
  const char *name;
  const unsigned char *bytes;
  size_t length;
};

static const struct theme themes[] = {
    {"dark", dark, sizeof dark},
    {"light", light, sizeof light},
    {"high-contrast", high_contrast, sizeof high_contrast},
    {"deuteranopia", deuteranopia, sizeof deuteranopia},
    {"tritanopia", tritanopia, sizeof tritanopia},
    {"monochrome", monochrome, sizeof monochrome},
};

size_t svctui_theme_count(void) { return sizeof themes / sizeof themes[0]; }

const char *svctui_theme_name(size_t index) {
  return index < svctui_theme_count() ? themes[index].name : NULL;
}

const unsigned char *svctui_theme_bytes(size_t index) {
  return index < svctui_theme_count() ? themes[index].bytes : NULL;
}

size_t svctui_theme_length(size_t index) {
  return index < svctui_theme_count() ? themes[index].length : 0;
}
