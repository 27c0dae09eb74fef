#include "matching/worklist/reach.hpp"

#include <algorithm>
#include <array>

#include "access/mask_cache.hpp"
#include "index/index.hpp"
#include "records/narrow_views.hpp"

namespace amparo::matching {
namespace {

using index::AnyOf;
using index::Filter;
using index::Filters;

/// Where a child is, was, or was lost; where somebody looks for them.
constexpr std::array<std::string_view, 5> places{
    "location_current", "location_last", "location_separation", "location_before_separation",
    "relation_location_current"};

/// All records that fit the filters.
Result<Reach::Ids> find(const index::Index& index, std::string_view record_type, Filters parts) {
    index::Query query;
    query.filter = Filter{index::And{std::move(parts)}};
    query.sort = {.column = "created_at", .descending = false};
    query.count = index.size(record_type);
    AMPARO_TRY(const auto page, index.find(record_type, query));
    return Reach::Ids(page.ids.begin(), page.ids.end());
}

Filters only(Filter filter) {
    Filters parts;
    parts.push_back(std::move(filter));
    return parts;
}

Filter scope_filter(const access::Actor& actor, std::string_view record_type) {
    auto scope = access::scope_of(actor, record_type, access::Reach::own);
    if (scope.kind == access::Scope::Kind::all) return Filter{index::All{}};
    if (scope.kind == access::Scope::Kind::none) return Filter{index::None{}};
    return Filter{AnyOf{scope.field, std::move(scope.values)}};
}

Filter programme_filter(const access::Actor& actor, const forms::Definitions& definitions) {
    if (actor.is_system()) return Filter{index::All{}};
    std::vector<std::string> modules;
    for (const auto& module : definitions.modules()) {
        if (actor.role().has_module(module.unique_id)) modules.push_back(module.unique_id);
    }
    return Filter{AnyOf{"module_id", std::move(modules)}};
}

}  // namespace

Result<Reach> Reach::of(const records::Dependencies& on, const access::Actor& actor,
                        std::string_view record_type) {
    Reach reach(on, actor, std::string(record_type));
    const auto& index = *on.index;
    auto scope = scope_filter(actor, record_type);
    reach.owns_all_ = std::holds_alternative<index::All>(scope.node);
    if (reach.owns_all_) return reach;
    AMPARO_TRY(reach.own_, find(index, record_type, only(std::move(scope))));
    auto programmes = std::make_unique<Filter>(programme_filter(actor, *on.definitions()));
    AMPARO_TRY(reach.foreign_,
               find(index, record_type, only(Filter{index::Not{std::move(programmes)}})));
    return reach;
}

Result<Reach::Ids> Reach::narrowed(const Narrowing& narrowing) const {
    Filters parts;
    auto scope = scope_filter(*actor_, record_type_);
    if (narrowing.location.empty()) {
        Filters any;
        any.push_back(std::move(scope));
        any.push_back(programme_filter(*actor_, *on_->definitions()));
        parts.push_back(Filter{index::Or{std::move(any)}});
    } else {
        parts.push_back(std::move(scope));
        AMPARO_TRY(auto place, place_filter(narrowing.location));
        parts.push_back(std::move(place));
    }
    if (!narrowing.owner.empty()) parts.push_back(Filter{AnyOf{"owned_by", {narrowing.owner}}});
    return find(*on_->index, record_type_, std::move(parts));
}

/// Only by what they may read of a record, or its place would be told by the filter.
Result<Filter> Reach::place_filter(const std::string& location) const {
    const auto definitions = on_->definitions();
    const auto mask = on_->masks->readable(*actor_, definitions, record_type_, "");
    records::NarrowViews narrow(*on_, *actor_, definitions, record_type_);
    Filters any;
    for (const auto& column : on_->index->schema(record_type_)->columns) {
        const bool is_place = column.kind == index::ColumnKind::location &&
                              std::ranges::find(places, column.name) != places.end();
        if (!is_place || !mask->allows(column.name)) continue;
        Filters both;
        both.push_back(Filter{index::UnderLocation{column.name, location}});
        if (narrow.may_lack(column.name)) {
            AMPARO_CHECK(narrow.load());
            if (auto lacking = narrow.lacking(column.name))
                both.push_back(Filter{index::Not{std::make_unique<Filter>(std::move(*lacking))}});
        }
        any.push_back(Filter{index::And{std::move(both)}});
    }
    if (any.empty()) return Filter{index::None{}};
    return Filter{index::Or{std::move(any)}};
}

}  // namespace amparo::matching
