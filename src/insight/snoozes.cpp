#include "insight/snoozes.hpp"

#include <set>

#include "base/json.hpp"
#include "store/user_items.hpp"

namespace amparo::insight {
namespace {

constexpr std::string_view kind = "task_snooze";  // its key is the task's id
constexpr std::size_t snoozes_max = 200;          // of one user: each is looked at with every list

store::UserItems of_user(std::int64_t user_id) {
    return {.kind = kind, .user_id = user_id};
}

/// nullopt when it is over.
std::optional<Day> until_of(const store::UserItem& item, Day today) {
    const auto day = parse_day(json::string_or(item.data, "until"));
    return day && *day > today ? std::optional(*day) : std::nullopt;
}

Result<> forget_past(store::Transaction& transaction, std::int64_t user_id, Day today) {
    AMPARO_TRY(const auto items,
               store::list_user_items(transaction, of_user(user_id), {.count = snoozes_max}));
    for (const auto& item : items) {
        if (until_of(item, today)) continue;
        AMPARO_CHECK(store::remove_user_item(transaction, of_user(user_id), item.id));
    }
    return {};
}

}  // namespace

Result<Snoozes> Snoozes::of(store::Snapshot& snapshot, std::int64_t user_id, Day today) {
    AMPARO_TRY(const auto items,
               store::list_user_items(snapshot, of_user(user_id), {.count = snoozes_max}));
    Snoozes snoozes;
    for (const auto& item : items) {
        if (const auto day = until_of(item, today)) snoozes.until_.emplace(item.key, *day);
    }
    return snoozes;
}

Result<std::optional<Day>> Snoozes::find(store::Snapshot& snapshot, std::int64_t user_id,
                                         const std::string& task_id, Day today) {
    AMPARO_TRY(const auto item, store::find_user_item(snapshot, of_user(user_id), task_id));
    return item ? until_of(*item, today) : std::nullopt;
}

Result<> Snoozes::put(store::Transaction& transaction, const Change& change) {
    const auto whose = of_user(change.user_id);
    AMPARO_CHECK(forget_past(transaction, change.user_id, change.today));
    AMPARO_TRY(auto known, store::find_user_item(transaction, whose, change.task_id));
    if (!change.until) {
        return known ? store::remove_user_item(transaction, whose, known->id) : Result<>();
    }
    store::UserItem item{.kind = std::string(kind),
                         .user_id = change.user_id,
                         .key = change.task_id,
                         .data = {{"until", format_day(*change.until)}}};
    if (known) {
        item.id = known->id;
        return store::update_user_item(transaction, item);
    }
    if (store::count_user_items(transaction, whose) >= snoozes_max)
        return refuse_field(Errc::invalid, "snoozed_until", "errors.snooze.too_many");
    AMPARO_CHECK(store::insert_user_item(transaction, item));
    return {};
}

std::optional<Day> Snoozes::until(const std::string& task_id) const {
    const auto found = until_.find(task_id);
    return found == until_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Snoozes::records() const {
    std::set<std::string> ids;
    for (const auto& [task_id, day] : until_) ids.insert(record_of_task(task_id));
    return {ids.begin(), ids.end()};
}

std::string record_of_task(const std::string& task_id) {
    const auto end = task_id.find(':');
    return end == std::string::npos ? std::string() : task_id.substr(0, end);
}

}  // namespace amparo::insight
