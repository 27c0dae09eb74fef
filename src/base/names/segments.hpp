#pragma once

#include <array>
#include <string>
#include <string_view>

namespace amparo::names {

/// How a token may sound: strings over the phones of matching.md 4.3, one character each, at most
/// four. é is written 8, ə is written 9. Empty for scripts we cannot read.
class Segments {
  public:
    static constexpr std::size_t count_max = 4;

    const std::string* begin() const { return strings_.data(); }
    const std::string* end() const { return strings_.data() + count_; }
    std::size_t size() const { return count_; }

    /// A string that begins empty; there is room for it.
    std::string& add() { return strings_[count_++]; }
    /// Continues each string.
    void append(std::string_view phones);
    /// Continues each string in both ways, and keeps the first distinct ones.
    void append(std::string_view phones, std::string_view others);

  private:
    std::array<std::string, count_max> strings_;
    std::size_t count_ = 0;
};

/// The segments of a token, which has a letter at least.
Segments name_segments(std::u32string_view token);
/// The same of a token in UTF-8.
Segments token_segments(std::string_view token);

}  // namespace amparo::names
