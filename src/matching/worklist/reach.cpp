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

std::vector<std::string> texts_of(const Reach::Ids& ids) {
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const auto& id : ids) texts.push_back(id.text());
    return texts;
}

/// Those of the ids that fit the filter as well.
Result<Reach::Ids> find(const index::Index& index, std::string_view record_type,
                        const Reach::Ids& ids, Filter filter) {
    if (ids.empty()) return Reach::Ids();
    Filters parts;
    parts.push_back(std::move(filter));
    parts.push_back(Filter{index::Ids{texts_of(ids)}});
    index::Query query;
    query.filter = Filter{index::And{std::move(parts)}};
    query.sort = {.column = "created_at", .descending = false};
    query.count = ids.size();
    AMPARO_TRY(const auto page, index.find(record_type, query));
    return Reach::Ids(page.ids.begin(), page.ids.end());
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
                        std::string_view record_type, const Ids& among) {
    Reach reach(on, actor, std::string(record_type));
    AMPARO_TRY(reach.own_, find(*on.index, record_type, among, scope_filter(actor, record_type)));
    AMPARO_TRY(reach.known_,
               find(*on.index, record_type, among, programme_filter(actor, *on.definitions())));
    reach.known_.insert(reach.own_.begin(), reach.own_.end());
    return reach;
}

Result<Reach::Ids> Reach::narrowed(const Narrowing& narrowing) const {
    auto left = narrowing.location.empty() ? known_ : own_;
    if (!narrowing.owner.empty()) {
        AMPARO_TRY(left, find(*on_->index, record_type_, left,
                              Filter{AnyOf{"owned_by", {narrowing.owner}}}));
    }
    if (narrowing.location.empty()) return left;
    const auto definitions = on_->definitions();
    const auto mask = on_->masks->readable(*actor_, definitions, record_type_, "");
    records::NarrowViews narrow(*on_, *actor_, definitions, record_type_);
    Filters any;
    for (const auto& column : on_->index->schema(record_type_)->columns) {
        const bool is_place = column.kind == index::ColumnKind::location &&
                              std::ranges::find(places, column.name) != places.end();
        if (!is_place || !mask->allows(column.name)) continue;
        Filters both;
        both.push_back(Filter{index::UnderLocation{column.name, narrowing.location}});
        if (narrow.may_lack(column.name)) {
            AMPARO_CHECK(narrow.load());
            if (auto lacking = narrow.lacking(column.name))
                both.push_back(Filter{index::Not{std::make_unique<Filter>(std::move(*lacking))}});
        }
        any.push_back(Filter{index::And{std::move(both)}});
    }
    if (any.empty()) return Ids();
    return find(*on_->index, record_type_, left, Filter{index::Or{std::move(any)}});
}

}  // namespace amparo::matching
