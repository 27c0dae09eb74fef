#include "casework/transitions/book.hpp"

#include <algorithm>

#include "access/shared_view.hpp"
#include "base/text.hpp"
#include "casework/alerts.hpp"
#include "casework/transitions/consent.hpp"
#include "casework/transitions/expiry.hpp"
#include "casework/transitions/visibility.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework::detail {
namespace {

using records::derived::is_true;

void put_user(json::Object& entry, const std::string& prefix, const access::User* user) {
    if (user == nullptr) return;
    if (!user->agency.empty()) entry[prefix + "_agency"] = user->agency.text();
    entry[prefix + "_groups"] = json::to_array(user->groups);
}

void put_owner(json::Object& entry, const json::Object& data) {
    entry["record_owned_by"] = json::string_or(data, "owned_by");
    const auto agency = json::string_or(data, "owned_by_agency_id");
    if (!agency.empty()) entry["record_owned_by_agency"] = agency;
    entry["record_owned_by_groups"] = json::to_array(json::string_list(data, "owned_by_groups"));
}

/// Incidents belong to the owner of their case. Their new owner follows from another change, so
/// nobody is asked, and nobody seems to have edited them.
Result<> hand_over_incidents(records::Edit& edit, const RecordId& case_id,
                             const std::string& owner) {
    AMPARO_TRY(const auto incidents,
               edit.matching("incident", {index::AnyOf{"incident_case_id", {case_id.text()}}}));
    for (const auto& id : incidents) {
        AMPARO_TRY(auto* incident, edit.open({.record_type = "incident",
                                              .id = id,
                                              .cause = "case_changed_hands",
                                              .stamp = records::Stamp::by_system}));
        incident->data()["owned_by"] = owner;
    }
    return {};
}

records::EventKind answer_kind(TransitionType type) {
    if (type == TransitionType::referral) return records::EventKind::referral_response;
    if (type == TransitionType::transfer) return records::EventKind::transfer_response;
    return records::EventKind::transfer_request_response;
}

/// Whoever asks for a case that they cannot open is not told whose it is.
void hide_owner(json::Object& wire) {
    for (const auto* key : {"transitioned_to", "transitioned_to_agency",
                            "transitioned_to_user_agency", "transitioned_to_user_groups",
                            "record_owned_by", "record_owned_by_agency", "record_owned_by_groups"})
        wire.erase(key);
}

json::Object entry_to_wire(const access::Actor& actor, const records::Service& records,
                           const records::Draft& draft, std::string_view entry_id) {
    const auto directory = records.dependencies().directory();
    const auto rows = records::derived::rows(draft.data(), transitions_key);
    const auto row = std::ranges::find_if(
        rows, [&](const auto* one) { return json::string_or(*one, "id") == entry_id; });
    AMPARO_REQUIRE(row != rows.end());
    auto wire = transition_to_wire({actor, *directory}, draft.type(), draft.data(), **row);
    if (access::may(actor, "read", draft.type(), draft.data()))
        wire["record"] = records.visible_changes(actor, draft);
    else if (TransitionLook(**row).is(TransitionType::transfer_request))
        hide_owner(wire);
    return wire;
}

/// Whether the record would be in the actor's hands had nobody shared it.
bool is_of_own_team(const access::Actor& actor, const records::Draft& draft) {
    const auto& data = draft.before;
    const auto owner = json::string_or(data, "owned_by");
    const json::Object owned{
        {"owned_by", owner},
        {"associated_user_names", json::Array{json::Value(owner)}},
        {"associated_user_groups", json::to_array(json::string_list(data, "owned_by_groups"))},
        {"associated_user_agencies",
         json::Array{json::Value(json::string_or(data, "owned_by_agency_id"))}}};
    return access::may(actor, "read", draft.type(), owned);
}

}  // namespace

Result<> check_enabled(const records::Draft& draft) {
    if (json::bool_or(draft.data(), "record_state", true)) return {};
    return refuse_field(Errc::invalid, "base", MessageKey{"errors.record_disabled"});
}

Result<records::Draft*> open_record(records::Edit& edit, const RecordKey& key,
                                    std::initializer_list<std::string_view> rights) {
    const auto right = std::ranges::find_if(
        rights, [&](std::string_view one) { return edit.actor().can(key.record_type, one); });
    if (right == rights.end()) return refuse(Errc::forbidden, "errors.forbidden");
    AMPARO_TRY(auto* draft,
               edit.open({.record_type = key.record_type, .id = key.id, .right = *right}));
    return draft;
}

json::Object& add_entry(records::Edit& edit, records::Draft& draft, TransitionType type,
                        json::Object fields) {
    auto& list = draft.data()[transitions_key];
    if (!list.is_array()) list = json::Array();
    json::Object entry;
    entry["id"] = Uuid::random(edit.random()).text();
    entry["type"] = wire_name(type);
    entry["status"] = wire_name(first_status(type));
    entry["record_id"] = draft.id().text();
    entry["record_type"] = draft.type();
    entry["transitioned_by"] = edit.actor().name().text();
    entry["created_at"] = format_instant(edit.now());
    put_owner(entry, draft.before.empty() ? draft.data() : draft.before);
    for (auto& [key, value] : fields) {
        if (!json::is_blank(value)) entry[key] = std::move(value);
    }
    put_user(entry, "transitioned_by_user",
             edit.directory().user(json::string_or(entry, "transitioned_by")).get());
    if (!is_true(entry, "remote"))
        put_user(entry, "transitioned_to_user",
                 edit.directory().user(json::string_or(entry, "transitioned_to")).get());
    list.get_array().emplace_back(std::move(entry));
    return list.get_array().back().get_object();
}

std::vector<json::Object*> entries_of(records::Draft& draft) {
    std::vector<json::Object*> entries;
    auto* list = draft.data().if_contains(transitions_key);
    if (list == nullptr || !list->is_array()) return entries;
    for (auto& element : list->get_array()) {
        if (element.is_object()) entries.push_back(&element.get_object());
    }
    return entries;
}

json::Object* find_entry(records::Draft& draft, TransitionType type, std::string_view id) {
    for (auto* entry : entries_of(draft)) {
        const TransitionLook look(*entry);
        if (look.is(type) && look.id() == id) return entry;
    }
    return nullptr;
}

void set_status(const records::Edit& edit, json::Object& entry, TransitionStatus status) {
    const auto now = format_instant(edit.now());
    entry["status"] = wire_name(status);
    entry["status_at"] = now;
    entry["status_by"] = edit.actor().name().text();
    if (status == TransitionStatus::accepted || status == TransitionStatus::rejected)
        entry["responded_at"] = now;
    if (status == TransitionStatus::done) entry["completed_at"] = now;
}

Result<access::Directory::UserPointer> recipient_of(const records::Edit& edit,
                                                    const records::Draft& draft,
                                                    TransitionType type, const std::string& name) {
    const auto user = name.empty() ? nullptr : edit.directory().user(name);
    const auto module_id = json::string_or(draft.data(), "module_id");
    const RecipientQuestion question{
        .type = type, .record_type = draft.type(), .module_id = module_id};
    if (user == nullptr || !may_receive(edit.directory(), question, *user))
        return refuse_field(Errc::invalid, "transitioned_to",
                            MessageKey{"transition.errors.to_user_can_receive"});
    return user;
}

Result<> check_passing_on(const records::Edit& edit, const records::Draft& draft,
                          std::string_view authorized_role) {
    const auto& actor = edit.actor();
    const auto view = access::shared_view(actor, draft.before);
    const auto names = [&](std::string_view role) {
        return std::ranges::find(view.roles, role) != view.roles.end();
    };
    // A referral that names no role opened everything of their own role.
    const bool is_narrow = view.share == access::Share::referred && !names("");
    if (!is_narrow || is_of_own_team(actor, draft)) return {};
    if (!authorized_role.empty() && names(authorized_role)) return {};
    return refuse(Errc::forbidden, "errors.forbidden");
}

Result<> check_consent(const records::Edit& edit, const records::Draft& draft,
                       const ConsentWish& wish) {
    if (wish.is_overridden && !edit.actor().can("case", "consent_override"))
        return refuse_field(Errc::forbidden, "consent_overridden", MessageKey{"errors.forbidden"});
    if (wish.is_overridden || has_consent(edit.definitions(), draft.data(), wish.type)) return {};
    return refuse_field(Errc::invalid, "consent", MessageKey{"transition.errors.consent"});
}

void unmark_service(records::Draft& draft, const json::Object& entry) {
    const auto service_id = json::string_or(entry, "service_record_id");
    auto* services = draft.data().if_contains("services_section");
    if (service_id.empty() || services == nullptr || !services->is_array()) return;
    for (auto& element : services->get_array()) {
        auto* row = element.if_object();
        if (row != nullptr && json::string_or(*row, "unique_id") == service_id)
            (*row)["service_status_referred"] = false;
    }
}

void remove_alerts_of(records::Draft& draft, const json::Object& entry) {
    const TransitionLook look(entry);
    const auto with_user = [](std::string kind, const std::string& user) {
        return alerts_of(std::move(kind), {}, user);
    };
    if (look.is(TransitionType::referral))
        remove_alerts(draft.data(), with_user("referral", look.recipient()));
    if (look.is(TransitionType::transfer)) remove_alerts(draft.data(), alerts_of("transfer"));
    if (look.is(TransitionType::transfer_request)) {
        const bool others_wait = std::ranges::any_of(entries_of(draft), [&](auto* other) {
            const TransitionLook one(*other);
            return one.is(TransitionType::transfer_request) && one.is_waiting() &&
                   one.id() != look.id();
        });
        if (!others_wait) remove_alerts(draft.data(), alerts_of("transfer_request"));
    }
}

void revoke_entry(records::Edit& edit, records::Draft& draft, json::Object& entry) {
    set_status(edit, entry, TransitionStatus::revoked);
    remove_alerts_of(draft, entry);
    const TransitionLook look(entry);
    if (look.is(TransitionType::referral)) unmark_service(draft, entry);
    std::vector<std::string> people{look.sender()};
    if (!look.is_remote()) people.push_back(look.recipient());
    tell(edit, draft,
         {.kind = answer_kind(look.type()), .entry = entry, .people = std::move(people)});
}

void revoke_offers(records::Edit& edit, records::Draft& draft, std::string_view but_entry) {
    for (auto* entry : entries_of(draft)) {
        const TransitionLook look(*entry);
        const bool is_offer =
            look.is(TransitionType::transfer) || look.is(TransitionType::transfer_request);
        if (is_offer && look.is_waiting() && !look.is_remote() && look.id() != but_entry)
            revoke_entry(edit, draft, *entry);
    }
}

Result<> hand_over(records::Edit& edit, records::Draft& draft, const std::string& owner,
                   std::string_view but_entry) {
    draft.data()["owned_by"] = owner;
    remove_alerts(draft.data(), alerts_of("assigned"));
    revoke_offers(edit, draft, but_entry);
    if (draft.type() != "case") return {};
    return hand_over_incidents(edit, draft.id(), owner);
}

void tell(records::Edit& edit, const records::Draft& draft, Notice notice) {
    const TransitionLook look(notice.entry);
    records::Event event{.kind = notice.kind,
                         .record_type = draft.type(),
                         .record_id = draft.id().text(),
                         .actor = notice.by.empty() ? edit.actor().name() : UserName(notice.by),
                         .occurrence = look.id()};
    const auto status = look.text("status");
    // The first word on a transition and each answer are occurrences of their own.
    if (status != "in_progress") event.occurrence += ":" + status;
    event.details["status"] = status;
    const auto service = look.text("service");
    if (!service.empty()) event.details["service_type"] = service;
    for (auto& name : notice.people) {
        if (!name.empty() && name != event.actor.text())
            event.recipients.emplace_back(std::move(name));
    }
    if (!event.recipients.empty()) edit.enqueue(records::event_job(event));
}

store::Job due_job(std::string_view record_type, const RecordId& id, Instant at) {
    return {.queue = "records",
            .kind = std::string(expire_kind),
            .run_at = at,
            .payload = {{"record_type", record_type}, {"record", id.text()}}};
}

Result<json::Object> run(const access::Actor& actor, records::Service& records,
                         const Target& target, const EntryStep& step) {
    std::string entry_id;
    const auto take = [&](records::Edit& edit) -> Result<> {
        AMPARO_TRY(entry_id, step(edit));
        return {};
    };
    const auto reply = [&](const std::vector<records::Draft>& drafts) {
        const auto draft = std::ranges::find(drafts, target.key.id, &records::Draft::id);
        AMPARO_REQUIRE(draft != drafts.end());
        return entry_to_wire(actor, records, *draft, entry_id);
    };
    return records.edit_once(actor, take, reply, target.repetition);
}

}  // namespace amparo::casework::detail
