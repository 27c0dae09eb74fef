#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/error.hpp"

namespace amparo::matching {

/// What people know about names that spelling does not tell: which ones are of the same person
/// ("José", "Pepe"), and which are so common that one other letter makes another name.
class Lexicon {
  public:
    using Group = std::uint32_t;

    /// Nothing is known.
    Lexicon() = default;
    /// Reads name-variants.tsv and known-names.txt of a directory; `not_found` names the file.
    static Result<Lexicon> load(const std::filesystem::path& directory);

    /// Spellings of one name. Those of several words are known by their words joined.
    void add_group(const std::vector<std::string>& spellings);
    void add_known(std::string_view name);

    /// The groups that a folded token is in, in order.
    const std::vector<Group>& groups_of(std::string_view token) const;
    bool is_known(std::string_view token) const;
    std::size_t group_count() const { return group_count_; }
    std::size_t known_count() const { return known_.size(); }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    std::unordered_map<std::string, std::vector<Group>, Hash, std::equal_to<>> groups_;
    std::unordered_set<std::string, Hash, std::equal_to<>> known_;
    Group group_count_ = 0;
};

}  // namespace amparo::matching
