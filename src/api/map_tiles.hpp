#pragma once

#include <string>

#include "base/error.hpp"
#include "base/json.hpp"

namespace amparo {
class Settings;
}

namespace amparo::api {

/// The tiles of the deployment's own map server, from the settings map.*. Everybody who chooses a
/// place on a map asks that server for them, and nobody else.
struct MapTiles {
    std::string url = {};  // with {z}, {x} and {y}; empty: there are none
    std::string origin = {};
    std::string credit = {};

    /// `invalid` when the template is no web address with the three places to fill in.
    static Result<MapTiles> from_settings(const Settings& settings);
    /// {"url", "credit"}.
    json::Object to_wire() const;
};

}  // namespace amparo::api
