#include <algorithm>

#include "base/error.hpp"
#include "casework/alerts.hpp"
#include "casework/detail/module_options.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/consent.hpp"
#include "casework/transitions/operations.hpp"
#include "casework/transitions/visibility.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using Status = TransitionStatus;
using Type = TransitionType;

/// One answer in the making. `entry` moves when another entry is added; find it again then.
struct Answer {
    records::Edit& edit;
    records::Draft& draft;
    json::Object& entry;
    const AnswerInput& input;

    TransitionLook look() const { return TransitionLook(entry); }
    json::Object& data() const { return draft.data(); }
};

Result<> check_authority(const Answer& answer) {
    const Beholder who{answer.edit.actor(), answer.edit.directory()};
    const auto look = answer.look();
    const bool may = answer.input.status == Status::revoked
                         ? may_revoke(who, answer.draft.type(), answer.draft.data(), look)
                         : may_answer(who, look);
    if (!may) return refuse_forbidden();
    return {};
}

/// Nobody asks for what a transition of this type can never be.
Result<> check_reachable(const Answer& answer) {
    const auto look = answer.look();
    if (is_reachable(look.type(), look.status(), answer.input.status)) return {};
    return refuse_field(Errc::invalid, "status", MessageKey{"transition.errors.status"});
}

// A recipient who lost the right can no longer answer; the transition can only be revoked.
Result<> check_recipient(const Answer& answer) {
    const auto look = answer.look();
    if (answer.input.status == Status::revoked || look.is(Type::transfer_request)) return {};
    AMPARO_CHECK(detail::recipient_of(answer.edit, answer.draft, look.type(), look.recipient()));
    const bool has_consent_now =
        records::derived::is_true(answer.entry, "consent_overridden") ||
        has_consent(answer.edit.definitions(), answer.draft.data(), look.type());
    if (answer.input.status != Status::accepted || has_consent_now) return {};
    return refuse_field(Errc::invalid, "consent", MessageKey{"transition.errors.consent"});
}

void put_reason(const Answer& answer) {
    if (!answer.input.rejected_reason.empty())
        answer.entry["rejected_reason"] = answer.input.rejected_reason;
    if (!answer.input.rejection_note.empty())
        answer.entry["rejection_note"] = answer.input.rejection_note;
}

/// What the provider did, in the service entry that the referral was for.
void finish_service(const Answer& answer) {
    const auto service_id = answer.look().text("service_record_id");
    auto* services = answer.data().if_contains("services_section");
    if (service_id.empty() || services == nullptr || !services->is_array()) return;
    for (auto& element : services->get_array()) {
        auto* row = element.if_object();
        if (row == nullptr || json::string_or(*row, "unique_id") != service_id) continue;
        if (!records::derived::is_present(*row, "service_implemented_day_time"))
            (*row)["service_implemented_day_time"] = format_instant(answer.edit.now());
        (*row)["service_implemented"] = "implemented";
        if (!answer.input.rejection_note.empty())
            (*row)["note_on_referral_from_provider"] = answer.input.rejection_note;
    }
}

/// The new owner learns of the referrals that stay, as coming from those who made them: of what
/// one does oneself nobody is told.
void tell_of_referrals(const Answer& answer, const std::string& owner) {
    for (const auto* entry : detail::entries_of(answer.draft)) {
        const TransitionLook look(*entry);
        if (!look.is_active_referral()) continue;
        detail::tell(answer.edit, answer.draft,
                     {.kind = records::EventKind::referral,
                      .entry = *entry,
                      .people = {owner},
                      .by = look.sender()});
    }
}

/// For some days who gave the record away may still look things up in it.
void start_hand_over(const Answer& answer, json::Object& transfer) {
    const auto days =
        detail::ModuleOptions(answer.edit.definitions(), answer.data()).integer("handover_days", 0);
    if (days <= 0) return;
    const auto end = answer.edit.now() + std::chrono::days(days);
    transfer["handover_until"] = format_instant(end);
    transfer["handover_user"] = json::string_or(answer.data(), "owned_by");
    answer.edit.enqueue(detail::due_job("case", answer.draft.id(), end));
}

/// The transfer is accepted: the record changes hands.
Result<> take_over(const Answer& answer, json::Object& transfer) {
    detail::set_status(answer.edit, transfer, Status::accepted);
    transfer["previous_owner"] = json::string_or(answer.data(), "owned_by");
    start_hand_over(answer, transfer);
    const auto owner = json::string_or(transfer, "transitioned_to");
    const auto id = json::string_or(transfer, "id");
    remove_alerts(answer.data(), alerts_of("transfer"));
    tell_of_referrals(answer, owner);
    return detail::hand_over(answer.edit, answer.draft, owner, id);
}

Result<> accept_transfer(const Answer& answer) {
    AMPARO_CHECK(take_over(answer, answer.entry));
    detail::tell(answer.edit, answer.draft,
                 {.kind = records::EventKind::transfer_response,
                  .entry = answer.entry,
                  .people = {answer.look().sender()}});
    return {};
}

/// Request, transfer and change of owner are one step: consent that is missing leaves all as it
/// was.
Result<> accept_request(const Answer& answer) {
    auto& [edit, draft, request, input] = answer;
    if (!access::may(edit.actor(), "transfer", "case", draft.data())) return refuse_forbidden();
    const auto requester = answer.look().sender();
    AMPARO_CHECK(detail::recipient_of(edit, draft, Type::transfer, requester));
    const bool agreed = records::derived::is_true(request, "consent_individual_transfer");
    if (!agreed && !has_consent(edit.definitions(), draft.data(), Type::transfer))
        return refuse_field(Errc::invalid, "consent", MessageKey{"transition.errors.consent"});
    detail::set_status(edit, request, Status::accepted);
    detail::remove_alerts_of(draft, request);
    detail::tell(edit, draft,
                 {.kind = records::EventKind::transfer_request_response,
                  .entry = request,
                  .people = {requester}});
    const auto requester_agency = edit.directory().user(requester)->agency.text();
    json::Object fields{{"transitioned_to", requester},
                        {"transitioned_to_agency", requester_agency},
                        {"notes", json::string_or(request, "notes")},
                        {"consent_overridden", agreed},
                        {"consent_individual_transfer", agreed}};
    const detail::ModuleOptions options(edit.definitions(), draft.data());
    detail::revoke_offers(edit, draft, {});
    auto& transfer = detail::add_entry(edit, draft, Type::transfer, std::move(fields));
    if (!options.is_true("transfer_request_two_steps")) return take_over(answer, transfer);
    add_alert(edit, draft.data(),
              {.alert_for = "transfer",
               .type = "transfer",
               .form_unique_id = "transfers_assignments",
               .user_id = requester});
    detail::tell(edit, draft,
                 {.kind = records::EventKind::transfer, .entry = transfer, .people = {requester}});
    return {};
}

Result<> accept(const Answer& answer) {
    const auto look = answer.look();
    if (look.is(Type::transfer_request)) return accept_request(answer);
    if (look.is(Type::transfer)) return accept_transfer(answer);
    detail::set_status(answer.edit, answer.entry, Status::accepted);
    detail::remove_alerts_of(answer.draft, answer.entry);
    detail::tell(answer.edit, answer.draft,
                 {.kind = records::EventKind::referral_response,
                  .entry = answer.entry,
                  .people = {look.sender()}});
    return {};
}

Result<> finish(const Answer& answer) {
    const auto look = answer.look();
    detail::set_status(answer.edit, answer.entry, answer.input.status);
    put_reason(answer);
    detail::remove_alerts_of(answer.draft, answer.entry);
    if (answer.input.status == Status::done)
        finish_service(answer);
    else if (look.is(Type::referral))
        detail::unmark_service(answer.draft, answer.entry);
    auto kind = records::EventKind::referral_response;
    if (look.is(Type::transfer)) kind = records::EventKind::transfer_response;
    if (look.is(Type::transfer_request)) kind = records::EventKind::transfer_request_response;
    detail::tell(answer.edit, answer.draft,
                 {.kind = kind, .entry = answer.entry, .people = {look.sender()}});
    return {};
}

Result<> carry_out(const Answer& answer) {
    AMPARO_CHECK(check_authority(answer));
    if (answer.look().status() == answer.input.status) return {};
    AMPARO_CHECK(check_reachable(answer));
    AMPARO_CHECK(check_recipient(answer));
    switch (answer.input.status) {
        case Status::accepted:
            return accept(answer);
        case Status::revoked:
            detail::revoke_entry(answer.edit, answer.draft, answer.entry);
            return {};
        default:
            return finish(answer);
    }
}

/// The rights that open the record for the answer; who may give it is checked with the entry.
Result<records::Draft*> open_for(records::Edit& edit, const RecordKey& key,
                                 const TransitionKey& transition, const AnswerInput& input) {
    const bool revokes_referral =
        transition.type == Type::referral && input.status == Status::revoked;
    if (!revokes_referral) return detail::open_record(edit, key, {"read"});
    return detail::open_record(edit, key, {"update", "receive_referral", "remove_assigned_users"});
}

}  // namespace

Result<json::Object> answer(const access::Actor& actor, records::Service& records,
                            const TransitionKey& transition, const AnswerInput& input) {
    const RecordKey key{"case", transition.record_id};
    return detail::run(actor, records, {key}, [&](records::Edit& edit) -> Result<std::string> {
        AMPARO_TRY(auto* draft, open_for(edit, key, transition, input));
        auto* entry = detail::find_entry(*draft, transition.type, transition.id);
        if (entry == nullptr || !is_shown(actor, draft->data(), TransitionLook(*entry)))
            return refuse(Errc::not_found, "errors.not_found");
        AMPARO_CHECK(detail::check_enabled(*draft));
        AMPARO_CHECK(carry_out({.edit = edit, .draft = *draft, .entry = *entry, .input = input}));
        return transition.id;
    });
}

}  // namespace amparo::casework
