#include "demos.h"
