#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace amparo::names {

/// Up to a few phones, without memory of their own.
class ShortText {
  public:
    static constexpr std::size_t size_max = 63;

    std::size_t size() const { return size_; }
    const char& operator[](std::size_t at) const { return letters_[at]; }
    // NOLINTNEXTLINE(google-explicit-constructor): it is read as any text is
    operator std::string_view() const { return {letters_.data(), size_}; }
    bool operator==(const ShortText& other) const {
        return std::string_view(*this) == std::string_view(other);
    }

    /// There is room for what is added.
    void push_back(char letter) { letters_[size_++] = letter; }
    void append(std::string_view letters) {
        for (const auto letter : letters) push_back(letter);
    }

  private:
    std::array<char, size_max> letters_;
    std::uint8_t size_ = 0;
};

/// How a token may sound: strings over the phones of matching.md 4.3, one character each, at most
/// four. é is written 8, ə is written 9. Empty for scripts we cannot read.
template <class Text>
class SegmentsOf {
  public:
    static constexpr std::size_t count_max = 4;

    const Text* begin() const { return strings_.data(); }
    const Text* end() const { return strings_.data() + count_; }
    std::size_t size() const { return count_; }

    /// A string that begins empty; there is room for it.
    Text& add() { return strings_[count_++]; }
    /// Continues each string.
    void push_back(char phone) {
        for (std::size_t at = 0; at < count_; ++at) strings_[at].push_back(phone);
    }
    void append(std::string_view phones) {
        for (std::size_t at = 0; at < count_; ++at) strings_[at].append(phones);
    }
    /// Continues each string in both ways, and keeps the first distinct ones.
    void append(std::string_view phones, std::string_view others);

  private:
    std::array<Text, count_max> strings_;
    std::size_t count_ = 0;
};
using Segments = SegmentsOf<std::string>;
using ShortSegments = SegmentsOf<ShortText>;

/// The segments of a token, which has a letter at least.
Segments name_segments(std::u32string_view token);

/// The letters of a token whose segments are short: some letters stand for two phones.
inline constexpr std::size_t short_token_max = ShortText::size_max / 2;
/// The segments of a short token in ASCII.
ShortSegments short_segments(std::string_view token);

}  // namespace amparo::names
