#pragma once

#include "matching/names/token.hpp"

namespace amparo::matching {

/// How near two tokens of any scripts sound, letter by letter, from 0 to 1: orders tokens that
/// share a key. Symmetric.
float closeness(const Token& left, const Token& right);

}  // namespace amparo::matching
