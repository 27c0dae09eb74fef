#include <algorithm>
#include <set>

#include "forms/merge.hpp"
#include "forms/three_way.hpp"
#include "forms/validation.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/detail/edit_run.hpp"
#include "records/detail/repetition.hpp"
#include "records/detail/reply.hpp"
#include "records/look.hpp"
#include "records/representation.hpp"
#include "records/service.hpp"
#include "records/sync_states.hpp"
#include "records/types.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

using detail::WriteContext;

/// One try of an update, against the record as it is now.
struct Attempt {
    const WriteContext& context;
    const WriteRequest& request;
    const store::StoredRecord& stored;
    const store::StoredRecord& seen;  // with what linked records show under keys of the request
};

bool may_append_from_outside(const WriteContext& context, const std::string& action) {
    const bool appends = action == "add_note" || action == "incident_details_from_case" ||
                         action == "services_section_from_case";
    return appends && context.actor.can(context.record_type, "search_owned_by_others");
}

// With a record action: that permission on the type and `read` on the record; without: `write`
// (records.md §12.3). All that is asked of the type comes before the look-up (F24).
Result<> check_right(const WriteContext& context, const std::string& record_action) {
    const auto action = record_action.empty() ? std::string("update") : record_action;
    const bool may_look = record_action.empty() || context.actor.can(context.record_type, "read") ||
                          may_append_from_outside(context, record_action);
    if (!may_look || !context.actor.can(context.record_type, action))
        return refuse(Errc::forbidden, "errors.forbidden");
    return {};
}

/// Whether the write adds a row to a record that the actor may have found by search only: the
/// three appends reach it there too, and learn nothing of it (case-management.md §1.5, rule 3).
bool appends_from_outside(const Attempt& attempt) {
    return !attempt.request.base &&
           may_append_from_outside(attempt.context, attempt.request.record_action);
}

Result<> check_record_right(const Attempt& attempt) {
    const auto& context = attempt.context;
    const auto& record_action = attempt.request.record_action;
    const std::string_view action = record_action.empty() ? "update" : "read";
    // Registry records are open to readers beyond their scope, but only to be looked at.
    // Whoever is only offered a case looks at it, and neither closes nor disables it.
    const bool is_own = record_action.empty() ||
                        may_touch(context.on, context.actor, record_action, attempt.stored);
    const bool is_allowed = is_own && may_touch(context.on, context.actor, action, attempt.stored);
    if (!is_allowed && !appends_from_outside(attempt))
        return refuse(Errc::forbidden, "errors.forbidden");
    if (attempt.request.if_match && *attempt.request.if_match != attempt.stored.revision)
        return refuse(Errc::precondition_failed, "errors.precondition_failed");
    return {};
}

// A disabled record only comes back; nothing else is written to it (records.md §13).
Result<> check_enabled(const Attempt& attempt, const json::Object& input) {
    if (derived::is_true(attempt.stored.data, "record_state")) return {};
    if (derived::is_true(input, "record_state")) return {};
    const bool changes_something = std::any_of(input.begin(), input.end(), [&](const auto& member) {
        return derived::is_changed(attempt.stored.data, input, member.key());
    });
    if (!changes_something) return {};
    return refuse_field(Errc::invalid, "base", MessageKey{"errors.record_disabled"});
}

// What another system has taken over is only read here, until it is reopened
// (case-management.md §5.5).
Result<> check_not_transferred(const Attempt& attempt, const json::Object& input) {
    const auto& stored = attempt.stored.data;
    const bool stays = !derived::is_changed(stored, input, "status") || !input.contains("status");
    if (json::string_or(stored, "status") != "transferred" || !stays) return {};
    const bool changes_something = std::any_of(input.begin(), input.end(), [&](const auto& member) {
        return derived::is_changed(stored, input, member.key());
    });
    if (!changes_something) return {};
    return refuse_field(Errc::invalid, "base", MessageKey{"errors.record_transferred"});
}

Result<> check_status(const Attempt& attempt, const json::Object& input) {
    const auto* wanted = input.if_contains("status");
    const auto from = json::string_or(attempt.stored.data, "status");
    if (wanted == nullptr || !wanted->is_string() || wanted->get_string() == from) return {};
    const std::string to(wanted->get_string());
    if (!access::may_change_status(attempt.context.actor, attempt.context.record_type, from, to))
        return refuse_field(Errc::forbidden, "status", MessageKey{"errors.forbidden"});
    return {};
}

/// The stored values of the keys in question, as the actor may see them.
std::string current_values(const Attempt& attempt, const json::Object& input) {
    const auto& context = attempt.context;
    const auto readable =
        readable_of(context.on, context.actor, context.definitions, attempt.stored);
    std::string keys;
    for (const auto& [key, value] : input) {
        if (!keys.empty()) keys += ',';
        keys += key;
    }
    const Look look(context.on, context.actor, context.definitions);
    const View view{.actor = context.actor,
                    .definitions = *context.definitions,
                    .readable = *readable,
                    .fields = keys,
                    .look = &look};
    return json::write(json::Object{{"data", represent(attempt.stored, view)},
                                    {"revision", attempt.stored.revision}});
}

/// Subforms whose stored rows this writer may not change although their form allows it: what
/// approvals wrote, and notes of others (records.md §12.1).
forms::ProtectedSubforms protected_subforms(const Attempt& attempt, const json::Object& input) {
    forms::ProtectedSubforms subforms{"approval_subforms"};
    for (const auto* sent : derived::rows(input, "notes_section")) {
        for (const auto* note : derived::rows(attempt.stored.data, "notes_section")) {
            const bool same =
                json::string_or(*note, "unique_id") == json::string_or(*sent, "unique_id");
            const auto author = json::string_or(*note, "note_created_by");
            if (same && author != attempt.context.actor.name().text())
                subforms.insert("notes_section");
        }
    }
    return subforms;
}

Result<> check_rows(const Attempt& attempt, const detail::CleanInput& clean) {
    auto problems = forms::check_protected_rows(
        {.input = clean.data, .fields = clean.mask->form_fields, .stored = &attempt.seen.data},
        protected_subforms(attempt, clean.data));
    if (problems.empty()) return {};
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record_json",
                                 .problems = std::move(problems)});
}

/// Services of others are not shown to some, so what they send for one changes nothing.
void drop_unseen_rows(const Attempt& attempt, json::Object& input) {
    auto* sent = input.if_contains("services_section");
    if (sent == nullptr || !sent->is_array()) return;
    std::set<std::string> unseen;
    for (const auto* row : derived::rows(attempt.stored.data, "services_section")) {
        if (!is_row_for(attempt.context.actor, attempt.stored, "services_section", *row))
            unseen.insert(json::string_or(*row, "unique_id"));
    }
    json::Array kept;
    for (auto& element : sent->get_array()) {
        const auto* row = element.if_object();
        if (row == nullptr || !unseen.contains(json::string_or(*row, "unique_id")))
            kept.push_back(std::move(element));
    }
    *sent = std::move(kept);
}

/// What the client saw, with the stored value where it was shown a mask: what it did not see it did
/// not see changing.
json::Object seen_values(const Attempt& attempt) {
    auto values = attempt.request.base->values;
    const auto& context = attempt.context;
    const auto module = json::string_or(attempt.stored.data, "module_id");
    for (auto& [key, value] : values) {
        const FieldKey field{context.record_type, key};
        if (!is_mask(value) || !may_be_masked(*context.definitions, field, module)) continue;
        const auto* stored = attempt.seen.data.if_contains(key);
        value = stored == nullptr ? json::Value(nullptr) : *stored;
    }
    return values;
}

/// The stored data with the input in it: key by key, or by the three-way rules when the client
/// says what it saw.
Result<json::Object> join(const Attempt& attempt, const detail::CleanInput& clean) {
    const auto& context = attempt.context;
    if (!attempt.request.base)
        return forms::merge(attempt.seen.data, clean.data, *context.on.random);
    const auto base = seen_values(attempt);
    auto merged =
        forms::merge_three_way(*context.definitions, clean.mask->form_fields,
                               {.base = base, .mine = clean.data, .theirs = attempt.seen.data});
    if (merged.conflicts.empty()) {
        forms::complete_rows(merged.data, *context.on.random);
        return std::move(merged.data);
    }
    Error error{.code = Errc::conflict, .message = "errors.edit_conflict"};
    for (auto& pointer : merged.conflicts)
        error.problems.push_back(Problem{std::move(pointer), MessageKey("errors.edit_conflict")});
    error.extra = current_values(attempt, clean.data);
    return std::unexpected(std::move(error));
}

/// What the stored record becomes, and what another system says of it beside that.
struct Merged {
    json::Object document = {};
    std::optional<Acknowledgement> acknowledgement = {};
};

Result<Merged> merged_document(const Attempt& attempt) {
    const auto& context = attempt.context;
    AMPARO_CHECK(check_record_right(attempt));
    const auto module = json::string_or(attempt.stored.data, "module_id");
    AMPARO_TRY(auto clean,
               detail::clean_input(context, {.data = attempt.request.data,
                                             .stored = &attempt.seen.data,
                                             .module_id = module,
                                             .record_action = attempt.request.record_action,
                                             .handling = attempt.request.handling}));
    Merged merged;
    AMPARO_TRY(merged.acknowledgement, take_acknowledgement(clean.data));
    drop_unseen_rows(attempt, clean.data);
    AMPARO_CHECK(check_enabled(attempt, clean.data));
    AMPARO_CHECK(check_not_transferred(attempt, clean.data));
    AMPARO_CHECK(check_status(attempt, clean.data));
    AMPARO_CHECK(check_rows(attempt, clean));
    AMPARO_TRY(merged.document, join(attempt, clean));
    return merged;
}

Result<store::StoredRecord> load(const WriteContext& context, const RecordId& id) {
    AMPARO_TRY(auto record, context.on.database->read([&](store::Snapshot& snapshot) {
        return store::find_record(snapshot, id);
    }));
    if (!record || record->type != context.record_type || record->deleted)
        return refuse(Errc::not_found, "errors.not_found");
    return std::move(*record);
}

Result<std::optional<RecordAnswer>> first_answer(const WriteContext& context,
                                                 const std::optional<Repetition>& repetition) {
    if (!repetition) return std::optional<RecordAnswer>();
    return context.on.database->read(
        [&](store::Snapshot& snapshot) { return detail::find_repetition(snapshot, repetition); });
}

/// A subform whose rows belong to other records (the incidents of a case) is merged with those
/// rows: what they show under the keys of the request.
json::Object shown_by_links(const WriteContext& context, const WriteRequest& request,
                            const store::StoredRecord& stored) {
    const auto system = access::Actor::system();
    const Look look(context.on, system, context.definitions);
    json::Object shown;
    const auto is_asked = [&](std::string_view key) {
        return request.data.contains(key) && !is_sync_key(key);
    };
    look.show(stored, is_asked, shown);
    return shown;
}

std::optional<store::RecordSync> sync_of(const WriteContext& context, const RecordId& id,
                                         const std::optional<Acknowledgement>& acknowledgement) {
    if (!acknowledgement) return std::nullopt;
    return store::RecordSync{.record_id = id.text(),
                             .destination = acknowledgement->destination,
                             .status = acknowledgement->status,
                             .at = context.now};
}

/// Each word of a receiver is a line of the audit log (administration.md §18.2).
void note_sync(const WriteContext& context, const std::optional<store::RecordSync>& sync) {
    if (!sync || context.on.audit == nullptr) return;
    context.on.audit->append({.at = context.now,
                              .user_name = context.actor.name().text(),
                              .action = "webhook",
                              .record_type = std::string(model_of(context.record_type)),
                              .record_id = sync->record_id,
                              .details = {{"webhook_status", sync->status}}});
}

/// A receiver's word and nothing else is no change of the record: it leaves revision and
/// `last_updated_at` alone and is no news for other receivers, so that none answers it for ever.
Result<RecordAnswer> acknowledge(const WriteContext& context, const store::StoredRecord& stored,
                                 const std::optional<Acknowledgement>& acknowledgement) {
    const auto sync = sync_of(context, stored.id, acknowledgement);
    AMPARO_CHECK(context.on.database->write([&](store::Transaction& transaction) -> Result<> {
        if (!sync) return {};
        return store::put_record_sync(transaction, *sync);
    }));
    note_sync(context, sync);
    auto answer = detail::answer_for(context, stored.data, stored);
    if (!may_touch(context.on, context.actor, "read", stored)) {
        answer.data = {{"id", answer.id.text()}};
        return answer;
    }
    if (!sync) return answer;
    const auto state = context.on.database->read(
        [&](store::Snapshot& snapshot) { return sync_state_of(snapshot, stored.id.text()); });
    show_sync_state(state, answer.data);
    return answer;
}

/// One try, against the record as it is now.
Result<RecordAnswer> try_update(const WriteContext& context, const WriteRequest& request,
                                store::StoredRecord stored) {
    auto shown = shown_by_links(context, request, stored);
    std::optional<store::StoredRecord> seen;
    if (!shown.empty()) {
        seen = stored;
        for (const auto& [key, value] : shown) seen->data[key] = value;
    }
    AMPARO_TRY(auto merged, merged_document({.context = context,
                                             .request = request,
                                             .stored = stored,
                                             .seen = seen ? *seen : stored}));
    if (is_acknowledgement_only(request.data))
        return acknowledge(context, stored, merged.acknowledgement);
    Edit edit(context);
    detail::EditRun run(edit);
    const auto sync = sync_of(context, stored.id, merged.acknowledgement);
    AMPARO_TRY(const auto* draft, run.adopt({.stored = std::move(stored),
                                             .merged = std::move(merged.document),
                                             .sync = sync,
                                             .shown = std::move(shown)}));
    AMPARO_CHECK(run.settle());
    auto answer =
        detail::answer_for(context, draft->before, run.settled(*draft), run.settled_all());
    if (!may_touch(context.on, context.actor, "read", run.settled(*draft)))
        answer.data = {{"id", answer.id.text()}};
    AMPARO_TRY(auto earlier, context.on.database->write([&](store::Transaction& transaction) {
        return detail::put_once(
            transaction, run,
            {.repetition = request.repetition, .answer = answer, .now = context.now});
    }));
    note_sync(context, sync);
    return earlier ? std::move(*earlier) : std::move(answer);
}

}  // namespace

// Read, decide and write is tried again when someone else wrote the record in between: the same
// outcome as one write lock, but nobody waits while rules are computed (records.md §14).
Result<RecordAnswer> Service::update(const access::Actor& actor, const RecordId& id,
                                     WriteRequest request) {
    if (facts_of(request.record_type) == nullptr)
        return refuse(Errc::not_found, "errors.not_found");
    if (!request.record_action.empty() && !access::is_record_action(request.record_action))
        return refuse_field(Errc::invalid, "record_action",
                            MessageKey{"errors.record_action_unknown"});
    const WriteContext context(dependencies_, actor, request.record_type);
    AMPARO_CHECK(check_right(context, request.record_action));
    AMPARO_TRY(auto repeated, first_answer(context, request.repetition));
    if (repeated) return std::move(*repeated);
    for (int attempts = 0; attempts < detail::attempts_max; ++attempts) {
        AMPARO_TRY(auto stored, load(context, id));
        auto answer = try_update(context, request, std::move(stored));
        if (answer || !detail::lost_the_race(answer.error())) return answer;
    }
    return refuse(Errc::busy, "errors.busy");
}

Result<RecordAnswer> Service::disable(const access::Actor& actor, std::string_view record_type,
                                      const RecordId& id) {
    WriteRequest request;
    request.record_type = record_type;
    request.record_action = "enable_disable_record";
    request.data = {{"record_state", false}};
    return update(actor, id, std::move(request));
}

}  // namespace amparo::records
