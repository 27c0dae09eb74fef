#include "base/names/letter_pages.hpp"

#include <algorithm>

#include "base/names/fold_rules.hpp"

namespace amparo::names {
namespace {

FoldedLetter fold_alone(char16_t letter) {
    FoldedLetter found;
    if (!is_folded_alone(letter)) return found;
    const char32_t character = letter;
    const auto folded = fold_by_rules(to_utf8({&character, 1}));
    if (folded.empty()) {
        found.kind = FoldedLetter::Kind::nothing;
    } else if (folded == U" ") {
        found.kind = FoldedLetter::Kind::space;
    } else {
        const auto bytes = to_utf8(folded);
        found.script = script_of(folded.front());
        const bool is_one_script = std::ranges::all_of(folded, [&](char32_t other) {
            return other != U' ' && script_of(other) == found.script;
        });
        if (!is_one_script || bytes.size() > found.bytes.size()) return found;
        std::ranges::copy(bytes, found.bytes.begin());
        found.size = static_cast<std::uint8_t>(bytes.size());
        found.kind = FoldedLetter::Kind::letters;
    }
    return found;
}

}  // namespace

LetterPages& LetterPages::all() {
    static LetterPages pages;
    return pages;
}

const LetterPages::Page* LetterPages::make(unsigned number) {
    const std::lock_guard lock(making_);
    if (const auto* made = pages_[number].load(std::memory_order_acquire)) return made;
    auto page = std::make_unique<Page>();
    for (unsigned at = 0; at < page->size(); ++at) {
        (*page)[at] = fold_alone(static_cast<char16_t>(number << 8U | at));
    }
    made_.push_back(std::move(page));
    pages_[number].store(made_.back().get(), std::memory_order_release);
    return made_.back().get();
}

}  // namespace amparo::names
