#pragma once

#include <array>
#include <string_view>

namespace amparo::names {

/// A set of ASCII letters that is looked up without a search.
class LetterSet {
  public:
    explicit constexpr LetterSet(std::string_view letters) {
        for (const auto letter : letters) holds_[static_cast<unsigned char>(letter)] = true;
    }
    /// False for what is not ASCII.
    constexpr bool contains(char letter) const {
        const auto at = static_cast<unsigned char>(letter);
        return at < holds_.size() && holds_[at];
    }

  private:
    std::array<bool, 128> holds_{};
};

}  // namespace amparo::names
