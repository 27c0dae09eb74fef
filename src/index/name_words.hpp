#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/name_lore.hpp"

namespace amparo::index {

struct NameToken;

/// Which words of a text a name search means: for showing them, one text at a time.
class NameWords {
  public:
    NameWords(std::string_view query, const NameLore& lore);
    ~NameWords();

    /// A word of the query and a word of the text, both as they are written; two words with a space
    /// where one side writes them as one (Abdulrahman, Abd al-Rahman).
    struct Pair {
        std::string asked;
        std::string found;
    };
    /// The pairs in the order of the text; each word of it stands in one at most.
    std::vector<Pair> pairs_in(std::string_view text) const;

  private:
    struct Word;
    /// What was asked that is most like a token; nullptr when nothing is like it.
    const Word* meant_by(const NameToken& token) const;
    std::vector<Word> words_of(std::string_view text) const;
    Word joined(const Word& one, const Word& next) const;

    const NameLore& lore_;
    std::vector<Word> asked_;  // two neighbours as one behind the single ones
};

}  // namespace amparo::index
