#include "index/detail/phone_keys.hpp"

#include <string>

#include "base/text.hpp"
#include "index/extract.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t digits_min = 7;
constexpr std::size_t digits_compared = 9;

}  // namespace

void append_phone_keys(std::string_view text, std::vector<std::int64_t>& keys) {
    const auto trimmed = text::trim(text);
    if (trimmed.empty()) return;
    keys.push_back(text_hash(trimmed));
    std::string digits;
    // Full-width, Arabic-Indic and Persian digits become ASCII ones.
    for (const auto c : text::to_latin(trimmed)) {
        if (c >= '0' && c <= '9') digits.push_back(c);
    }
    if (digits.size() < digits_min) return;
    if (digits.size() > digits_compared) digits.erase(0, digits.size() - digits_compared);
    keys.push_back(text_hash("tail:" + digits));
}

}  // namespace amparo::index
