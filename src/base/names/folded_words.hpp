#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/names/keys.hpp"
#include "base/names/letter_pages.hpp"
#include "base/names/words.hpp"

namespace amparo::names {

/// A word of a folded name, in UTF-8 and one script.
struct FoldedWord {
    std::string_view text;
    Script script = Script::other;
    WordKind kind = WordKind::plain;
};

/// The words of a name, folded, at most as many as a name may have; without titles, unless nothing
/// else remains (matching.md 4.2, steps 1 and 2). They live as long as this does.
class FoldedWords {
  public:
    explicit FoldedWords(std::string_view name);
    FoldedWords(const FoldedWords&) = delete;
    FoldedWords& operator=(const FoldedWords&) = delete;

    std::span<const FoldedWord> words() const { return {words_.data(), count_}; }

  private:
    class Writer;

    void write(std::string_view name);
    void drop_titles();

    // The most that a name without long or rare characters is folded to, and one of these more.
    static constexpr std::size_t room_size =
        name_characters_max / 2 * FoldedLetter::bytes_max + FoldedLetter::bytes_max;

    std::array<char, room_size> room_;
    std::string more_room_;  // for what has no place in the first
    std::array<FoldedWord, name_tokens_max> words_;
    std::size_t count_ = 0;
};

}  // namespace amparo::names
