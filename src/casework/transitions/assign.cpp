#include "casework/alerts.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/operations.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/record_cache.hpp"

namespace amparo::casework {
namespace {

bool has_assignments(std::string_view record_type) {
    return record_type == "case" || record_type == "incident" || record_type == "family";
}

/// What is wrong with a new owner, and where the input says it.
Result<> refuse_owner(std::string_view field, const char* message) {
    return refuse_field(Errc::invalid, std::string(field), MessageKey{message});
}

Result<> check_new_owner(const records::Edit& edit, const records::Draft& draft,
                         const std::string& to, std::string_view field) {
    const auto& actor = edit.actor();
    const auto user = to.empty() ? nullptr : edit.directory().user(to);
    const RecipientQuestion question{.record_type = draft.type()};
    if (user == nullptr || !may_receive(edit.directory(), question, *user))
        return refuse_owner(field, "transition.errors.to_user_can_receive");
    if (actor.is_system()) return {};
    if (to == actor.name().text() || to == json::string_or(draft.before, "owned_by"))
        return refuse_owner(field, "transition.errors.to_user_can_receive");
    if (covers_owner(actor, draft.type(), *user)) return {};
    // Beyond the reach of the actor's right: for the dialogue a wrong choice, for a plain change
    // of the field a right that is missing.
    if (field == "transitioned_to")
        return refuse_owner(field, "transition.errors.to_user_can_receive");
    return refuse_field(Errc::forbidden, "owned_by", MessageKey{"errors.forbidden"});
}

// An incident follows its case; given away alone it would be out of sight of who handles it.
Result<> check_is_free(const records::Draft& draft, std::string_view field) {
    if (draft.type() != "incident" ||
        !records::derived::is_present(draft.data(), "incident_case_id"))
        return {};
    return refuse_owner(field, "transition.errors.incident_of_case");
}

Result<std::string> apply(records::Edit& edit, records::Draft& draft, const AssignInput& input) {
    auto& entry = detail::add_entry(
        edit, draft, TransitionType::assign,
        {{"transitioned_to", input.to}, {"notes", input.notes}, {"bulk_job", input.bulk_job}});
    const auto id = json::string_or(entry, "id");
    if (input.bulk_job.empty())
        detail::tell(edit, draft,
                     {.kind = records::EventKind::assign, .entry = entry, .people = {input.to}});
    AMPARO_CHECK(detail::hand_over(edit, draft, input.to, {}));
    add_alert(edit, draft.data(),
              {.alert_for = "assigned",
               .type = "assigned",
               .form_unique_id = "transfers_assignments",
               .user_id = input.to});
    return id;
}

}  // namespace

Result<json::Object> assign(const access::Actor& actor, records::Service& records,
                            const RecordKey& key, const AssignInput& input) {
    if (!has_assignments(key.record_type)) return refuse(Errc::not_found, "errors.not_found");
    std::optional<std::string> owner;  // at the first try: whoever chose the next one saw this
    return detail::run(
        actor, records, {key, input.repetition}, [&](records::Edit& edit) -> Result<std::string> {
            AMPARO_TRY(auto* draft, detail::open_record(edit, key,
                                                        {"assign", "assign_within_agency",
                                                         "assign_within_user_group"}));
            AMPARO_CHECK(detail::check_passing_on(edit, *draft));
            AMPARO_CHECK(detail::check_enabled(*draft));
            AMPARO_CHECK(check_is_free(*draft, "base"));
            const auto owner_now = json::string_or(draft->before, "owned_by");
            if (owner.value_or(owner_now) != owner_now)
                return refuse_field(Errc::invalid, "base",
                                    MessageKey{"transition.errors.owner_changed"});
            owner = owner_now;
            AMPARO_CHECK(check_new_owner(edit, *draft, input.to, "transitioned_to"));
            return apply(edit, *draft, input);
        });
}

Result<> note_opened(const access::Actor& actor, records::Service& records, const RecordKey& key) {
    const auto& on = records.dependencies();
    const auto mine = alerts_of("assigned", {}, actor.name().text());
    AMPARO_TRY(const auto record, on.cache->find(*on.database, key.id));
    if (!record || record->type != key.record_type || !has_alert(record->data, mine)) return {};
    AMPARO_CHECK(records.edit(actor, [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(auto* draft, edit.open({.record_type = key.record_type,
                                           .id = key.id,
                                           .right = "read",
                                           .cause = "assignment_seen",
                                           .stamp = records::Stamp::untouched}));
        remove_alerts(draft->data(), mine);
        return {};
    }));
    return {};
}

// Whoever may assign may also name the new owner in the form; it comes to the same
// (case-management.md §1.5, rule 1). The entry that stands in the book afterwards tells a second
// run of the hook, and the steps of casework, that this is done.
Result<> assign_new_owner(records::Edit& edit, records::Draft& draft) {
    using records::derived::is_changed;
    if (!draft.is_form_save || draft.is_new) return {};
    if (!is_changed(draft.before, draft.data(), "owned_by")) return {};
    const auto reason = records::derived::reason_of_new_owner(draft.before, draft.data());
    if (reason.contains("transition_id")) return {};
    const auto& actor = edit.actor();
    const auto right = assign_right(actor, draft.type());
    if (right.empty() || !access::may(actor, right, draft.type(), draft.before))
        return refuse_field(Errc::forbidden, "owned_by", MessageKey{"errors.forbidden"});
    AMPARO_CHECK(detail::check_passing_on(edit, draft));
    AMPARO_CHECK(check_is_free(draft, "/owned_by"));
    const auto to = json::string_or(draft.data(), "owned_by");
    AMPARO_CHECK(check_new_owner(edit, draft, to, "/owned_by"));
    if (!has_assignments(draft.type())) return {};
    AMPARO_CHECK(apply(edit, draft, {.to = to}));
    return {};
}

}  // namespace amparo::casework
