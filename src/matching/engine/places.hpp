#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"

namespace amparo::matching {

using PlaceId = std::uint32_t;

/// How two places lie to each other, nearest first.
enum class Nearness : std::uint8_t { leaf, within, level2, level1, level0, other };

/// The hierarchy of locations: country, province, district, and what lies below.
class Places {
  public:
    /// A place below its parent ("" for none).
    struct Known {
        std::string code = {};
        std::string parent = {};
    };
    /// The hierarchy of these, in whatever order they come.
    static Places of(std::vector<Known> known);
    /// Reads the columns location_code and parent_code, the first two when the header names none;
    /// `invalid` names the line that is wrong.
    static Result<Places> parse(std::string_view csv);

    /// The place of a code. Codes that are not in the hierarchy have ids too: they equal only
    /// themselves.
    PlaceId find(std::string_view code) const;
    bool is_known(PlaceId place) const { return place < places_.size(); }
    /// How many are known: their ids are below.
    std::size_t size() const { return places_.size(); }
    /// Nothing when one of them is unknown and they differ.
    bool compare(PlaceId left, PlaceId right, Nearness& out) const;
    /// The place and those it lies in, nearest first; only itself when it is unknown.
    std::vector<PlaceId> with_ancestors(PlaceId place) const;

  private:
    static constexpr std::size_t levels_max = 8;
    struct Place {
        std::array<PlaceId, levels_max> path = {};  // from the country down to itself
        std::uint8_t depth = 0;                     // places in the path
        bool has_children = false;
    };
    void resolve(PlaceId place, const std::vector<Known>& known, std::size_t steps);

    std::vector<Place> places_;
    std::unordered_map<std::string, PlaceId> by_code_;
};

}  // namespace amparo::matching
