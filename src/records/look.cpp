#include "records/look.hpp"

#include <algorithm>

#include "records/beholder.hpp"
#include "records/edit.hpp"
#include "records/record_cache.hpp"
#include "records/sync_states.hpp"

namespace amparo::records {
namespace {

bool is_of_type(const store::StoredRecord& record, std::string_view record_type) {
    return record.type == record_type && !record.deleted;
}

/// A record that belongs to somebody else, without sharing in its life.
Look::Pointer borrowed(const store::StoredRecord& record) {
    return {Look::Pointer(), &record};
}

}  // namespace

Look::Look(const Dependencies& on, const access::Actor& viewer,
           std::shared_ptr<const forms::Definitions> definitions, Beside beside)
    : on_(on), viewer_(viewer), definitions_(std::move(definitions)), beside_(std::move(beside)) {}

Day Look::today() const {
    return day_in_zone(on_.clock->now(), definitions_->time_zone());
}

Look::Pointer Look::find(std::string_view record_type, const RecordId& id) const {
    for (const auto* record : beside_) {
        if (record->id == id && is_of_type(*record, record_type)) return borrowed(*record);
    }
    auto found = on_.cache->find(*on_.database, id);
    if (!found) throw Outage("a linked record cannot be read: " + id.text());
    if (*found == nullptr || !is_of_type(**found, record_type)) return nullptr;
    return std::move(*found);
}

Look::Pointer Look::find(std::string_view record_type, std::string_view id) const {
    const auto parsed = RecordId::parse(id);
    return parsed ? find(record_type, *parsed) : nullptr;
}

bool Look::may_read(const store::StoredRecord& record) const {
    return access::may(viewer_, "read", record.type, record.data);
}

std::shared_ptr<const access::FieldMask> Look::readable(const store::StoredRecord& record) const {
    return readable_of(on_, viewer_, definitions_, record);
}

void Look::show(const store::StoredRecord& record, const Wants& wants, json::Object& out) const {
    add(record, wants, Extent::all, out);
    add_sync_state(record, wants, out);
}

void Look::show_changes(const store::StoredRecord& record, const Wants& wants,
                        json::Object& out) const {
    add(record, wants, Extent::changed, out);
}

void Look::add_sync_state(const store::StoredRecord& record, const Wants& wants,
                          json::Object& out) const {
    const bool is_wanted = wants("sync_status") || wants("synced_at");
    if (are_there_syncs_ == false || !is_wanted) return;
    json::Object shown;
    on_.database->read([&](store::Snapshot& snapshot) {
        if (!are_there_syncs_) are_there_syncs_ = store::has_record_syncs(snapshot);
        if (*are_there_syncs_) show_sync_state(sync_state_of(snapshot, record.id.text()), shown);
        return true;
    });
    for (auto& [key, value] : shown) {
        if (wants(key)) out[key] = std::move(value);
    }
}

bool Look::is_beside(std::string_view record_type, const RecordId& apart_from) const {
    return std::ranges::any_of(beside_, [&](const auto* record) {
        return record->type == record_type && record->id != apart_from;
    });
}

void Look::add(const store::StoredRecord& record, const Wants& wants, Extent extent,
               json::Object& out) const {
    if (!on_.hooks) return;
    for (const auto& glance : on_.hooks->glances) {
        if (glance.record_type != record.type) continue;
        const bool is_due = extent == Extent::all || is_beside(glance.looks_at, record.id);
        const auto is_shown = [&](std::string_view key) {
            return wants(key) && (is_due || out.contains(key));
        };
        if (std::ranges::none_of(glance.keys, is_shown)) continue;
        for (auto& [key, value] : glance.give(*this, record)) {
            if (is_shown(key)) out[key] = std::move(value);
        }
    }
}

}  // namespace amparo::records
