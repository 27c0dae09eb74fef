// Places (administration.md §14): in pages for administrators, in one file for everybody.
#include "api/body_cache.hpp"
#include "api/demand.hpp"
#include "api/listing.hpp"
#include "api/route.hpp"
#include "forms/wire.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 100;
using forms::LocationDetail;

/// The name with those of all places above it, as it is shown.
std::string path_name(const forms::Location& place, const Paging& paging,
                      const forms::Definitions& definitions) {
    const auto wire = forms::to_wire(definitions, place);
    const auto* names = json::find_object(wire, "name");
    return names == nullptr ? "" : json::string_or(*names, paging.locale);
}

std::optional<std::string> sort_key(const forms::Location& place, const Paging& paging,
                                    const forms::Definitions& definitions) {
    const auto& by = paging.order_by;
    if (by == "id") return number_key(place.id);
    if (by == "code") return text_key(place.code);
    if (by == "type") return text_key(place.type);
    if (by == "admin_level") return number_key(place.admin_level);
    if (by == "hierarchy") return place.hierarchy_path;
    if (by == "placename") return text_key(forms::text_for(place.placename, paging.locale));
    if (by == "name") return text_key(path_name(place, paging, definitions));
    return std::nullopt;
}

Result<http::Response> list_locations(Call& call) {
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    const auto& definitions = call.definitions();
    const auto detail = call.query_is_true("hierarchy") ? LocationDetail::with_hierarchy
                                                        : LocationDetail::short_row;
    const auto wanted = call.query_list("disabled");
    Listing<const forms::Location*> listing;
    for (const auto& place : definitions.locations().all()) {
        if (allows_truth(wanted, place.disabled)) listing.things.push_back(&place);
    }
    listing.sort_key = [&](const forms::Location* place, const Paging& by) {
        return sort_key(*place, by, definitions);
    };
    listing.to_wire = [&](const forms::Location* place) {
        return forms::to_wire(definitions, *place, detail);
    };
    return list_page(std::move(listing), paging);
}

Result<http::Response> show_location(Call& call) {
    AMPARO_CHECK(demand(call, "metadata", {"manage"}));
    AMPARO_TRY(const auto id, call.number("id"));
    for (const auto& place : call.definitions().locations().all()) {
        if (place.id == id) {
            return ok(forms::to_wire(call.definitions(), place, LocationDetail::with_hierarchy));
        }
    }
    return refuse(Errc::not_found, "errors.not_found");
}

std::string file_body(const forms::Definitions& definitions) {
    std::string body = "{\"data\":[";
    for (const auto& place : definitions.locations().all()) {
        if (body.back() != '[') body += ',';
        json::write_to(body, forms::to_file_line(definitions, place));
    }
    return body + "]}";
}

Result<http::Response> location_file(Call& call, BodyCache& cache) {
    const auto& definitions = call.definitions();
    return cache.reply(call.request(), definitions.version(), "file",
                       [&] { return file_body(definitions); });
}

}  // namespace

Routes location_routes() {
    using http::Method;
    auto cache = std::make_shared<BodyCache>();
    return {
        {.method = Method::get,
         .pattern = "/api/v2/locations",
         .handler = list_locations,
         .model = "Location",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/locations/file",
         .handler = [cache](Call& call) { return location_file(call, *cache); },
         .model = "Location",
         .action = "file",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/locations/{id}",
         .handler = show_location,
         .model = "Location",
         .action = "show",
         .keep = Keep::ask_again},
    };
}

}  // namespace amparo::api
