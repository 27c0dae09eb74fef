#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/name_lore.hpp"

namespace amparo::index {

/// Which words of a text a name search means: for showing them, one text at a time.
class NameWords {
  public:
    NameWords(std::string_view query, const NameLore& lore);
    ~NameWords();

    /// A word of the query and a word of the text, both as they are written.
    struct Pair {
        std::string asked;
        std::string found;
    };
    /// The pairs in the order of the text; each word of it stands in one at most.
    std::vector<Pair> pairs_in(std::string_view text) const;

  private:
    struct Asked;
    const NameLore& lore_;
    std::vector<Asked> asked_;
};

}  // namespace amparo::index
