#include "casework/merging/reversal.hpp"

#include <algorithm>

#include "casework/merging/moves.hpp"

namespace amparo::casework::merging {
namespace {

const json::Array nothing;

/// The elements; none for null; nullptr for what is no list.
const json::Array* elements_of(const json::Value& value) {
    return value.is_null() ? &nothing : value.if_array();
}

bool is_plain(const json::Array& list) {
    return std::ranges::none_of(list,
                                [](const auto& one) { return one.is_object() || one.is_array(); });
}

bool has_keys(const json::Array& list) {
    return std::ranges::all_of(list, [](const auto& one) { return !row_key(one).empty(); });
}

bool holds(const json::Array& list, const json::Value& value) {
    return std::ranges::find(list, value) != list.end();
}

const json::Value* find_row(const json::Array& list, const std::string& key) {
    const auto found =
        std::ranges::find_if(list, [&](const json::Value& row) { return row_key(row) == key; });
    return found == list.end() ? nullptr : &*found;
}

/// The three states of a list.
struct Lists {
    const json::Array& from;
    const json::Array& to;
    const json::Array& now;
};

json::Value plain_without(const Lists& lists) {
    json::Array kept;
    for (const auto& value : lists.now) {
        if (!holds(lists.to, value) || holds(lists.from, value)) kept.push_back(value);
    }
    for (const auto& value : lists.from) {
        if (!holds(lists.to, value) && !holds(kept, value)) kept.push_back(value);
    }
    return kept;
}

/// The row as it was before; null when the change brought it; nullopt when it changed since.
std::optional<json::Value> row_without(const Lists& lists, const json::Value& row) {
    const auto key = row_key(row);
    const auto* before = find_row(lists.from, key);
    const auto* after = find_row(lists.to, key);
    if (after == nullptr) return row;
    const bool is_untouched = *after == row;
    if (before == nullptr) return is_untouched ? std::optional(json::Value(nullptr)) : std::nullopt;
    if (*before == *after) return row;
    return is_untouched ? std::optional(*before) : std::nullopt;
}

std::optional<json::Value> rows_without(const Lists& lists) {
    json::Array kept;
    for (const auto& row : lists.now) {
        auto earlier = row_without(lists, row);
        if (!earlier) return std::nullopt;
        if (!earlier->is_null()) kept.push_back(std::move(*earlier));
    }
    for (const auto& row : lists.from) {
        const auto key = row_key(row);
        const bool was_taken = find_row(lists.to, key) == nullptr;
        // What the change altered and somebody removed since cannot be brought back silently.
        const bool was_altered = !was_taken && *find_row(lists.to, key) != row;
        const bool is_there = find_row(lists.now, key) != nullptr;
        if (was_altered && !is_there) return std::nullopt;
        if (was_taken && !is_there) kept.push_back(row);
    }
    for (const auto& row : lists.to) {
        const auto key = row_key(row);
        const bool is_gone = find_row(lists.now, key) == nullptr;
        if (is_gone && find_row(lists.from, key) == nullptr) return std::nullopt;
    }
    return kept;
}

}  // namespace

std::optional<json::Value> without_change(const ChangedValue& value) {
    if (value.now == value.to || value.now == value.from) return value.from;
    const auto* from = elements_of(value.from);
    const auto* to = elements_of(value.to);
    const auto* now = elements_of(value.now);
    if (from == nullptr || to == nullptr || now == nullptr) return std::nullopt;
    const Lists lists{*from, *to, *now};
    if (is_plain(*from) && is_plain(*to) && is_plain(*now)) return plain_without(lists);
    if (has_keys(*from) && has_keys(*to) && has_keys(*now)) return rows_without(lists);
    return std::nullopt;
}

}  // namespace amparo::casework::merging
