#include "forms/locations.hpp"

#include "base/text.hpp"

namespace amparo::forms {
namespace {

/// The code one step up in "EX.EX01.EX0101"; empty for a root.
std::string_view parent_code(const Location& place) {
    const std::string_view path = place.hierarchy_path;
    const auto own = path.rfind('.');
    if (own == std::string_view::npos) return {};
    const auto parent = path.substr(0, own);
    return parent.substr(parent.rfind('.') + 1);
}

}  // namespace

Locations::Locations(std::vector<Location> places) : places_(std::move(places)) {
    by_code_.reserve(places_.size());
    for (std::size_t i = 0; i < places_.size(); ++i)
        by_code_.emplace(text::ascii_lower(places_[i].code), i);
    for (auto& place : places_) {
        const auto found = by_code_.find(text::ascii_lower(parent_code(place)));
        const bool has_parent = found != by_code_.end() && &places_[found->second] != &place;
        place.parent = has_parent ? static_cast<std::int32_t>(found->second) : -1;
    }
}

const Location* Locations::find(std::string_view code) const {
    const auto found = by_code_.find(text::ascii_lower(code));
    return found == by_code_.end() ? nullptr : &places_[found->second];
}

std::vector<const Location*> Locations::ancestry(std::string_view code) const {
    constexpr std::size_t depth_max = 16;  // the wire knows levels 0 to 5; a cycle ends here
    std::vector<const Location*> chain;
    const Location* place = find(code);
    while (place != nullptr && chain.size() < depth_max) {
        chain.push_back(place);
        place = place->parent < 0 ? nullptr : &places_[static_cast<std::size_t>(place->parent)];
    }
    return chain;
}

const Location* Locations::at_level(std::string_view code, int admin_level) const {
    for (const Location* place : ancestry(code)) {
        if (place->admin_level == admin_level) return place;
    }
    return nullptr;
}

}  // namespace amparo::forms
