#pragma once

#include <string>
#include <string_view>

namespace amparo::names {

/// A folded name as the rules of matching.md 4.1 give it, step by step.
std::u32string fold_by_rules(std::string_view name);
/// Whether what becomes of a character does not depend on those beside it, but for a word that
/// mixes Latin and Cyrillic letters.
bool is_folded_alone(char16_t letter);

}  // namespace amparo::names
