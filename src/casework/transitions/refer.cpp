#include <algorithm>

#include "casework/alerts.hpp"
#include "casework/transitions/book.hpp"
#include "casework/transitions/expiry.hpp"
#include "casework/transitions/hand_over_code.hpp"
#include "casework/transitions/operations.hpp"

namespace amparo::casework {
namespace {

/// The service entry that the referral is for, marked as referred; invalid when it is gone.
Result<> mark_service(records::Draft& draft, const std::string& service_id) {
    if (service_id.empty()) return {};
    auto* services = draft.data().if_contains("services_section");
    if (services != nullptr && services->is_array()) {
        for (auto& element : services->get_array()) {
            auto* row = element.if_object();
            if (row == nullptr || json::string_or(*row, "unique_id") != service_id) continue;
            (*row)["service_status_referred"] = true;
            return {};
        }
    }
    return refuse_field(Errc::invalid, "service_record_id",
                        MessageKey{"transition.errors.service_record"});
}

/// The recipient will see the record through this role, so it must be one that is meant for it.
Result<> check_role(const records::Edit& edit, const std::string& unique_id) {
    if (unique_id.empty() || is_referral_role(edit.directory(), unique_id)) return {};
    return refuse_field(Errc::invalid, "authorized_role_unique_id",
                        MessageKey{"transition.errors.authorized_role"});
}

Result<> check_recipient(const records::Edit& edit, records::Draft& draft,
                         const ReferralInput& input) {
    if (input.is_remote) return {};
    AMPARO_CHECK(detail::recipient_of(edit, draft, TransitionType::referral, input.to));
    const bool has_it = std::ranges::any_of(detail::entries_of(draft), [&](const auto* entry) {
        const TransitionLook look(*entry);
        return look.is_active_referral() && look.recipient() == input.to &&
               look.text("service") == input.service &&
               look.text("service_record_id") == input.service_record_id;
    });
    if (input.to == edit.actor().name().text() || has_it)
        return refuse_field(Errc::invalid, "transitioned_to",
                            MessageKey{has_it ? "transition.errors.referred_already"
                                              : "transition.errors.to_user_can_receive"});
    return {};
}

/// The days a referral is bound by.
struct Terms {
    std::optional<Day> respond_by;
    std::optional<Day> access_until;
    std::optional<Day> remind_on;
};

/// nullopt without one; invalid for what is no day, or one that is over.
Result<std::optional<Day>> day_to_come(const records::Edit& edit, const char* name,
                                       const std::string& day) {
    if (day.empty()) return std::optional<Day>();
    const auto read = parse_day(day);
    if (!read || *read < edit.today())
        return refuse_field(Errc::invalid, name, MessageKey{"errors.date"});
    return std::optional<Day>(*read);
}

Result<Terms> terms_of(const records::Edit& edit, const ReferralInput& input) {
    Terms terms;
    AMPARO_TRY(terms.respond_by, day_to_come(edit, "respond_by", input.respond_by));
    AMPARO_TRY(terms.access_until, day_to_come(edit, "access_until", input.access_until));
    AMPARO_TRY(terms.remind_on, day_to_come(edit, "remind_on", input.remind_on));
    // An answer that comes when the access is over, and a reminder of it, would help nobody.
    const auto is_late = [&](const std::optional<Day>& day) {
        return day && terms.access_until && *day > *terms.access_until;
    };
    if (is_late(terms.respond_by))
        return refuse_field(Errc::invalid, "respond_by", MessageKey{"errors.date"});
    if (is_late(terms.remind_on))
        return refuse_field(Errc::invalid, "remind_on", MessageKey{"errors.date"});
    return terms;
}

/// A day is whole: what ends on it ends when it is over.
Instant end_of(Day day) {
    return Instant(day + std::chrono::days(1));
}

/// A referral out of the system gives nobody access, so that nothing of it can end.
void bind(json::Object& entry, const Terms& terms) {
    if (terms.respond_by) entry["expires_at"] = format_instant(end_of(*terms.respond_by));
    if (terms.access_until) entry["ends_at"] = format_instant(end_of(*terms.access_until));
}

json::Object fields_of(const ReferralInput& input) {
    json::Object fields{{"transitioned_to_agency", input.to_agency},
                        {"service", input.service},
                        {"service_record_id", input.service_record_id},
                        {"notes", input.notes},
                        {"type_of_export", input.type_of_export},
                        {"authorized_role_unique_id", input.authorized_role},
                        {"allow_case_creation", input.allow_case_creation},
                        {"consent_overridden", input.consent_overridden},
                        {"consent_override_reason", input.consent_override_reason},
                        {"respond_by", input.respond_by},
                        {"access_until", input.access_until},
                        {"remind_on", input.remind_on},
                        {"remote", input.is_remote}};
    if (input.is_remote)
        fields["transitioned_to_remote"] = input.to_remote;
    else
        fields["transitioned_to"] = input.to;
    return fields;
}

void announce(records::Edit& edit, records::Draft& draft, const json::Object& entry,
              const ReferralInput& input) {
    if (input.is_remote) return;
    add_alert(edit, draft.data(),
              {.alert_for = "referral",
               .type = "referral",
               .form_unique_id = "referral",
               .user_id = input.to});
    detail::tell(edit, draft,
                 {.kind = records::EventKind::referral, .entry = entry, .people = {input.to}});
}

}  // namespace

Result<json::Object> refer(const access::Actor& actor, records::Service& records,
                           const RecordId& id, const ReferralInput& input) {
    const RecordKey key{"case", id};
    return detail::run(
        actor, records, {key, input.repetition}, [&](records::Edit& edit) -> Result<std::string> {
            AMPARO_TRY(auto* draft,
                       input.service_record_id.empty()
                           ? detail::open_record(edit, key, {"referral"})
                           : detail::open_record(edit, key, {"referral", "referral_from_service"}));
            AMPARO_CHECK(detail::check_passing_on(edit, *draft, input.authorized_role));
            AMPARO_CHECK(detail::check_enabled(*draft));
            AMPARO_CHECK(detail::check_consent(
                edit, *draft,
                {.type = TransitionType::referral, .is_overridden = input.consent_overridden}));
            AMPARO_CHECK(check_recipient(edit, *draft, input));
            AMPARO_CHECK(check_role(edit, input.authorized_role));
            AMPARO_TRY(const auto terms, terms_of(edit, input));
            AMPARO_CHECK(mark_service(*draft, input.service_record_id));
            auto& entry =
                detail::add_entry(edit, *draft, TransitionType::referral, fields_of(input));
            const auto entry_id = json::string_or(entry, "id");
            if (input.is_remote) {
                entry[hand_over_code_key] = hand_over_code(edit.random());
            } else {
                bind(entry, terms);
                plan_referral(edit, id, entry);
            }
            announce(edit, *draft, entry, input);
            return entry_id;
        });
}

}  // namespace amparo::casework
