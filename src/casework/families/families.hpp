#pragma once

#include <string>

#include "records/service.hpp"

/// Cases made for the members of a family (records.md §19).
namespace amparo::casework {

/// Makes a case of a relative that a case names in `family_details_section`; a family is made of
/// the case first when it has none. Needs `case_from_family` on the case. The answer has the
/// family data of the case and, under `record`, the new case. not_found, conflict when the
/// relative has a case already.
Result<json::Object> create_case_from_detail(const access::Actor& actor, records::Service& records,
                                             const RecordId& case_id, const std::string& detail_id);
/// Makes a case of a member of a family. Needs `case_from_family` on the family. The answer has
/// the members and, under `record`, the new case. not_found, conflict.
Result<json::Object> create_case_from_member(const access::Actor& actor, records::Service& records,
                                             const RecordId& family_id,
                                             const std::string& member_id);

}  // namespace amparo::casework
