#pragma once

#include <cstdint>
#include <string_view>

namespace amparo::names {

/// What the rules have to say of a word (matching.md 4.2).
enum class WordKind : std::uint8_t {
    plain,
    title,
    particle,
    mohammed,         // a short form of it
    without_article,  // begins with the letters of the Arabic article without having one
    mother_of,        // before the name of a child it is what a mother is called by
    father_of,
    compound,  // with one of these two before it, it is a name that is given
};

/// The kind of a folded word.
WordKind kind_of_word(std::string_view word);

}  // namespace amparo::names
