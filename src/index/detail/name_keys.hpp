#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace amparo::index {

/// Names longer than this are cut at a token border.
inline constexpr std::size_t name_tokens_max = 12;
inline constexpr std::size_t name_characters_max = 256;

/// The folded tokens of a name, without titles, particles and articles (matching.md 4.2).
std::vector<std::string> name_tokens(std::string_view name);
/// The keys under which a token sounds alike across spellings and scripts, at most 8, in order;
/// none for scripts we cannot read (matching.md 4.4).
std::vector<std::string> name_token_keys(std::string_view token);

}  // namespace amparo::index
