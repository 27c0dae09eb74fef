#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "forms/definitions.hpp"

/// What the server derives from a record on every save (case-management.md §3): small functions
/// (before, after, context) → changes, run in the order of one table. Each sees what those before
/// it changed; none reads or writes anything but its arguments.
namespace amparo::records::derived {

/// What a rule may know besides the record.
struct Context {
    const forms::Definitions& definitions;
    std::function<std::shared_ptr<const access::User>(std::string_view user_name)> user;
    std::function<std::string(std::string_view user_name)> agency_code;
    const access::Actor& actor;
    std::string record_type;
    RecordId id;
    Instant now;
    Day today;  // in the deployment's time zone
    Random& random;
    bool is_new = false;
    bool is_user_save = true;  // false for a system job, which must not look like an edit
    bool is_form_save = true;  // false for a step of casework, which is no editing of answers
    bool owner_moved = false;  // the owner or a recipient changed group, agency, place or name
    std::size_t short_id_length = 7;  // grows when a deployment uses up the numbers
};

/// The keys to set; null values are set as null.
using Changes = json::Object;
using Derive = Changes (*)(const json::Object& before, const json::Object& after,
                           const Context& context);

/// One line of the table.
struct Rule {
    std::string_view name;
    std::string_view record_type;  // "" for all types
    Derive derive;
};

/// Every rule, in the order they run (case-management.md §3.3).
std::span<const Rule> rules();

/// Runs the rules for the record's type over `after`. `before` is empty for a new record.
void run(const json::Object& before, json::Object& after, const Context& context);
/// Gives a new record its ids, numbers and defaults only, so that others can point to it before
/// the rules run over it.
void identify_new(json::Object& after, const Context& context);

// The rules, one file a group; listed here for their tests.
Changes number_rows(const json::Object& before, const json::Object& after, const Context& context);
Changes identify(const json::Object& before, const json::Object& after, const Context& context);
Changes identify_case(const json::Object& before, const json::Object& after,
                      const Context& context);
Changes identify_others(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes stamp_creation(const json::Object& before, const json::Object& after,
                       const Context& context);
Changes stamp_update(const json::Object& before, const json::Object& after, const Context& context);
Changes stamp_owner(const json::Object& before, const json::Object& after, const Context& context);
Changes share_access(const json::Object& before, const json::Object& after, const Context& context);
Changes associate_users(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes identify_beneficiary(const json::Object& before, const json::Object& after,
                             const Context& context);
Changes compose_name(const json::Object& before, const json::Object& after, const Context& context);
Changes keep_masked(const json::Object& before, const json::Object& after, const Context& context);
Changes derive_age(const json::Object& before, const json::Object& after, const Context& context);
Changes mark_services(const json::Object& before, const json::Object& after,
                      const Context& context);
Changes collect_service_dates(const json::Object& before, const json::Object& after,
                              const Context& context);
Changes follow_ups(const json::Object& before, const json::Object& after, const Context& context);
Changes collect_dates(const json::Object& before, const json::Object& after,
                      const Context& context);
Changes plan_next_rows(const json::Object& before, const json::Object& after,
                       const Context& context);
Changes set_deadlines(const json::Object& before, const json::Object& after,
                      const Context& context);
Changes task_due_dates(const json::Object& before, const json::Object& after,
                       const Context& context);
Changes reopen_for_service(const json::Object& before, const json::Object& after,
                           const Context& context);
Changes close_or_reopen(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes advance_workflow(const json::Object& before, const json::Object& after,
                         const Context& context);
Changes gather_concerns(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes map_needs_codes(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes date_incident(const json::Object& before, const json::Object& after,
                      const Context& context);
Changes describe_violence(const json::Object& before, const json::Object& after,
                          const Context& context);
Changes keep_associations(const json::Object& before, const json::Object& after,
                          const Context& context);
Changes mark_late_verification(const json::Object& before, const json::Object& after,
                               const Context& context);
Changes summarise_violations(const json::Object& before, const json::Object& after,
                             const Context& context);
Changes count_incidents(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes gather_traces(const json::Object& before, const json::Object& after,
                      const Context& context);
inline constexpr std::string_view reporting_location_key = "reporting_location_hierarchy";
/// The field whose place is the record's reporting location (§3.15).
std::string reporting_field(const forms::Definitions& definitions, std::string_view record_type);
/// Where the record counts: the path of the place in its reporting location field, null without
/// one; a place that is not known leaves it as it is (§3.15).
json::Value reporting_location(const forms::Definitions& definitions, std::string_view record_type,
                               const json::Object& data);
Changes locate(const json::Object& before, const json::Object& after, const Context& context);
Changes calculate_fields(const json::Object& before, const json::Object& after,
                         const Context& context);
Changes describe_state(const json::Object& before, const json::Object& after,
                       const Context& context);
Changes list_transitions(const json::Object& before, const json::Object& after,
                         const Context& context);
Changes date_activity(const json::Object& before, const json::Object& after,
                      const Context& context);
Changes raise_field_alerts(const json::Object& before, const json::Object& after,
                           const Context& context);
Changes raise_withdrawal(const json::Object& before, const json::Object& after,
                         const Context& context);
Changes settle_deadline_alerts(const json::Object& before, const json::Object& after,
                               const Context& context);
Changes summarise_marks(const json::Object& before, const json::Object& after,
                        const Context& context);
Changes stamp_notes(const json::Object& before, const json::Object& after, const Context& context);
Changes log_consent(const json::Object& before, const json::Object& after, const Context& context);
Changes log_risk_level(const json::Object& before, const json::Object& after,
                       const Context& context);

/// Why the record has a new owner, for the ownership log: `reason`, and `transition_id` when a
/// transition that is new in `after` gave it to them.
json::Object reason_of_new_owner(const json::Object& before, const json::Object& after);

}  // namespace amparo::records::derived
