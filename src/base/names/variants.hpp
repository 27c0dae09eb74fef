#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::names {

/// A string of phones of which some are another: of those between two places, all that are `from`
/// are `to`. It lives as long as the string.
struct Variant {
    std::string_view phones;
    std::size_t first;
    std::size_t end;
    char from;
    char to;

    std::size_t size() const { return phones.size(); }
    char operator[](std::size_t at) const {
        return phones[at] == from && at >= first && at < end ? to : phones[at];
    }
};

/// A string of phones and what other tongues make of it, each change by itself (matching.md 4.3).
/// The string comes first.
class Variants {
  public:
    explicit Variants(std::string_view phones);
    const Variant* begin() const { return variants_.data(); }
    const Variant* end() const { return variants_.data() + count_; }

  private:
    static constexpr std::size_t count_max = 11;

    void add(const Variant& variant) { variants_[count_++] = variant; }
    void add_replaced(char from, char to, std::size_t first = 0);
    void add_consonants();

    std::string_view phones_;
    std::uint64_t present_ = 0;                // phones, one bit each
    std::array<Variant, count_max> variants_;  // the first ones are set
    std::size_t count_ = 0;
};

/// The variants written out.
std::vector<std::string> name_variants(const std::string& phones);

}  // namespace amparo::names
