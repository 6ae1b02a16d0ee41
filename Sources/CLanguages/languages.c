#include "languages.h"

static const unsigned char korean[] = {
#embed "../../languages/ko.po"
};

const unsigned char *svctui_korean_bytes(void) { return korean; }

size_t svctui_korean_length(void) { return sizeof korean; }
