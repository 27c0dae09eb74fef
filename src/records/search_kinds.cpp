#include "records/search_kinds.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amparo::records {
namespace {

using Mode = index::Search::Mode;

constexpr std::size_t phone_digits_min = 6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool looks_like_phone(std::string_view key) {
    const auto digits = std::ranges::count_if(key, is_digit);
    return static_cast<std::size_t>(digits) >= phone_digits_min &&
           std::ranges::all_of(key, [](char c) {
               return is_digit(c) || std::string_view("+()-. ").find(c) != std::string_view::npos;
           });
}

/// A digit, or a mark as it stands between the parts of a code.
bool looks_like_code(std::string_view typed, std::string_view key) {
    if (std::ranges::any_of(key, is_digit)) return true;
    const auto mark = typed.find_first_of("-/_#.");
    return mark != std::string_view::npos && mark + 1 < typed.size() && typed[mark + 1] != ' ';
}

}  // namespace

AutomaticSearch automatic_search(std::string_view typed) {
    const auto latin = text::to_latin(typed);  // digits of any script are ASCII ones there
    if (looks_like_phone(latin)) return {{Mode::phone, Mode::identifier}};
    if (looks_like_code(typed, latin)) return {{Mode::identifier, Mode::name}};
    return {{Mode::name, Mode::identifier}, true};
}

std::string_view kind_name(Mode mode) {
    switch (mode) {
        case Mode::identifier:
            return "identifier";
        case Mode::name:
            return "name";
        case Mode::phone:
            return "telephone";
    }
    return {};
}

}  // namespace amparo::records
