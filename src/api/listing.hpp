#pragma once

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/route.hpp"

namespace amparo::api {

/// What a list of configuration objects asks for (administration.md §1.4).
struct Paging {
    std::size_t page = 1;
    std::size_t per = 20;
    std::string order_by;
    bool is_descending = false;
    std::string locale;
};

/// Reads page, per, order_by, order and locale. `invalid` for a page or size below 1; sizes
/// above the maximum are lowered to it.
Result<Paging> read_paging(const Call& call, std::size_t per_default);

/// {"total", "per", "page"}.
json::Object page_metadata(std::size_t total, const Paging& paging);

/// Whether the value of one of the wanted truths ("true", "false") allows this one; none wanted
/// allows both.
bool allows_truth(const std::vector<std::string>& wanted, bool truth);

/// How things of one list are sorted and shown.
template <class Thing>
struct Listing {
    std::vector<Thing> things;
    /// A key whose byte order is the wanted order; nullopt for an attribute there is none of.
    std::function<std::optional<std::string>(const Thing&, const Paging&)> sort_key;
    std::function<json::Object(const Thing&)> to_wire;
};

/// One page of it. `invalid` for an unknown order_by.
template <class Thing>
Result<http::Response> list_page(Listing<Thing> listing, const Paging& paging) {
    const auto total = listing.things.size();
    if (!paging.order_by.empty()) {
        std::vector<std::pair<std::string, std::size_t>> order;
        for (std::size_t n = 0; n < total; ++n) {
            auto key = listing.sort_key(listing.things[n], paging);
            if (!key) return refuse_field(Errc::invalid, "order_by", "errors.order_by");
            order.emplace_back(std::move(*key), n);
        }
        std::ranges::stable_sort(order, [&](const auto& left, const auto& right) {
            return paging.is_descending ? right.first < left.first : left.first < right.first;
        });
        std::vector<Thing> sorted;
        for (const auto& [key, n] : order) sorted.push_back(listing.things[n]);
        listing.things = std::move(sorted);
    }
    json::Array rows;
    const auto begin = std::min((paging.page - 1) * paging.per, total);
    const auto end = std::min(begin + paging.per, total);
    for (auto n = begin; n < end; ++n) rows.emplace_back(listing.to_wire(listing.things[n]));
    return ok_with(std::move(rows), page_metadata(total, paging));
}

/// Sort keys: of a text, ignoring case, and of a number.
std::string text_key(std::string_view text);
std::string number_key(std::int64_t number);

/// The members of a configuration object that are not null.
json::Object without_nulls(const json::Object& object);

}  // namespace amparo::api
