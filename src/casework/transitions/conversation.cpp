#include "casework/transitions/conversation.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/visibility.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

constexpr const char* text_field = "text";

Result<> check_text(const std::string& words) {
    if (words.empty())
        return refuse_field(Errc::invalid, text_field, MessageKey{"errors.fields.required"});
    if (text::length(words) > message_characters_max)
        return refuse_field(Errc::invalid, text_field, MessageKey{"errors.validation.text_length"});
    return {};
}

Result<> check_is_open(const TransitionLook& look) {
    if (look.is_remote() || !look.is_active_referral())
        return refuse_field(Errc::invalid, "base",
                            MessageKey{"transition.errors.conversation_over"});
    const auto* messages = json::find_array(look.row(), messages_key);
    if (messages != nullptr && messages->size() >= messages_max)
        return refuse_field(Errc::invalid, "base",
                            MessageKey{"transition.errors.conversation_full"});
    return {};
}

/// The referral for a step that asks for the right to see it; not_found when it is not shown.
Result<json::Object*> open_entry(records::Edit& edit, records::Draft& draft,
                                 const TransitionKey& key) {
    auto* entry = detail::find_entry(draft, key.type, key.id);
    if (entry == nullptr || !is_shown(edit.actor(), draft.data(), TransitionLook(*entry)))
        return refuse(Errc::not_found, "errors.not_found");
    return entry;
}

/// Both sides, the owner, and whoever else has written: each once.
std::vector<std::string> people_of(const records::Draft& draft, const json::Object& entry) {
    const TransitionLook look(entry);
    std::vector<std::string> people{look.sender(), look.recipient(),
                                    json::string_or(draft.data(), "owned_by")};
    for (const auto* message : records::derived::rows(entry, messages_key))
        people.push_back(json::string_or(*message, "by"));
    std::ranges::sort(people);
    const auto twice = std::ranges::unique(people);
    people.erase(twice.begin(), twice.end());
    return people;
}

void announce(records::Edit& edit, const records::Draft& draft, const json::Object& entry,
              const std::string& message_id) {
    records::Event event{.kind = records::EventKind::referral_message,
                         .record_type = draft.type(),
                         .record_id = draft.id().text(),
                         .actor = edit.actor().name(),
                         .occurrence = message_id};
    for (auto& name : people_of(draft, entry)) {
        if (!name.empty() && name != event.actor.text())
            event.recipients.emplace_back(std::move(name));
    }
    if (!event.recipients.empty()) edit.enqueue(records::event_job(event));
}

void note_read(json::Object& entry, const std::string& reader, Instant now) {
    auto& read = entry[messages_read_key];
    if (!read.is_object()) read = json::Object();
    read.get_object()[reader] = format_instant(now);
}

/// When somebody other than its author first read it for certain: the earliest of the last visits
/// that came after it.
std::string read_at(const json::Object& entry, const json::Object& message) {
    std::string earliest;
    const auto at = json::string_or(message, "at");
    const auto* read = json::find_object(entry, messages_read_key);
    if (read == nullptr) return earliest;
    for (const auto& [reader, moment] : *read) {
        const auto* last = moment.if_string();
        if (last == nullptr || reader == json::string_or(message, "by") || *last < at) continue;
        if (earliest.empty() || std::string_view(*last) < earliest) earliest = std::string(*last);
    }
    return earliest;
}

json::Array to_wire(const json::Object& entry) {
    json::Array list;
    for (const auto* message : records::derived::rows(entry, messages_key)) {
        auto wire = *message;
        const auto read = read_at(entry, *message);
        if (!read.empty()) wire["read_at"] = read;
        list.emplace_back(std::move(wire));
    }
    return list;
}

Result<> note_visit(const access::Actor& actor, records::Service& records,
                    const TransitionKey& key) {
    AMPARO_CHECK(records.edit(actor, [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = "case",
                                           .id = key.record_id,
                                           .right = "read",
                                           .cause = "referral_messages_read",
                                           .stamp = records::Stamp::untouched}));
        AMPARO_TRY(auto* entry, open_entry(edit, *draft, key));
        note_read(*entry, actor.name().text(), edit.now());
        return {};
    }));
    return {};
}

}  // namespace

Result<json::Object> write_message(const access::Actor& actor, records::Service& records,
                                   const TransitionKey& key, const MessageInput& input) {
    const RecordKey record{"case", key.record_id};
    return detail::run(
        actor, records, {record, input.repetition},
        [&](records::Edit& edit) -> Result<std::string> {
            // Beside the record: a word on it is no edit of the child's answers.
            AMPARO_TRY(auto* draft, edit.open({.record_type = record.record_type,
                                               .id = record.id,
                                               .right = "read",
                                               .cause = "referral_message",
                                               .stamp = records::Stamp::untouched}));
            AMPARO_TRY(auto* entry, open_entry(edit, *draft, key));
            AMPARO_CHECK(detail::check_enabled(*draft));
            const TransitionLook look(*entry);
            if (!has_a_word({actor, edit.directory()}, draft->type(), draft->data(), look))
                return refuse(Errc::forbidden, "errors.forbidden");
            const std::string words(text::trim(input.text));
            AMPARO_CHECK(check_text(words));
            AMPARO_CHECK(check_is_open(look));
            auto& messages = (*entry)[messages_key];
            if (!messages.is_array()) messages = json::Array();
            const auto id = Uuid::random(edit.random()).text();
            messages.get_array().emplace_back(json::Object{{"id", id},
                                                           {"by", actor.name().text()},
                                                           {"at", format_instant(edit.now())},
                                                           {"text", words}});
            note_read(*entry, actor.name().text(), edit.now());
            announce(edit, *draft, *entry, id);
            return key.id;
        });
}

Result<json::Array> read_messages(const access::Actor& actor, records::Service& records,
                                  const TransitionKey& key) {
    AMPARO_TRY(const auto record, records.read_for(actor, "case", key.record_id, "read"));
    for (const auto* row : records::derived::rows(record.data, transitions_key)) {
        const TransitionLook look(*row);
        if (look.id() != key.id || !look.is(key.type) || !is_shown(actor, record.data, look))
            continue;
        const auto directory = records.dependencies().directory();
        const bool is_party = has_a_word({actor, *directory}, "case", record.data, look);
        if (is_party && unread_messages(*row, actor.name().text()) > 0)
            AMPARO_CHECK(note_visit(actor, records, key));
        return to_wire(*row);
    }
    return refuse(Errc::not_found, "errors.not_found");
}

}  // namespace amparo::casework
