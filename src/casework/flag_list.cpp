#include <algorithm>
#include <charconv>

#include "base/limits.hpp"
#include "casework/detail/flag_wire.hpp"
#include "casework/flags.hpp"
#include "casework/own_scope.hpp"
#include "records/derived/values.hpp"
#include "records/narrow_views.hpp"
#include "records/record_cache.hpp"
#include "records/types.hpp"

namespace amparo::casework {
namespace {

using records::derived::is_true;

index::Filter any_of(std::string column, std::vector<std::string> values) {
    return index::Filter{index::AnyOf{std::move(column), std::move(values)}};
}

/// The records whose flags a share keeps from the actor; nullopt when there are none.
Result<std::optional<index::Filter>> hidden_from(const access::Actor& actor,
                                                 const records::Service& records,
                                                 std::string_view type) {
    const auto& on = records.dependencies();
    records::NarrowViews narrow(on, actor, on.definitions(), std::string(type));
    if (!narrow.may_lack_in_shares("flagged")) return std::optional<index::Filter>();
    AMPARO_CHECK(narrow.load());
    return narrow.lacking_in_shares("flagged");
}

/// The records of a type that have such a flag.
Result<index::Filter> filter_of(const access::Actor& actor, const records::Service& records,
                                std::string_view type, const FlagQuery& query) {
    index::Filters parts;
    AMPARO_TRY(auto hidden, hidden_from(actor, records, type));
    if (hidden)
        parts.push_back(
            index::Filter{index::Not{std::make_unique<index::Filter>(std::move(*hidden))}});
    parts.push_back(own_scope_filter(actor, type));
    if (query.active_only)
        parts.push_back(any_of("flagged", {"true"}));
    else
        parts.push_back(index::Filter{index::Present{"flags_total"}});
    if (query.by_me) parts.push_back(any_of("flagged_by", {actor.name().text()}));
    return index::Filter{index::And{std::move(parts)}};
}

bool is_wanted(const access::Actor& actor, const json::Object& flag, const FlagQuery& query) {
    if (query.active_only && is_true(flag, "removed")) return false;
    return !query.by_me || json::string_or(flag, "flagged_by") == actor.name().text();
}

/// How many flags the records of the filter have together, from the counts they carry.
Result<std::size_t> count_flags(const records::Service& records, std::string_view type,
                                const index::Filter& filter, const FlagQuery& query) {
    const auto* column = query.active_only ? "flags_unresolved" : "flags_total";
    AMPARO_TRY(const auto counts, records.dependencies().index->count_by(type, filter, column));
    std::size_t total = 0;
    for (const auto& [text, count] : counts) {
        std::size_t flags = 0;
        std::from_chars(text.data(), text.data() + text.size(), flags);
        total += flags * count;
    }
    return total;
}

// A record stands at the date of its newest flag of the wanted kind. The first n flags of all are
// therefore among those of the first n records.
Result<std::vector<RecordId>> first_records(const records::Service& records, std::string_view type,
                                            index::Filter filter, const FlagQuery& query) {
    index::Query asked;
    asked.filter = std::move(filter);
    asked.sort = {
        .column = query.active_only ? "flags_newest_unresolved_date" : "flags_newest_date",
        .descending = true};
    asked.count = query.by_me ? limits::linked_records_max
                              : std::min(query.offset + query.count, limits::linked_records_max);
    AMPARO_TRY(auto page, records.dependencies().index->find(type, asked));
    return std::move(page.ids);
}

/// The flags of a type that may be on the page.
Result<json::Array> collect(const access::Actor& actor, const records::Service& records,
                            const FlagQuery& query, std::string_view type) {
    json::Array flags;
    AMPARO_TRY(auto filter, filter_of(actor, records, type, query));
    AMPARO_TRY(const auto ids, first_records(records, type, std::move(filter), query));
    const auto& on = records.dependencies();
    AMPARO_TRY(const auto found, on.cache->find(*on.database, ids));
    for (const auto& record : found) {
        if (!access::may(actor, "read", type, record->data)) continue;
        for (const auto* flag : records::derived::rows(record->data, detail::flags_key)) {
            if (is_wanted(actor, *flag, query))
                flags.emplace_back(detail::flag_to_wire(actor, *record, *flag));
        }
    }
    return flags;
}

bool is_newer(const json::Value& left, const json::Value& right) {
    const auto& one = left.get_object();
    const auto& other = right.get_object();
    const auto key = [](const json::Object& flag) {
        return std::make_tuple(json::string_or(flag, "date"), json::string_or(flag, "created_at"),
                               json::integer_or(flag, "id", 0));
    };
    return key(one) > key(other);
}

std::vector<std::string> types_of(const FlagQuery& query) {
    if (!query.record_types.empty()) return query.record_types;
    std::vector<std::string> all;
    for (const auto& facts : records::record_types()) all.emplace_back(facts.name);
    return all;
}

}  // namespace

Result<FlagPage> find_flags(const access::Actor& actor, const records::Service& records,
                            const FlagQuery& query) {
    if (!actor.can("dashboard", "dash_flags")) return refuse(Errc::forbidden, "errors.forbidden");
    FlagPage page;
    json::Array flags;
    for (const auto& type : types_of(query)) {
        if (records::facts_of(type) == nullptr)
            return refuse_field(Errc::invalid, "record_type", MessageKey{"errors.filters.value"});
        if (!actor.can(type, "flag") && !actor.can(type, "read")) continue;
        AMPARO_TRY(auto some, collect(actor, records, query, type));
        std::ranges::move(some, std::back_inserter(flags));
        if (query.by_me) continue;
        AMPARO_TRY(const auto filter, filter_of(actor, records, type, query));
        AMPARO_TRY(const auto count, count_flags(records, type, filter, query));
        page.total += count;
    }
    if (query.by_me) page.total = flags.size();
    std::ranges::sort(flags, is_newer);
    for (auto at = query.offset; at < flags.size() && page.data.size() < query.count; ++at)
        page.data.push_back(std::move(flags[at]));
    return page;
}

}  // namespace amparo::casework
