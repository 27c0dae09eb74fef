#include "casework/deadline_tick.hpp"

#include <algorithm>
#include <set>

#include "casework/alerts.hpp"
#include "index/index.hpp"
#include "records/deadline_marks.hpp"
#include "records/edit.hpp"
#include "records/tasks.hpp"

namespace amparo::casework {
namespace {

constexpr std::chrono::days looked_back{1};  // at the first run: what is older is known

/// Cases on which some work of the kinds fell due between the two.
Result<std::set<RecordId>> fallen_due(const index::Index& index, Instant since, Instant now) {
    index::DueQuery query;
    query.shares.push_back({.records = index::Filter{index::All{}}, .who = std::nullopt});
    for (const auto& kind : records::deadline_marks) query.what.emplace_back(kind.type);
    query.at_least = since.time_since_epoch().count();
    query.at_most = now.time_since_epoch().count() - 1;
    query.count = 0;
    AMPARO_TRY(const auto counted, index.find_dues("case", query));
    query.count = std::max<std::size_t>(1, counted.total);
    AMPARO_TRY(const auto page, index.find_dues("case", query));
    std::set<RecordId> ids;
    for (const auto& row : page.rows) ids.insert(row.id);
    return ids;
}

/// Whether it was marked now.
Result<bool> mark(records::Service& records, const RecordId& id) {
    bool is_marked = false;
    const auto edited = records.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
        is_marked = false;
        AMPARO_TRY(const auto* known, edit.look_at("case", id));
        const auto rules = records::TaskRules::of(edit.definitions());
        const auto form = records::overdue_form(*known, rules, edit.now());
        const auto owner = json::string_or(*known, "owned_by");
        const bool is_known =
            has_alert(*known, alerts_of(std::string(records::deadline_alert), {}, owner));
        if (form.empty() || is_known) return {};
        AMPARO_TRY(auto* draft, edit.open({.record_type = "case",
                                           .id = id,
                                           .cause = deadline_tick_job,
                                           .stamp = records::Stamp::untouched}));
        add_alert(edit, draft->data(),
                  {.alert_for = std::string(records::deadline_alert),
                   .type = std::string(records::deadline_alert),
                   .form_unique_id = std::string(form),
                   .user_id = owner});
        is_marked = true;
        return {};
    });
    if (!edited && edited.error().code == Errc::not_found) return false;  // removed meanwhile
    if (!edited) return std::unexpected(edited.error());
    return is_marked;
}

}  // namespace

Result<json::Object> tick_deadlines(records::Service& records, Instant since,
                                    const store::RunningJob& running) {
    const auto& on = records.dependencies();
    const auto now = on.clock->now();
    const auto from = since == Instant{} ? now - looked_back : since;
    AMPARO_TRY(const auto ids, fallen_due(*on.index, from, now));
    std::size_t marked = 0;
    for (const auto& id : ids) {
        if (running.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
        AMPARO_TRY(const auto is_new, mark(records, id));
        marked += is_new ? 1U : 0U;
    }
    return json::Object{{"cases", ids.size()}, {"marked", marked}};
}

}  // namespace amparo::casework
