#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/services.hpp"
#include "base/limits.hpp"

namespace amparo::access {

/// A page of things and how many there are in all.
template <class Thing>
struct Page {
    std::vector<std::shared_ptr<const Thing>> things;
    std::size_t total = 0;
};

/// The text for a locale, else English, else any: for ordering and showing names.
inline std::string translated_or_any(const std::map<std::string, std::string, std::less<>>& texts,
                                     std::string_view locale) {
    for (const auto wanted : {locale, std::string_view("en")}) {
        const auto found = texts.find(wanted);
        if (found != texts.end() && !found->second.empty()) return found->second;
    }
    return texts.empty() ? "" : texts.begin()->second;
}

/// Orders by `key_of` (a key whose byte order counts; nullopt: no such attribute, `invalid`),
/// equal ones by number so that pages are stable, and cuts the page out. `invalid` below page 1.
template <class Thing, class KeyOf>
Result<Page<Thing>> page_of(std::vector<std::shared_ptr<const Thing>> things,
                            const PageRequest& request, const KeyOf& key_of) {
    if (request.page < 1) return refuse_field(Errc::invalid, "page", "errors.page");
    std::vector<std::pair<std::string, std::shared_ptr<const Thing>>> keyed;
    keyed.reserve(things.size());
    for (auto& thing : things) {
        auto key = request.order_by.empty() ? std::optional<std::string>("") : key_of(*thing);
        if (!key) return refuse_field(Errc::invalid, "order_by", "errors.order_by");
        keyed.emplace_back(std::move(*key), std::move(thing));
    }
    const bool descends = request.order == PageRequest::Order::descending;
    std::ranges::sort(keyed, [descends](const auto& left, const auto& right) {
        const auto& first = descends ? right : left;
        const auto& second = descends ? left : right;
        return std::tie(first.first, first.second->id) < std::tie(second.first, second.second->id);
    });
    Page<Thing> page{.things = {}, .total = keyed.size()};
    const auto per = std::min(request.per, limits::page_size_max);
    const auto begin = per == 0 ? 0 : std::min(keyed.size(), (request.page - 1) * per);
    const auto end = per == 0 ? keyed.size() : std::min(keyed.size(), begin + per);
    for (auto at = begin; at < end; ++at) page.things.push_back(std::move(keyed[at].second));
    return page;
}

}  // namespace amparo::access
