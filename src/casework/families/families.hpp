#pragma once

#include <optional>
#include <string>

#include "records/service.hpp"

/// Cases made for the members of a family (records.md §19).
namespace amparo::casework {

/// Of whom a case is to be made: a row of a record.
struct Relative {
    RecordId record;
    std::string unique_id;
    std::optional<records::Repetition> repetition = {};
};

/// Makes a case of a relative that a case names in `family_details_section`; a family is made of
/// the case first when it has none. Needs `case_from_family` on the case. The answer has the
/// family data of the case and, under `record`, the new case. not_found, conflict when the
/// relative has a case already.
Result<json::Object> create_case_from_detail(const access::Actor& actor, records::Service& records,
                                             const Relative& relative);
/// Makes a case of a member of a family. Needs `case_from_family` on the family. The answer has
/// the members and, under `record`, the new case. not_found, conflict.
Result<json::Object> create_case_from_member(const access::Actor& actor, records::Service& records,
                                             const Relative& relative);

}  // namespace amparo::casework
