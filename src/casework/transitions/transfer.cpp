#include <algorithm>

#include "casework/alerts.hpp"
#include "casework/detail/module_options.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/operations.hpp"

namespace amparo::casework {
namespace {

constexpr std::int64_t request_days_default = 14;

bool has_waiting(records::Draft& draft, TransitionType type, std::string_view sender = {}) {
    return std::ranges::any_of(detail::entries_of(draft), [&](const auto* entry) {
        const TransitionLook look(*entry);
        return look.is(type) && look.is_waiting() && !look.is_remote() &&
               (sender.empty() || look.sender() == sender);
    });
}

Result<> check_recipient(const records::Edit& edit, records::Draft& draft,
                         const TransferInput& input) {
    if (input.is_remote) return {};
    AMPARO_CHECK(detail::recipient_of(edit, draft, TransitionType::transfer, input.to));
    const bool has_it_already = input.to == edit.actor().name().text() ||
                                input.to == json::string_or(draft.data(), "owned_by");
    if (has_it_already)
        return refuse_field(Errc::invalid, "transitioned_to",
                            MessageKey{"transition.errors.to_user_can_receive"});
    if (has_waiting(draft, TransitionType::transfer))
        return refuse_field(Errc::invalid, "base",
                            MessageKey{"transition.errors.pending_transfer"});
    return {};
}

json::Object fields_of(const TransferInput& input) {
    json::Object fields{{"transitioned_to_agency", input.to_agency},
                        {"notes", input.notes},
                        {"type_of_export", input.type_of_export},
                        {"consent_overridden", input.consent_overridden},
                        {"consent_override_reason", input.consent_override_reason},
                        {"consent_individual_transfer", input.consent_individual_transfer},
                        {"remote", input.is_remote}};
    if (input.is_remote)
        fields["transitioned_to_remote"] = input.to_remote;
    else
        fields["transitioned_to"] = input.to;
    return fields;
}

void announce(records::Edit& edit, records::Draft& draft, const json::Object& entry,
              const std::string& to) {
    if (!has_alert(draft.data(), alerts_of("transfer")))
        add_alert(edit, draft.data(),
                  {.alert_for = "transfer",
                   .type = "transfer",
                   .form_unique_id = "transfers_assignments",
                   .user_id = to});
    detail::tell(edit, draft,
                 {.kind = records::EventKind::transfer, .entry = entry, .people = {to}});
}

/// Whether the actor meets the case in a list or a search.
bool may_find(const access::Actor& actor, const json::Object& record) {
    const auto scope = access::scope_of(actor, "case", access::Reach::search);
    return scope.kind == access::Scope::Kind::all || access::may(actor, "read", "case", record);
}

/// The owner must still be there and be able to give the record away, the actor to take it.
Result<> check_request(const records::Edit& edit, records::Draft& draft) {
    const auto owner_name = json::string_or(draft.data(), "owned_by");
    const auto owner = edit.directory().user(owner_name);
    const auto role = owner == nullptr ? nullptr : edit.directory().role(owner->role);
    const auto& me = edit.actor().user();
    const bool can_give = role != nullptr && owner->is_active() && role->can("case", "transfer");
    if (!can_give || owner_name == me.user_name.text())
        return refuse_field(Errc::invalid, "transitioned_to",
                            MessageKey{"transition.errors.owner_cannot_transfer"});
    const auto module_id = json::string_or(draft.data(), "module_id");
    const RecipientQuestion question{
        .type = TransitionType::transfer, .record_type = "case", .module_id = module_id};
    if (!may_receive(edit.directory(), question, me))
        return refuse_field(Errc::invalid, "transitioned_by",
                            MessageKey{"transition.errors.to_user_can_receive"});
    if (has_waiting(draft, TransitionType::transfer_request, me.user_name.text()))
        return refuse_field(Errc::invalid, "base", MessageKey{"transition.errors.pending_request"});
    return {};
}

}  // namespace

Result<json::Object> transfer(const access::Actor& actor, records::Service& records,
                              const RecordId& id, const TransferInput& input) {
    const RecordKey key{"case", id};
    return detail::run(
        actor, records, {key, input.repetition}, [&](records::Edit& edit) -> Result<std::string> {
            AMPARO_TRY(auto* draft, detail::open_record(edit, key, {"transfer"}));
            AMPARO_CHECK(detail::check_passing_on(edit, *draft));
            AMPARO_CHECK(detail::check_enabled(*draft));
            AMPARO_CHECK(detail::check_consent(
                edit, *draft,
                {.type = TransitionType::transfer, .is_overridden = input.consent_overridden}));
            AMPARO_CHECK(check_recipient(edit, *draft, input));
            auto& entry =
                detail::add_entry(edit, *draft, TransitionType::transfer, fields_of(input));
            const auto entry_id = json::string_or(entry, "id");
            if (input.is_remote)
                draft->data()["status"] = "transferred";
            else
                announce(edit, *draft, entry, input.to);
            return entry_id;
        });
}

Result<json::Object> request_transfer(const access::Actor& actor, records::Service& records,
                                      const RecordId& id, const TransferRequestInput& input) {
    if (!actor.can("case", "request_transfer")) return refuse(Errc::forbidden, "errors.forbidden");
    const RecordKey key{"case", id};
    return detail::run(
        actor, records, {key, input.repetition}, [&](records::Edit& edit) -> Result<std::string> {
            // It need not be in their scope: it was found by search. What cannot be found so is
            // answered like what is not there.
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case",
                                               .id = id,
                                               .cause = "transfer_request",
                                               .stamp = records::Stamp::untouched}));
            if (!may_find(actor, draft->before)) return refuse(Errc::not_found, "errors.not_found");
            AMPARO_CHECK(detail::check_enabled(*draft));
            AMPARO_CHECK(check_request(edit, *draft));
            const auto owner = json::string_or(draft->data(), "owned_by");
            auto& entry = detail::add_entry(
                edit, *draft, TransitionType::transfer_request,
                {{"transitioned_to", owner},
                 {"transitioned_to_agency", json::string_or(draft->data(), "owned_by_agency_id")},
                 {"notes", input.notes},
                 {"consent_individual_transfer", input.consent_individual_transfer}});
            const auto days = detail::ModuleOptions(edit.definitions(), draft->data())
                                  .integer("transfer_request_days", request_days_default);
            if (days > 0) {
                const auto end = edit.now() + std::chrono::days(days);
                entry["expires_at"] = format_instant(end);
                edit.enqueue(detail::due_job("case", id, end));
            }
            if (!has_alert(draft->data(), alerts_of("transfer_request")))
                add_alert(edit, draft->data(),
                          {.alert_for = "transfer_request",
                           .type = "transfer_request",
                           .form_unique_id = "transfers_assignments",
                           .user_id = owner});
            detail::tell(
                edit, *draft,
                {.kind = records::EventKind::transfer_request, .entry = entry, .people = {owner}});
            return json::string_or(entry, "id");
        });
}

}  // namespace amparo::casework
