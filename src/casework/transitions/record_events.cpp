#include "casework/transitions/record_events.hpp"

#include <algorithm>
#include <array>

#include "access/directory.hpp"
#include "access/user_scope.hpp"
#include "records/difference.hpp"
#include "records/record_cache.hpp"
#include "records/tasks.hpp"
#include "store/records.hpp"

namespace amparo::casework {
namespace {

constexpr std::size_t records_max = 1000;  // each is asked for its changes
constexpr std::size_t changes_max = 50;    // of one record; more is one record's story
constexpr std::string_view system_name = "system";

/// Told as what they are, not as changes.
constexpr std::array<std::string_view, 2> told_elsewhere{"transitions", "approval_subforms"};
/// Marks of the server beside the record's answers.
constexpr std::array<std::string_view, 7> marks{
    "alerts",          "activity_dates",  "own_tasks",      "given_tasks",
    "match_questions", "last_updated_at", "last_updated_by"};

bool is_one_of(std::string_view key, std::span<const std::string_view> keys) {
    return std::ranges::find(keys, key) != keys.end();
}

/// "" for what is not told.
std::string word_of(const store::Change& change) {
    const auto* changes = json::find_object(change.details, records::changes_key);
    if (records::is_task_step(change.action)) return "";  // whom it concerns is told of it
    if (change.action != "update") return change.action;
    if (changes == nullptr) return "";
    bool is_told = false;
    for (const auto& [key, pair] : *changes) {
        if (is_one_of(key, told_elsewhere)) return "";
        is_told = is_told || !is_one_of(key, marks);
    }
    const auto* status = json::find_object(*changes, "status");
    if (status == nullptr) return is_told ? "update" : "";
    return json::string_or(*status, "to") == "closed" ? "close" : "reopen";
}

index::Query wanted(const access::Actor& actor, const access::Directory& directory,
                    const RecordEventQuery& query) {
    index::And all;
    all.parts.push_back(
        index::Filter{index::DateRange{.column = "last_updated_at",
                                       .from = query.from.time_since_epoch().count(),
                                       .to = Instant::max().time_since_epoch().count()}});
    if (actor.role().scope != access::ScopeKind::all) {
        std::vector<std::string> names;
        for (const auto& user : access::managed_users(actor, directory))
            names.push_back(user->user_name.text());
        all.parts.push_back(index::Filter{index::AnyOf{"owned_by", std::move(names)}});
    }
    index::Query found;
    found.filter = index::Filter{std::move(all)};
    found.sort = {.column = "last_updated_at", .descending = true};
    found.count = records_max;
    return found;
}

}  // namespace

Result<std::vector<RecordEvent>> record_events(const access::Actor& actor,
                                               const records::Service& records,
                                               const RecordEventQuery& query) {
    const auto& on = records.dependencies();
    AMPARO_TRY(const auto page,
               on.index->find(query.record_type, wanted(actor, *on.directory(), query)));
    AMPARO_TRY(const auto found, on.cache->find(*on.database, page.ids));
    return on.database->read([&](store::Snapshot& snapshot) -> Result<std::vector<RecordEvent>> {
        std::vector<RecordEvent> events;
        for (const auto& record : found) {
            AMPARO_TRY(const auto changes,
                       store::changes_of(snapshot, record->id.text(), 0, changes_max));
            for (const auto& change : changes) {
                const bool is_in_time = change.at >= query.from && change.at < query.to;
                const bool is_others =
                    change.actor != actor.name().text() && change.actor != system_name;
                if (!is_in_time || !is_others) continue;
                auto word = word_of(change);
                if (!word.empty())
                    events.push_back({*record, std::move(word), change.actor, change.at});
            }
        }
        return events;
    });
}

}  // namespace amparo::casework
