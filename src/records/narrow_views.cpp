#include "records/narrow_views.hpp"

#include <algorithm>

#include "records/beholder.hpp"
#include "records/record_cache.hpp"

namespace amparo::records {
namespace {

using index::Filter;

Filter any_of(std::string column, std::vector<std::string> values) {
    return Filter{index::AnyOf{std::move(column), std::move(values)}};
}

Filter without(Filter filter) {
    return Filter{index::Not{std::make_unique<Filter>(std::move(filter))}};
}

template <class... Parts>
index::Filters list_of(Parts... parts) {
    index::Filters list;
    (list.push_back(std::move(parts)), ...);
    return list;
}

/// A record as the narrowest shares give it to somebody: of a referral whose role opens nothing,
/// and of a transfer that is only offered.
json::Object shared_with(const access::Actor& actor, std::string_view type,
                         std::string_view status) {
    return {{"transitions", json::Array{json::Object{{"type", type},
                                                     {"status", status},
                                                     {"transitioned_to", actor.name().text()},
                                                     {"authorized_role_unique_id", "-"}}}}};
}

}  // namespace

NarrowViews::NarrowViews(const Dependencies& on, const access::Actor& actor,
                         std::shared_ptr<const forms::Definitions> definitions,
                         std::string record_type)
    : on_(on),
      actor_(actor),
      definitions_(std::move(definitions)),
      record_type_(std::move(record_type)) {}

bool NarrowViews::may_lack(std::string_view key) {
    return masking(key).has_value() || may_lack_in_shares(key);
}

bool NarrowViews::may_lack_in_shares(std::string_view key) {
    if (actor_.is_system()) return false;
    if (narrowest_.empty()) {
        narrowest_.push_back(view_of(shared_with(actor_, "Referral", "accepted")));
        narrowest_.push_back(view_of(shared_with(actor_, "Transfer", "in_progress")));
    }
    return std::ranges::any_of(
        narrowest_, [&](const auto& view) { return view != nullptr && !view->allows(key); });
}

Result<> NarrowViews::load() {
    if (is_loaded_) return {};
    is_loaded_ = true;
    auto filter = candidates();
    if (!filter) return {};
    index::Query query;
    query.filter = std::move(*filter);
    query.sort = {.column = "created_at", .descending = false};
    query.count = records_max;
    AMPARO_TRY(const auto page, on_.index->find(record_type_, query));
    is_too_many_ = page.total > records_max;
    if (is_too_many_ || page.ids.empty()) return {};
    AMPARO_TRY(const auto records, on_.cache->find(*on_.database, page.ids));
    for (const auto& record : records) {
        auto view = view_of(record->data);
        if (view != nullptr) seen_.push_back({record->id.text(), std::move(view)});
    }
    return {};
}

std::optional<Filter> NarrowViews::lacking(std::string_view key) const {
    auto masked = masking(key);
    auto shared = lacking_in_shares(key);
    if (!masked || !shared) return masked ? std::move(masked) : std::move(shared);
    return Filter{index::Or{list_of(std::move(*masked), std::move(*shared))}};
}

std::optional<Filter> NarrowViews::lacking_in_shares(std::string_view key) const {
    AMPARO_REQUIRE(is_loaded_);
    if (is_too_many_) return candidates();
    auto ids = ids_lacking(key);
    if (ids.empty()) return std::nullopt;
    return Filter{index::Ids{std::move(ids)}};
}

std::string NarrowViews::mark(std::string_view key) const {
    std::string mark;
    if (masking(key)) {
        mark = "masked";
        for (const auto& module : modules_protecting(*definitions_, key)) mark += "/" + module;
        mark += " ";
    }
    if (is_too_many_) {
        const auto& user = actor_.user();
        mark += user.user_name.text() + "/" + user.agency.text() + "/" +
                std::to_string(static_cast<int>(actor_.role().scope));
        for (const auto& group : user.groups) mark += "/" + group;
        return mark;
    }
    for (const auto& id : ids_lacking(key)) mark += id + " ";
    return mark;
}

std::optional<Filter> NarrowViews::masking(std::string_view key) const {
    if (actor_.is_system()) return std::nullopt;
    return masking_filter(*definitions_, {record_type_, key});
}

std::vector<std::string> NarrowViews::ids_lacking(std::string_view key) const {
    std::vector<std::string> ids;
    for (const auto& seen : seen_) {
        if (!seen.view->allows(key)) ids.push_back(seen.id);
    }
    return ids;
}

/// nullptr when the record is seen as any other.
NarrowViews::View NarrowViews::view_of(const json::Object& data) const {
    const auto beholder = beholder_of(on_, actor_, record_type_, data);
    if (beholder.role_pointer() == actor_.role_pointer()) return nullptr;
    return on_.masks->readable(beholder, definitions_, record_type_, "");
}

/// Records in scope that are not the actor's own and that their scope would not reach unless
/// somebody had shared them; nullopt when there can be none.
std::optional<Filter> NarrowViews::candidates() const {
    const auto* schema = on_.index->schema(record_type_);
    const auto has_column = [&](std::string_view name) {
        return std::ranges::any_of(schema->columns,
                                   [&](const auto& column) { return column.name == name; });
    };
    if (actor_.is_system() || !has_column("referred_users")) return std::nullopt;
    const auto& user = actor_.user();
    const auto& name = user.user_name.text();
    auto parts = list_of(without(any_of("owned_by", {name})));
    const auto scope = access::scope_of(actor_, record_type_, access::Reach::own);
    if (scope.kind == access::Scope::Kind::none) return std::nullopt;
    if (scope.kind == access::Scope::Kind::any_of)
        parts.push_back(any_of(scope.field, scope.values));
    switch (actor_.role().scope) {
        case access::ScopeKind::self:
        case access::ScopeKind::admin_only:
            break;
        case access::ScopeKind::group:
            parts.push_back(
                Filter{index::Or{list_of(without(any_of("owned_by_groups", user.groups)),
                                         any_of("referred_users", {name}))}});
            break;
        case access::ScopeKind::agency:
            parts.push_back(Filter{
                index::Or{list_of(without(any_of("owned_by_agency_id", {user.agency.text()})),
                                  any_of("referred_users", {name}))}});
            break;
        case access::ScopeKind::all:
        case access::ScopeKind::identified:
            parts.push_back(any_of("referred_users", {name}));
            break;
    }
    return Filter{index::And{std::move(parts)}};
}

std::optional<Filter> masking_filter(const forms::Definitions& definitions, const FieldKey& key) {
    auto masking = any_of("hidden_name", {"true"});
    if (is_name_key(definitions, key)) return masking;
    auto modules = modules_protecting(definitions, key.key);
    if (modules.empty()) return std::nullopt;
    return Filter{index::And{list_of(std::move(masking), any_of("module_id", std::move(modules)))}};
}

}  // namespace amparo::records
