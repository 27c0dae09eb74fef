#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "store/jobs.hpp"

namespace amparo::records {

/// What people are told of (case-management.md §6.4). The names on the wire are in one table in
/// events.cpp; they are also the names of the texts and, for most, of the preference.
enum class EventKind {
    approval_request,
    approval_response,
    assign,
    assign_bulk,
    referral,
    referral_response,
    referral_message,
    referral_reminder,
    transfer,
    transfer_response,
    transfer_request,
    transfer_request_response,
    flag_added,
    alert_case,
    consent_withdrawn,
    potential_match,
    match_confirmed,
    match_withdrawn,
    possible_duplicate,
    match_access_request,
    approval_reminder,
    task_due,
    task_given,
    export_ready,
    retention_due,
    work_failed,
    webhook_failed,
    file_infected,
    welcome,
    password_reset,
    second_factor_removed,
    bulk_message,
};

/// "approval_request"; back, nullopt for an unknown name.
std::string_view wire_name(EventKind kind);
std::optional<EventKind> event_kind_named(std::string_view name);

/// Something that happened and that people are to be told of. It carries ids and codes only:
/// whoever reads a notification opens the record and sees what they may see there.
struct Event {
    EventKind kind = EventKind::assign;
    std::string record_type = {};  // "case"; empty when it is about no record
    std::string record_id = {};
    UserName actor = {};                    // who did it; is not told
    std::vector<UserName> recipients = {};  // each is told once, however often they are named
    /// Names the occurrence (a transition's id, "2026-03-01" of a daily digest): two events of one
    /// kind, record and occurrence reach a person once. Empty: each event is one of its own.
    std::string occurrence = {};
    /// Ids, codes and numbers for the texts, never free text of a record: `approval_type`,
    /// `approved` (true/false), `service_type`, `form_unique_id`, `status` (accepted, rejected, …),
    /// `count` (assign_bulk, task_due, retention_due, work_failed, webhook_failed). A bulk message
    /// has its `subject` and `message`.
    json::Object details = {};
};

/// The queue and the kind of the job that tells the recipients.
inline constexpr std::string_view notify_queue = "notify";
inline constexpr std::string_view announce_kind = "announce_event";

/// The job that tells the recipients. Enqueue it in the transaction of the write that it is about
/// (store::enqueue_job, or the jobs of an edit), so that both stand or fall together.
store::Job event_job(const Event& event);
/// The event of such a job; `invalid` when its payload is none.
Result<Event> event_of(const store::Job& job);

}  // namespace amparo::records
