#pragma once

#include "base/names/distance.hpp"

namespace amparo::matching {

using names::is_within;

}  // namespace amparo::matching
