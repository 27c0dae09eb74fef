#include "api/map_tiles.hpp"

#include <algorithm>

#include "base/settings.hpp"

namespace amparo::api {
namespace {

constexpr std::size_t url_bytes_max = 500;

bool is_of_host(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == ':';
}

/// "https://tiles.example.org" of "https://tiles.example.org/…"; "" when it is no such address. It
/// goes into a header, so nothing but letters of a host may be in it.
std::string origin_of(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!url.starts_with(scheme)) continue;
        const auto end = url.find('/', scheme.size());
        if (end == std::string_view::npos) return "";
        const auto host = url.substr(scheme.size(), end - scheme.size());
        const bool is_host = !host.empty() && std::ranges::all_of(host, is_of_host);
        return is_host ? std::string(url.substr(0, end)) : std::string();
    }
    return "";
}

bool has_once(std::string_view url, std::string_view place) {
    const auto first = url.find(place);
    return first != std::string_view::npos && url.find(place, first + 1) == std::string_view::npos;
}

}  // namespace

Result<MapTiles> MapTiles::from_settings(const Settings& settings) {
    const auto url = settings.text("map.tiles_url");
    if (url.empty()) return MapTiles();
    MapTiles tiles{
        .url = url, .origin = origin_of(url), .credit = settings.text("map.tiles_credit")};
    const bool is_template = has_once(url, "{z}") && has_once(url, "{x}") && has_once(url, "{y}");
    if (tiles.origin.empty() || !is_template || url.size() > url_bytes_max)
        return refuse_field(Errc::invalid, "map.tiles_url", "errors.settings.map_tiles");
    return tiles;
}

json::Object MapTiles::to_wire() const {
    return {{"url", url}, {"credit", credit}};
}

}  // namespace amparo::api
