#include "casework/transitions/visibility.hpp"

#include <algorithm>
#include <array>

#include "access/user_scope.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using access::ScopeKind;

constexpr std::array<std::string_view, 5> referral_rights{
    "referral_from_service", "remove_assigned_users", "referral", "receive_referral",
    "receive_referral_different_module"};

/// What of a stored entry is for the wire; the rest are the server's own notes.
constexpr std::array<std::string_view, 41> shown_keys{"id",
                                                      "type",
                                                      "status",
                                                      "record_id",
                                                      "record_type",
                                                      "transitioned_by",
                                                      "transitioned_to",
                                                      "transitioned_to_remote",
                                                      "transitioned_to_agency",
                                                      "remote",
                                                      "type_of_export",
                                                      "service",
                                                      "service_record_id",
                                                      "notes",
                                                      "rejected_reason",
                                                      "rejection_note",
                                                      "consent_overridden",
                                                      "consent_override_reason",
                                                      "consent_individual_transfer",
                                                      "allow_case_creation",
                                                      "authorized_role_unique_id",
                                                      "created_at",
                                                      "responded_at",
                                                      "completed_at",
                                                      "respond_by",
                                                      "access_until",
                                                      "remind_on",
                                                      "received_at",
                                                      "opened_at",
                                                      "hand_over_code",
                                                      "expired",
                                                      "external_outcome",
                                                      "external_outcome_by",
                                                      "external_outcome_at",
                                                      "record_owned_by",
                                                      "record_owned_by_agency",
                                                      "record_owned_by_groups",
                                                      "transitioned_by_user_agency",
                                                      "transitioned_by_user_groups",
                                                      "transitioned_to_user_agency",
                                                      "transitioned_to_user_groups"};

bool can_view_referrals(const access::Actor& actor) {
    return std::ranges::any_of(referral_rights,
                               [&](std::string_view right) { return actor.can("case", right); });
}

bool is_to(const access::Actor& actor, const TransitionLook& look) {
    return !look.is_remote() && look.recipient() == actor.name().text();
}

/// With a scope over colleagues: all referrals of their records, else those to colleagues; without
/// a right on referrals only what is waiting for oneself.
bool is_shown_to_team(const access::Actor& actor, const TransitionLook& look, bool owner_in_team,
                      bool recipient_in_team) {
    if (!can_view_referrals(actor)) return is_to(actor, look) && look.is_active_referral();
    return owner_in_team || recipient_in_team || is_to(actor, look);
}

bool is_managing(const Beholder& who, const std::string& user_name) {
    const auto user = who.directory.user(user_name);
    return user != nullptr && access::is_managed_by(who.actor, *user);
}

}  // namespace

bool is_shown(const access::Actor& actor, const json::Object& record, const TransitionLook& look) {
    if (!look.is(TransitionType::referral) || actor.is_system()) return true;
    if (json::string_or(record, "owned_by") == actor.name().text()) return true;
    const auto& user = actor.user();
    const auto agency = user.agency.text();
    switch (actor.role().scope) {
        case ScopeKind::all:
            return true;
        case ScopeKind::group:
            return is_shown_to_team(
                actor, look,
                access::shares_any(user.groups, json::string_list(record, "owned_by_groups")),
                access::shares_any(user.groups,
                                   json::string_list(look.row(), "transitioned_to_user_groups")));
        case ScopeKind::agency:
            return is_shown_to_team(
                actor, look,
                !agency.empty() && json::string_or(record, "owned_by_agency_id") == agency,
                !agency.empty() && (look.text("transitioned_to_agency") == agency ||
                                    look.text("transitioned_to_user_agency") == agency));
        case ScopeKind::self:
        case ScopeKind::admin_only:
        case ScopeKind::identified:
            break;
    }
    return is_to(actor, look);
}

bool may_answer(const Beholder& who, const TransitionLook& look) {
    if (look.is_remote() || look.is(TransitionType::assign)) return false;
    if (is_to(who.actor, look)) return look.sender() != who.actor.name().text();
    if (look.is(TransitionType::transfer_request)) return false;
    const bool is_sender = look.sender() == who.actor.name().text();
    return !is_sender && who.actor.can("case", "accept_or_reject_transfer") &&
           is_managing(who, look.recipient());
}

bool may_revoke(const Beholder& who, std::string_view record_type, const json::Object& record,
                const TransitionLook& look) {
    if (look.is(TransitionType::assign) || look.is(TransitionType::transfer_request)) return false;
    const auto& name = who.actor.name().text();
    if (look.sender() == name || json::string_or(record, "owned_by") == name) return true;
    return !is_to(who.actor, look) &&
           access::may(who.actor, "remove_assigned_users", record_type, record);
}

bool has_a_word(const Beholder& who, std::string_view record_type, const json::Object& record,
                const TransitionLook& look) {
    return may_answer(who, look) || may_revoke(who, record_type, record, look);
}

std::size_t unread_messages(const json::Object& row, const std::string& user_name) {
    const auto* read = json::find_object(row, messages_read_key);
    const auto last = read == nullptr ? std::string() : json::string_or(*read, user_name);
    const auto messages = records::derived::rows(row, messages_key);
    return static_cast<std::size_t>(std::ranges::count_if(messages, [&](const auto* message) {
        return json::string_or(*message, "by") != user_name &&
               json::string_or(*message, "at") > last;
    }));
}

namespace {

/// How much was written; the words have a call of their own.
void put_conversation(json::Object& wire, const access::Actor& actor, const TransitionLook& look) {
    wire["message_count"] = records::derived::rows(look.row(), messages_key).size();
    wire["unread_messages"] = unread_messages(look.row(), actor.name().text());
}

}  // namespace

json::Object transition_to_wire(const Beholder& who, std::string_view record_type,
                                const json::Object& record, const json::Object& row) {
    json::Object wire;
    for (const auto key : shown_keys) {
        const auto* value = row.if_contains(key);
        if (value != nullptr && !value->is_null()) wire[key] = *value;
    }
    const TransitionLook look(row);
    wire["record_access_denied"] = !access::may(who.actor, "read", record_type, record);
    wire["user_can_accept_or_reject"] = look.is_waiting() && may_answer(who, look);
    wire["user_can_revoke"] = is_reachable(look.type(), look.status(), TransitionStatus::revoked) &&
                              may_revoke(who, record_type, record, look);
    if (look.is(TransitionType::referral) && !look.is_remote()) {
        put_conversation(wire, who.actor, look);
        wire["user_can_write"] =
            look.is_active_referral() && has_a_word(who, record_type, record, look);
    }
    return wire;
}

Result<json::Array> list_transitions(const access::Actor& actor, const records::Service& records,
                                     const RecordKey& key,
                                     const std::vector<TransitionType>& types) {
    AMPARO_TRY(const auto record, records.read_for(actor, key.record_type, key.id, "read"));
    const auto directory = records.dependencies().directory();
    const auto rows = records::derived::rows(record.data, transitions_key);
    json::Array list;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        const TransitionLook look(**row);
        const bool is_wanted = types.empty() || std::ranges::count(types, look.type()) > 0;
        if (!is_wanted || !is_shown(actor, record.data, look)) continue;
        list.emplace_back(
            transition_to_wire({actor, *directory}, key.record_type, record.data, **row));
    }
    return list;
}

}  // namespace amparo::casework
