#pragma once

#include <string>
#include <vector>

namespace amparo::names {

/// A string of phones and what other tongues make of it, each change by itself (matching.md 4.3).
/// The string comes first.
std::vector<std::string> name_variants(const std::string& phones);

}  // namespace amparo::names
