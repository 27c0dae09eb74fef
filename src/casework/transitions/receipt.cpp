#include "casework/transitions/receipt.hpp"

#include <algorithm>

#include "casework/transitions/book.hpp"
#include "records/derived/values.hpp"
#include "records/record_cache.hpp"

namespace amparo::casework {
namespace {

constexpr const char* received_key = "received_at";
constexpr const char* opened_key = "opened_at";

/// What goes to the actor and lasts, and lacks the mark.
bool lacks(const access::Actor& actor, const json::Object& row, std::string_view mark) {
    const TransitionLook look(row);
    const bool lasts =
        look.is_active_referral() || (look.is(TransitionType::transfer) && look.is_waiting());
    return lasts && !look.is_remote() && look.recipient() == actor.name().text() &&
           look.text(mark).empty();
}

/// Nearly always there is nothing to do, and then nothing is opened for change.
Result<bool> has_to_note(const access::Actor& actor, const records::Service& records,
                         const RecordKey& key, std::string_view mark) {
    const auto& on = records.dependencies();
    AMPARO_TRY(const auto record, on.cache->find(*on.database, key.id));
    if (!record || record->type != key.record_type) return false;
    return std::ranges::any_of(records::derived::rows(record->data, transitions_key),
                               [&](const auto* row) { return lacks(actor, *row, mark); });
}

Result<> note(const access::Actor& actor, records::Service& records, const RecordKey& key,
              std::string_view mark) {
    AMPARO_TRY(const auto is_due, has_to_note(actor, records, key, mark));
    if (!is_due) return {};
    const auto done = records.edit(actor, [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = key.record_type,
                                           .id = key.id,
                                           .right = "read",
                                           .cause = "hand_over_seen",
                                           .stamp = records::Stamp::untouched}));
        const auto now = format_instant(edit.now());
        for (auto* entry : detail::entries_of(*draft)) {
            if (!lacks(actor, *entry, mark)) continue;
            (*entry)[mark] = now;
            // What was opened has arrived.
            if (json::string_or(*entry, received_key).empty()) (*entry)[received_key] = now;
        }
        return {};
    });
    // It was taken back meanwhile: then there is nothing to note, and the caller says the rest.
    const bool is_gone =
        !done && (done.error().code == Errc::forbidden || done.error().code == Errc::not_found);
    if (!done && !is_gone) return std::unexpected(done.error());
    return {};
}

}  // namespace

Result<> note_received(const access::Actor& actor, records::Service& records,
                       std::span<const RecordId> cases) {
    for (const auto& id : cases) AMPARO_CHECK(note(actor, records, {"case", id}, received_key));
    return {};
}

Result<> note_seen(const access::Actor& actor, records::Service& records, const RecordKey& key) {
    return note(actor, records, key, opened_key);
}

}  // namespace amparo::casework
