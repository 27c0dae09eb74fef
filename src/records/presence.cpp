#include "records/presence.hpp"

#include <algorithm>

namespace amparo::records {
namespace {

bool is_same(const PresencePage& left, const PresencePage& right) {
    return left.page == right.page && left.user_name == right.user_name;
}

}  // namespace

void Presence::note(const PresencePage& page, PresenceMode mode, Instant now) {
    const std::scoped_lock lock(mutex_);
    const auto record = by_record_.find(page.record_id);
    if (record != by_record_.end()) {
        const auto known = std::ranges::find_if(
            record->second, [&page](const Page& one) { return is_same(one.page, page); });
        if (known != record->second.end()) {
            if (known->seen + presence_kept < now) known->since = now;
            known->mode = mode;
            known->seen = now;
            return;
        }
    }
    if (!has_room(page.user_name, now)) return;
    by_record_[page.record_id].push_back({.page = page, .mode = mode, .since = now, .seen = now});
    ++pages_of_[page.user_name];
    ++count_;
}

void Presence::forget(const PresencePage& page) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_record_.find(page.record_id);
    if (found == by_record_.end()) return;
    drop(found, [&page](const Page& one) { return is_same(one.page, page); });
}

std::vector<Present> Presence::others(const PresencePage& page, Instant now) const {
    const std::scoped_lock lock(mutex_);
    const auto found = by_record_.find(page.record_id);
    if (found == by_record_.end()) return {};
    std::map<std::string, Present> people;
    for (const auto& one : found->second) {
        const auto& name = one.page.user_name;
        if (name == page.user_name || one.seen + presence_kept < now) continue;
        const auto [place, is_new] = people.try_emplace(
            name, Present{.user_name = name, .mode = one.mode, .since = one.since});
        auto& person = place->second;
        person.mode = std::max(person.mode, one.mode);
        person.since = std::min(person.since, one.since);
    }
    std::vector<Present> list;
    for (auto& [name, person] : people) list.push_back(std::move(person));
    return list;
}

// Pages that were closed without a word stay until room is needed, which costs one look at all.
bool Presence::has_room(const std::string& user_name, Instant now) {
    const auto is_full = [&] {
        const auto own = pages_of_.find(user_name);
        return count_ >= presence_pages_max ||
               (own != pages_of_.end() && own->second >= presence_pages_of_person_max);
    };
    if (is_full()) sweep(now);
    return !is_full();
}

/// Drops pages of a record, and the record with its last one; the record behind it.
template <typename Predicate>
Presence::ByRecord::iterator Presence::drop(ByRecord::iterator record, Predicate is_dropped) {
    count_ -= std::erase_if(record->second, [&](const Page& one) {
        if (!is_dropped(one)) return false;
        const auto own = pages_of_.find(one.page.user_name);
        if (--own->second == 0) pages_of_.erase(own);
        return true;
    });
    return record->second.empty() ? by_record_.erase(record) : std::next(record);
}

void Presence::sweep(Instant now) {
    const auto is_silent = [now](const Page& one) { return one.seen + presence_kept < now; };
    for (auto record = by_record_.begin(); record != by_record_.end();)
        record = drop(record, is_silent);
}

}  // namespace amparo::records
