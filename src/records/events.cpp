#include "records/events.hpp"

#include <algorithm>
#include <array>

namespace amparo::records {
namespace {

struct NamedKind {
    EventKind kind;
    std::string_view name;
};

constexpr std::array<NamedKind, 32> kinds{{
    {EventKind::approval_request, "approval_request"},
    {EventKind::approval_response, "approval_response"},
    {EventKind::assign, "assign"},
    {EventKind::assign_bulk, "assign_bulk"},
    {EventKind::referral, "referral"},
    {EventKind::referral_response, "referral_response"},
    {EventKind::referral_message, "referral_message"},
    {EventKind::referral_reminder, "referral_reminder"},
    {EventKind::transfer, "transfer"},
    {EventKind::transfer_response, "transfer_response"},
    {EventKind::transfer_request, "transfer_request"},
    {EventKind::transfer_request_response, "transfer_request_response"},
    {EventKind::flag_added, "flag_added"},
    {EventKind::alert_case, "alert_case"},
    {EventKind::consent_withdrawn, "consent_withdrawn"},
    {EventKind::potential_match, "potential_match"},
    {EventKind::match_confirmed, "match_confirmed"},
    {EventKind::match_withdrawn, "match_withdrawn"},
    {EventKind::possible_duplicate, "possible_duplicate"},
    {EventKind::match_access_request, "match_access_request"},
    {EventKind::approval_reminder, "approval_reminder"},
    {EventKind::task_due, "task_due"},
    {EventKind::task_given, "task_given"},
    {EventKind::export_ready, "export_ready"},
    {EventKind::retention_due, "retention_due"},
    {EventKind::work_failed, "work_failed"},
    {EventKind::webhook_failed, "webhook_failed"},
    {EventKind::file_infected, "file_infected"},
    {EventKind::welcome, "welcome"},
    {EventKind::password_reset, "password_reset"},
    {EventKind::second_factor_removed, "second_factor_removed"},
    {EventKind::bulk_message, "bulk_message"},
}};

}  // namespace

std::string_view wire_name(EventKind kind) {
    const auto found = std::ranges::find(kinds, kind, &NamedKind::kind);
    AMPARO_REQUIRE(found != kinds.end());
    return found->name;
}

std::optional<EventKind> event_kind_named(std::string_view name) {
    const auto found = std::ranges::find(kinds, name, &NamedKind::name);
    if (found == kinds.end()) return std::nullopt;
    return found->kind;
}

store::Job event_job(const Event& event) {
    json::Array recipients;
    for (const auto& name : event.recipients) recipients.emplace_back(name.text());
    return {.queue = std::string(notify_queue),
            .kind = std::string(announce_kind),
            .payload = {{"event", wire_name(event.kind)},
                        {"record_type", event.record_type},
                        {"record_id", event.record_id},
                        {"actor", event.actor.text()},
                        {"recipients", std::move(recipients)},
                        {"occurrence", event.occurrence},
                        {"details", event.details}}};
}

Result<Event> event_of(const store::Job& job) {
    const auto kind = event_kind_named(json::string_or(job.payload, "event"));
    if (job.kind != announce_kind || !kind) return refuse(Errc::invalid, "errors.jobs.unknown");
    Event event{.kind = *kind,
                .record_type = json::string_or(job.payload, "record_type"),
                .record_id = json::string_or(job.payload, "record_id"),
                .actor = UserName(json::string_or(job.payload, "actor")),
                .occurrence = json::string_or(job.payload, "occurrence")};
    for (auto& name : json::string_list(job.payload, "recipients")) {
        event.recipients.emplace_back(std::move(name));
    }
    if (const auto* details = json::find_object(job.payload, "details")) event.details = *details;
    return event;
}

}  // namespace amparo::records
