#include "casework/flags.hpp"

#include <algorithm>

#include "access/directory.hpp"
#include "base/json.hpp"
#include "base/limits.hpp"
#include "base/text.hpp"
#include "casework/detail/flag_wire.hpp"
#include "records/derived/values.hpp"
#include "records/events.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

using records::derived::is_true;
using records::derived::rows;

constexpr std::size_t message_characters_max = 2000;

json::Value member(const json::Object& data, std::string_view key) {
    const auto* value = data.if_contains(key);
    return value == nullptr ? json::Value(nullptr) : *value;
}

Result<> check_text(const std::string& field, const std::string& text) {
    if (text::trim(text).empty())
        return refuse_field(Errc::invalid, field, MessageKey{"errors.fields.required"});
    if (text::length(text) > message_characters_max)
        return refuse_field(Errc::invalid, field, MessageKey{"errors.validation.text_length"});
    return {};
}

Result<> check_day(const std::string& field, const std::string& day) {
    if (day.empty() || parse_day(day)) return {};
    return refuse_field(Errc::invalid, field, MessageKey{"errors.date"});
}

/// Somebody who may open the record: a flag must not hand it to anyone else.
Result<> check_assignee(const records::Edit& edit, const records::Draft& draft,
                        const std::string& name) {
    if (name.empty()) return {};
    const auto user = edit.directory().user(name);
    const auto role = user ? edit.directory().role(user->role) : nullptr;
    const bool reaches = user && role && user->is_active() &&
                         access::may(access::Actor(user, role, edit.actor().policy()), "read",
                                     draft.type(), draft.data());
    if (!reaches) return refuse_field(Errc::invalid, "assignee", MessageKey{"errors.fields.user"});
    return {};
}

/// Numbers of flags are global, and below 2^52 so that every client can hold them.
std::int64_t new_number(Random& random) {
    std::array<std::byte, 8> bytes{};
    random.fill(bytes);
    std::uint64_t number = 0;
    for (const auto byte : bytes) number = number << 8U | std::to_integer<std::uint64_t>(byte);
    return static_cast<std::int64_t>(number >> 12U) | 1;
}

json::Array& flags_of(json::Object& data) {
    auto& flags = data[detail::flags_key];
    if (!flags.is_array()) flags = json::Array();
    return flags.get_array();
}

void tell_assignee(records::Edit& edit, const records::Draft& draft, const json::Object& flag) {
    const auto assignee = json::string_or(flag, "assignee");
    if (assignee.empty() || assignee == edit.actor().name().text()) return;
    edit.enqueue(
        records::event_job({.kind = records::EventKind::flag_added,
                            .record_type = draft.type(),
                            .record_id = draft.id().text(),
                            .actor = edit.actor().name(),
                            .recipients = {UserName(assignee)},
                            .occurrence = std::to_string(json::integer_or(flag, "id", 0))}));
}

json::Object new_flag(const records::Edit& edit, const FlagInput& input) {
    json::Object flag{{"id", new_number(edit.random())},
                      {"message", input.message},
                      {"date", input.date.empty() ? format_day(edit.today()) : input.date},
                      {"flagged_by", edit.actor().name().text()},
                      {"created_at", format_instant(edit.now())},
                      {"removed", false},
                      {"unflag_message", nullptr},
                      {"unflagged_by", nullptr},
                      {"unflagged_date", nullptr},
                      {"system_generated_followup", false},
                      {"assignee", json::text_or_null(input.assignee)},
                      {"due_date", json::text_or_null(input.due_date)}};
    if (input.job != 0) flag["job"] = input.job;
    return flag;
}

json::Object* find_flag(json::Object& data, std::int64_t number) {
    for (auto& element : flags_of(data)) {
        auto* flag = element.if_object();
        if (flag != nullptr && json::integer_or(*flag, "id", 0) == number) return flag;
    }
    return nullptr;
}

Result<> resolve(const records::Edit& edit, const records::Draft& draft, json::Object& flag,
                 const std::string& message) {
    const auto me = edit.actor().name().text();
    const bool is_mine = json::string_or(flag, "flagged_by") == me;
    if (!is_mine && !edit.actor().can(draft.type(), "resolve_any_flag"))
        return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_CHECK(check_text("unflag_message", message));
    flag["removed"] = true;
    flag["unflag_message"] = message;
    flag["unflagged_by"] = me;
    flag["unflagged_date"] = format_day(edit.today());
    return {};
}

Result<> rewrite(const records::Edit& edit, const records::Draft& draft, json::Object& flag,
                 const FlagChange& change) {
    if (!edit.actor().can(draft.type(), "flag_update"))
        return refuse(Errc::forbidden, "errors.forbidden");
    if (change.message) {
        AMPARO_CHECK(check_text("message", *change.message));
        flag["message"] = *change.message;
    }
    if (change.date) {
        AMPARO_CHECK(check_day("date", *change.date));
        flag["date"] = change.date->empty() ? format_day(edit.today()) : *change.date;
    }
    return {};
}

// Before any look-up: who reads no such record learns not even that there is one (records.md F24).
Result<> check_reading(const access::Actor& actor, std::string_view record_type) {
    if (actor.can(record_type, "read")) return {};
    return refuse(Errc::forbidden, "errors.forbidden");
}

/// The right to raise a flag: a job that flags many asks for another one.
std::string_view raising_right(const FlagInput& input) {
    return input.job == 0 ? "flag" : "flag_multiple";
}

/// Changes of flags: whoever may flag, or may resolve what others flagged.
std::string_view changing_right(const access::Actor& actor, std::string_view record_type) {
    return actor.can(record_type, "flag") ? "flag" : "resolve_any_flag";
}

/// What is done to the flags of a record, and the right it takes.
struct Step {
    std::string_view right;
    std::string_view history;
};
Result<records::Draft*> open(records::Edit& edit, const RecordKey& record, const Step& step) {
    const auto& actor = edit.actor();
    AMPARO_CHECK(check_reading(actor, record.record_type));
    AMPARO_TRY(auto* draft, edit.open({.record_type = record.record_type,
                                       .id = record.id,
                                       .right = step.right,
                                       .action = step.history,
                                       .stamp = records::Stamp::by_system}));
    if (!access::may(actor, "read", record.record_type, draft->data()))
        return refuse(Errc::forbidden, "errors.forbidden");
    if (!is_true(draft->data(), "record_state"))
        return refuse_field(Errc::invalid, "base", MessageKey{"errors.record_disabled"});
    return draft;
}

/// The flag with the change of its record.
json::Object answer_of(const access::Actor& actor, const records::Service& records,
                       const records::Draft& draft, std::int64_t number) {
    const auto list = rows(draft.data(), detail::flags_key);
    const auto at = std::ranges::find_if(
        list, [&](const auto* flag) { return json::integer_or(*flag, "id", 0) == number; });
    AMPARO_REQUIRE(at != list.end());
    auto shown = detail::flag_to_wire(actor, draft.record, **at);
    shown["record"] = records.visible_changes(actor, draft);
    return shown;
}

}  // namespace

json::Object detail::flag_to_wire(const access::Actor& actor, const store::StoredRecord& record,
                                  const json::Object& flag) {
    json::Object shown = flag;
    shown.erase("job");
    const bool has_name = record.type == "case" || record.type == "registry_record";
    const bool is_hidden = is_true(record.data, "hidden_name");
    shown["record_id"] = record.id.text();
    shown["record_uuid"] = record.id.text();
    shown["record_type"] = records::segment_of(record.type);
    shown["name"] = nullptr;
    if (has_name)
        shown["name"] =
            is_hidden ? json::Value(records::hidden_name_mask) : member(record.data, "name");
    for (const auto* key : {"short_id", "owned_by", "owned_by_agency_id"})
        shown[key] = member(record.data, key);
    shown["record_access_denied"] = !access::may(actor, "read", record.type, record.data);
    return shown;
}

Result<json::Array> list_flags(const access::Actor& actor, const records::Service& records,
                               const RecordKey& key) {
    AMPARO_CHECK(check_reading(actor, key.record_type));
    AMPARO_TRY(const auto record, records.read_for(actor, key.record_type, key.id, "flag"));
    if (!access::may(actor, "read", key.record_type, record.data))
        return refuse(Errc::forbidden, "errors.forbidden");
    std::vector<const json::Object*> flags = rows(record.data, detail::flags_key);
    std::ranges::sort(flags, {}, [](const auto* flag) { return json::integer_or(*flag, "id", 0); });
    json::Array list;
    for (const auto* flag : flags) list.emplace_back(detail::flag_to_wire(actor, record, *flag));
    return list;
}

Result<json::Object> raise_flag(const access::Actor& actor, records::Service& records,
                                const RecordKey& record, const FlagInput& input) {
    const auto right = raising_right(input);
    if (!actor.can(record.record_type, right)) return refuse(Errc::forbidden, "errors.forbidden");
    std::int64_t number = 0;
    const auto step = [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, open(edit, record, {right, "flag"}));
        AMPARO_CHECK(check_text("message", input.message));
        AMPARO_CHECK(check_day("date", input.date));
        AMPARO_CHECK(check_day("due_date", input.due_date));
        AMPARO_CHECK(check_assignee(edit, *draft, input.assignee));
        auto flag = new_flag(edit, input);
        number = json::integer_or(flag, "id", 0);
        tell_assignee(edit, *draft, flag);
        flags_of(draft->data()).emplace_back(std::move(flag));
        return {};
    };
    const auto reply = [&](const std::vector<records::Draft>& drafts) {
        return answer_of(actor, records, drafts.front(), number);
    };
    return records.edit_once(actor, step, reply, input.repetition);
}

Result<json::Object> change_flag(const access::Actor& actor, records::Service& records,
                                 const FlagPlace& place, const FlagChange& change) {
    const auto& type = place.record.record_type;
    if (!actor.can(type, "flag") && !actor.can(type, "resolve_any_flag"))
        return refuse(Errc::forbidden, "errors.forbidden");
    const bool edits = change.message || change.date;
    const auto reason = change.unflag_message.value_or("");
    const bool resolves = change.unflag_message && (!text::trim(reason).empty() || !edits);
    const Step step{changing_right(actor, type), resolves ? "unflag" : "update"};
    AMPARO_TRY(const auto drafts, records.edit(actor, [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, open(edit, place.record, step));
        auto* flag = find_flag(draft->data(), place.number);
        if (flag == nullptr) return refuse(Errc::not_found, "errors.not_found");
        if (is_true(*flag, "removed"))
            return refuse_field(Errc::invalid, "removed", MessageKey{"errors.flags.resolved"});
        if (resolves) return resolve(edit, *draft, *flag, reason);
        return rewrite(edit, *draft, *flag, change);
    }));
    return answer_of(actor, records, drafts.front(), place.number);
}

}  // namespace amparo::casework
