#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace amparo::index {

/// What people know about names that spelling does not tell. Both may be empty functions; they are
/// called from several threads with folded tokens.
struct NameLore {
    /// The groups of spellings that a token is in: tokens that share one name the same person.
    std::function<std::vector<std::uint32_t>(std::string_view token)> groups = {};
    /// Whether the token is so common that one other letter makes another name.
    std::function<bool(std::string_view token)> is_known = {};
};

}  // namespace amparo::index
