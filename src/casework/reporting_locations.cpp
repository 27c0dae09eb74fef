#include "casework/reporting_locations.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/types.hpp"

namespace amparo::casework {
namespace {

// Few enough that a worker who saves one of them at the same moment hardly makes it start again.
constexpr std::size_t changed_together = 50;

Result<> restamp(records::Edit& edit, std::string_view record_type, std::span<const RecordId> ids) {
    constexpr auto key = records::derived::reporting_location_key;
    for (const auto& id : ids) {
        const auto known = edit.look_at(record_type, id);
        if (!known && known.error().code == Errc::not_found) continue;
        if (!known) return std::unexpected(known.error());
        json::Object right{
            {key, records::derived::reporting_location(edit.definitions(), record_type, **known)}};
        if (!records::derived::is_changed(**known, right, key)) continue;
        AMPARO_TRY(auto* draft, edit.open({.record_type = record_type,
                                           .id = id,
                                           .cause = reporting_location_kind,
                                           .stamp = records::Stamp::by_system}));
        draft->data()[key] = std::move(right[key]);
    }
    return {};
}

Result<std::vector<RecordId>> all_of(const records::Service& records,
                                     std::string_view record_type) {
    const auto& index = *records.dependencies().index;
    index::Query query;
    query.filter = index::Filter{index::All{}};
    query.sort = {.column = "created_at", .descending = false};
    query.count = std::max<std::size_t>(1, index.size(record_type));
    AMPARO_TRY(auto page, index.find(record_type, query));
    return std::move(page.ids);
}

}  // namespace

Result<json::Object> restamp_reporting_locations(records::Service& records,
                                                 const store::RunningJob& running) {
    const auto system = access::Actor::system();
    std::int64_t changed = 0;
    for (const auto& facts : records::record_types()) {
        AMPARO_TRY(const auto ids, all_of(records, facts.name));
        for (std::size_t at = 0; at < ids.size(); at += changed_together) {
            if (running.is_stopping && running.is_stopping())
                return refuse(Errc::busy, "errors.busy");
            const auto some =
                std::span(ids).subspan(at, std::min(changed_together, ids.size() - at));
            AMPARO_TRY(const auto drafts, records.edit(system, [&](records::Edit& edit) {
                return restamp(edit, facts.name, some);
            }));
            changed += static_cast<std::int64_t>(drafts.size());
        }
    }
    return json::Object{{"records", changed}};
}

}  // namespace amparo::casework
