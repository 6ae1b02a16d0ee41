#include "svctui_json.h"
