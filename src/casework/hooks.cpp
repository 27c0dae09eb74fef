#include "casework/hooks.hpp"

#include "casework/announcements.hpp"
#include "casework/approvals.hpp"
#include "casework/approved_changes.hpp"
#include "casework/closing.hpp"
#include "casework/duplicates.hpp"
#include "casework/families/links.hpp"
#include "casework/identified.hpp"
#include "casework/incidents/links.hpp"
#include "casework/incidents/verification.hpp"
#include "casework/match_questions.hpp"
#include "casework/merging/guard.hpp"
#include "casework/registry.hpp"
#include "casework/relationships.hpp"
#include "casework/relatives.hpp"
#include "casework/taken_numbers.hpp"
#include "casework/traces.hpp"
#include "casework/transitions/operations.hpp"
#include "records/file_scan.hpp"

namespace amparo::casework {
namespace {

std::vector<records::Veil> veils() {
    auto all = veils_of_registry();
    all.push_back(relatives_in_history);
    all.push_back(members_in_history);
    return all;
}

}  // namespace

std::shared_ptr<const records::Hooks> hooks() {
    static const auto all = std::make_shared<const records::Hooks>(records::Hooks{
        .links = {{"keep_merged_case", "case", keep_merged_case},
                  {"link_registry_record", "case", link_registry_record},
                  {"restamp_cases_of_registry", "registry_record", restamp_cases_of_registry},
                  {"link_family", "case", link_family},
                  {"share_family", "family", share_family},
                  {"spread_incident_details", "case", spread_incident_details},
                  {"link_incident", "incident", link_incident},
                  {"keep_verification", "incident", keep_verification},
                  {"link_traces", "tracing_request", link_traces},
                  {"reunify_traces", "case", reunify_traces},
                  {"relate_duplicates", "case", relate_duplicates},
                  {"settle_answered_questions", "case", settle_answered_questions},
                  {"tell_relatives", "case", tell_relatives},
                  {"keep_attribution_unique", "case", keep_attribution_unique},
                  {"assign_new_owner", "", assign_new_owner},
                  {"keep_approved_forms", "case", keep_approved_forms},
                  {"note_changes_since_approval", "case", note_changes_since_approval},
                  {"demand_closure_requirements", "case", demand_closure_requirements},
                  {"mark_closure_requirements", "case", mark_closure_requirements},
                  {"revoke_when_disabled", "", revoke_when_disabled},
                  {"mark_taken_number", "", mark_taken_number}},
        .announcements = {{"tell_watchers", "", tell_watchers},
                          {"tell_of_withdrawal", "case", tell_of_withdrawal},
                          {"look_for_duplicates", "", look_for_duplicates},
                          {"scan_moved_files", "", records::scan_moved_files}},
        .glances = {family_of_case, cases_of_family, incidents_of_case, case_of_incident},
        .veils = veils(),
    });
    return all;
}

}  // namespace amparo::casework
