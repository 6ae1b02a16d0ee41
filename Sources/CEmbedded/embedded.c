#include "embedded.h"

static const unsigned char two_services[] = {
#embed "../../demo-clusters/01-two-services.json"
};

static const unsigned char shop[] = {
#embed "../../demo-clusters/02-shop.json"
};

static const unsigned char no_endpoints[] = {
#embed "../../demo-clusters/03-no-endpoints.json"
};

static const unsigned char local_policy[] = {
#embed "../../demo-clusters/04-local-policy.json"
};

static const unsigned char real_dump[] = {
#embed "../../demo-clusters/05-real-dump.json"
};

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

static const unsigned char korean[] = {
#embed "../../languages/ko.po"
};

struct file {
  const char *path;
  const unsigned char *bytes;
  size_t length;
};

// What is listed first is what is used unless somebody chooses.
static const struct file files[] = {
    {"demo-clusters/01-two-services.json", two_services, sizeof two_services},
    {"demo-clusters/02-shop.json", shop, sizeof shop},
    {"demo-clusters/03-no-endpoints.json", no_endpoints, sizeof no_endpoints},
    {"demo-clusters/04-local-policy.json", local_policy, sizeof local_policy},
    {"demo-clusters/05-real-dump.json", real_dump, sizeof real_dump},
    {"themes/dark.yaml", dark, sizeof dark},
    {"themes/light.yaml", light, sizeof light},
    {"themes/high-contrast.yaml", high_contrast, sizeof high_contrast},
    {"themes/deuteranopia.yaml", deuteranopia, sizeof deuteranopia},
    {"themes/tritanopia.yaml", tritanopia, sizeof tritanopia},
    {"themes/monochrome.yaml", monochrome, sizeof monochrome},
    {"languages/ko.po", korean, sizeof korean},
};

size_t svctui_file_count(void) { return sizeof files / sizeof files[0]; }

const char *svctui_file_path(size_t index) {
  return index < svctui_file_count() ? files[index].path : NULL;
}

const unsigned char *svctui_file_bytes(size_t index) {
  return index < svctui_file_count() ? files[index].bytes : NULL;
}

size_t svctui_file_length(size_t index) {
  return index < svctui_file_count() ? files[index].length : 0;
}
