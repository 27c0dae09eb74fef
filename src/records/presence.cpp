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
    if (count_ >= presence_pages_max) sweep(now);
    auto& pages = by_record_[page.record_id];
    const auto known =
        std::ranges::find_if(pages, [&page](const Page& one) { return is_same(one.page, page); });
    if (known != pages.end()) {
        if (known->seen + presence_kept < now) known->since = now;
        known->mode = mode;
        known->seen = now;
    } else if (count_ < presence_pages_max) {
        pages.push_back({.page = page, .mode = mode, .since = now, .seen = now});
        ++count_;
    }
    if (pages.empty()) by_record_.erase(page.record_id);
}

void Presence::forget(const PresencePage& page) {
    const std::scoped_lock lock(mutex_);
    const auto found = by_record_.find(page.record_id);
    if (found == by_record_.end()) return;
    count_ -=
        std::erase_if(found->second, [&page](const Page& one) { return is_same(one.page, page); });
    if (found->second.empty()) by_record_.erase(found);
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
void Presence::sweep(Instant now) {
    for (auto record = by_record_.begin(); record != by_record_.end();) {
        count_ -= std::erase_if(record->second,
                                [now](const Page& one) { return one.seen + presence_kept < now; });
        record = record->second.empty() ? by_record_.erase(record) : std::next(record);
    }
}

}  // namespace amparo::records
