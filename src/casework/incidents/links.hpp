#pragma once

#include "records/edit.hpp"
#include "records/look.hpp"

/// The rules between a case and its incidents (case-management.md §3.19). A case keeps the ids of
/// its incidents under `incidents`, so that its history tells of them; an incident names its case
/// in `incident_case_id`.
namespace amparo::casework {

/// The ids of the incidents of a case.
inline constexpr std::string_view incidents_key = "incidents";

/// Rule of cases: rows of `incident_details` become incidents, or changes of them; a row that was
/// taken away unlinks its incident. A closed case comes back for it.
Result<> spread_incident_details(records::Edit& edit, records::Draft& child_case);
/// Rule of incidents: one that is linked to a case takes owner, module and mapped fields from it,
/// the case learns of it, and its owner is told when somebody else made it.
Result<> link_incident(records::Edit& edit, records::Draft& incident);

/// `incident_details` of a case: its incidents in the viewer's scope, without what is nested.
extern const records::Glance incidents_of_case;
/// `case_id_display` of an incident.
extern const records::Glance case_of_incident;

}  // namespace amparo::casework
