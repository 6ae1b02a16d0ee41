#include "demos.h"

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

struct demo {
  const char *name;
  const unsigned char *bytes;
  size_t length;
};

static const struct demo demos[] = {
    {"01-two-services", two_services, sizeof two_services},
    {"02-shop", shop, sizeof shop},
    {"03-no-endpoints", no_endpoints, sizeof no_endpoints},
    {"04-local-policy", local_policy, sizeof local_policy},
    {"05-real-dump", real_dump, sizeof real_dump},
};

size_t svctui_demo_count(void) { return sizeof demos / sizeof demos[0]; }

const char *svctui_demo_name(size_t index) {
  return index < svctui_demo_count() ? demos[index].name : NULL;
}

const unsigned char *svctui_demo_bytes(size_t index) {
  return index < svctui_demo_count() ? demos[index].bytes : NULL;
}

size_t svctui_demo_length(size_t index) {
  return index < svctui_demo_count() ? demos[index].length : 0;
}
