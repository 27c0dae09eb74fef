#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amparo::forms {

/// A place of the gazetteer.
struct Location {
    std::int64_t id = 0;
    std::string code;  // upper case as configured; compared ignoring case
    int admin_level = 0;
    std::string type;  // "province", …
    std::map<std::string, std::string, std::less<>> placename;
    std::string hierarchy_path;  // codes joined with "."
    bool disabled = false;
    std::int32_t parent = -1;  // position in Locations::all(), -1 for a root
};

/// The tree of places.
class Locations {
  public:
    Locations() = default;
    /// Parents come before children or after, in any order; links are made here.
    explicit Locations(std::vector<Location> places);
    const std::vector<Location>& all() const { return places_; }
    /// By code, ignoring case; nullptr when unknown.
    const Location* find(std::string_view code) const;
    /// The place itself and all above it, nearest first; empty when unknown.
    std::vector<const Location*> ancestry(std::string_view code) const;
    /// The ancestor (or itself) at an admin level; nullptr when there is none.
    const Location* at_level(std::string_view code, int admin_level) const;

  private:
    std::vector<Location> places_;
    std::unordered_map<std::string, std::size_t> by_code_;  // lower case
};

}  // namespace amparo::forms
