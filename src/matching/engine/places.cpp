#include "matching/engine/places.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "matching/engine/values.hpp"
#include "matching/model/csv.hpp"

namespace amparo::matching {
namespace {

constexpr PlaceId unknown_bit = 0x80000000U;

/// Where a file keeps the code of a place and that of what it lies in: the first two columns
/// unless the header names others.
struct PlaceColumns {
    std::size_t code = 0;
    std::size_t parent = 1;

    PlaceColumns() = default;
    explicit PlaceColumns(const std::vector<std::string>& header) {
        const auto code_at = std::ranges::find(header, "location_code");
        const auto parent_at = std::ranges::find(header, "parent_code");
        if (code_at == header.end() || parent_at == header.end()) return;
        code = static_cast<std::size_t>(code_at - header.begin());
        parent = static_cast<std::size_t>(parent_at - header.begin());
    }
};

}  // namespace

Places Places::of(std::vector<Known> known) {
    Places places;
    std::erase_if(known, [&](const Known& one) {
        const auto id = static_cast<PlaceId>(places.by_code_.size());
        return one.code.empty() || !places.by_code_.try_emplace(one.code, id).second;
    });
    places.places_.resize(known.size());
    for (PlaceId id = 0; id < known.size(); ++id) places.resolve(id, known, 0);
    return places;
}

void Places::resolve(PlaceId id, const std::vector<Known>& known, std::size_t steps) {
    auto& place = places_[id];
    if (place.depth > 0) return;
    const auto parent = by_code_.find(known[id].parent);
    // A circle of parents ends after as many steps as there may be levels.
    if (parent != by_code_.end() && parent->second != id && steps < levels_max) {
        resolve(parent->second, known, steps + 1);
        auto& above = places_[parent->second];
        above.has_children = true;
        place.path = above.path;
        place.depth = std::min<std::uint8_t>(above.depth, levels_max - 1);
    }
    place.path[place.depth++] = id;
}

Result<Places> Places::parse(std::string_view csv) {
    std::vector<Known> known;
    PlaceColumns columns;
    std::size_t line_number = 0;
    for (const auto line : text::split(csv, '\n')) {
        ++line_number;
        if (text::trim(line).empty()) continue;
        auto fields = csv_fields(line);
        if (line_number == 1) {
            columns = PlaceColumns(fields);
            continue;
        }
        if (fields.size() <= std::max(columns.code, columns.parent)) {
            return refuse_field(Errc::invalid, std::to_string(line_number),
                                "errors.matching.short_row");
        }
        known.push_back({std::move(fields[columns.code]), std::move(fields[columns.parent])});
    }
    return of(std::move(known));
}

PlaceId Places::find(std::string_view code) const {
    const auto found = by_code_.find(std::string(code));
    return found == by_code_.end() ? hash_of(code) | unknown_bit : found->second;
}

bool Places::compare(PlaceId left, PlaceId right, Nearness& out) const {
    if (!is_known(left) || !is_known(right)) {
        out = Nearness::leaf;
        return left == right;
    }
    const auto& one = places_[left];
    const auto& other = places_[right];
    std::size_t common = 0;
    while (common < one.depth && common < other.depth && one.path[common] == other.path[common]) {
        ++common;
    }
    const bool one_contains = common == one.depth || common == other.depth;
    if (left == right && !one.has_children) {
        out = Nearness::leaf;
    } else if (common >= 3 && one_contains) {
        out = Nearness::within;
    } else if (common >= 3) {
        out = Nearness::level2;
    } else {
        constexpr Nearness coarse[] = {Nearness::other, Nearness::level0, Nearness::level1};
        out = coarse[common];
    }
    return true;
}

std::vector<PlaceId> Places::with_ancestors(PlaceId place) const {
    if (!is_known(place)) return {place};
    const auto& found = places_[place];
    std::vector<PlaceId> chain(found.path.begin(), found.path.begin() + found.depth);
    std::ranges::reverse(chain);
    return chain;
}

}  // namespace amparo::matching
