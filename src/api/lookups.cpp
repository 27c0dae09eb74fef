// Option lists (administration.md §13).
#include "api/listing.hpp"
#include "api/route.hpp"
#include "forms/wire.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t per_default = 20;

std::optional<std::string> sort_key(const forms::Lookup& lookup, const Paging& paging) {
    if (paging.order_by == "id") return number_key(lookup.id);
    if (paging.order_by == "unique_id") return text_key(lookup.unique_id);
    if (paging.order_by == "name") return text_key(forms::text_for(lookup.name, paging.locale));
    return std::nullopt;
}

Result<http::Response> list_lookups(Call& call) {
    AMPARO_TRY(const auto paging, read_paging(call, per_default));
    Listing<const forms::Lookup*> listing;
    for (const auto& lookup : call.definitions().lookups()) listing.things.push_back(&lookup);
    listing.sort_key = [](const forms::Lookup* lookup, const Paging& by) {
        return sort_key(*lookup, by);
    };
    listing.to_wire = [&](const forms::Lookup* lookup) {
        return forms::to_wire(call.definitions(), *lookup);
    };
    return list_page(std::move(listing), paging);
}

Result<http::Response> show_lookup(Call& call) {
    AMPARO_TRY(const auto id, call.number("id"));
    for (const auto& lookup : call.definitions().lookups()) {
        if (lookup.id == id) return ok(forms::to_wire(call.definitions(), lookup));
    }
    return refuse(Errc::not_found, "errors.not_found");
}

}  // namespace

Routes lookup_routes() {
    using http::Method;
    return {
        {.method = Method::get,
         .pattern = "/api/v2/lookups",
         .handler = list_lookups,
         .model = "Lookup",
         .action = "list",
         .keep = Keep::ask_again},
        {.method = Method::get,
         .pattern = "/api/v2/lookups/{id}",
         .handler = show_lookup,
         .model = "Lookup",
         .action = "show",
         .keep = Keep::ask_again},
    };
}

}  // namespace amparo::api
