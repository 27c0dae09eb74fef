#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "base/names/fold.hpp"

namespace amparo::names {

/// What one character of a name is folded to, whatever stands beside it.
struct FoldedLetter {
    enum class Kind : std::uint8_t {
        letters,   // of one script
        space,     // a single one
        nothing,   // left out
        by_rules,  // it depends on its neighbours, or is longer than this holds
    };
    static constexpr std::size_t bytes_max = 13;

    std::array<char, bytes_max> bytes{};  // UTF-8
    std::uint8_t size = 0;
    Script script = Script::other;
    Kind kind = Kind::by_rules;
};

/// The folded form of characters, worked out by the rules a page of them at a time when one of it
/// is first asked for. Thread-safe.
class LetterPages {
  public:
    /// Those of the basic plane, one for the whole program.
    static LetterPages& all();

    /// What a character is folded to; it lives as long as the program.
    const FoldedLetter& of(char16_t letter) {
        const auto* page = pages_[letter >> 8U].load(std::memory_order_acquire);
        if (page == nullptr) page = make(letter >> 8U);
        return (*page)[letter & 0xFFU];
    }

  private:
    using Page = std::array<FoldedLetter, 256>;
    const Page* make(unsigned number);

    std::array<std::atomic<const Page*>, 256> pages_{};
    std::mutex making_;
    std::vector<std::unique_ptr<Page>> made_;
};

}  // namespace amparo::names
