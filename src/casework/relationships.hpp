#pragma once

#include <optional>
#include <string>

#include "records/edit.hpp"
#include "records/service.hpp"

/// Relations between two cases (case-management.md §3.20). Each of the two keeps its own view of
/// a relation under `case_relationships`; both have the same id.
namespace amparo::casework {

/// The relations of a case, oldest first.
inline constexpr std::string_view relationships_key = "case_relationships";
/// The ids of the cases that are marked as duplicates of a case.
inline constexpr std::string_view duplicates_key = "duplicates";

/// The name of the same relation as the other case sees it; empty for one that is not configured
/// (`relationship_types` of the system settings, else those every deployment has).
std::string inverse_relationship(const forms::Definitions& definitions, std::string_view type);

/// A relation to be made.
struct NewRelationship {
    RecordId other_case;
    std::string type;  // as seen from the case
};
/// Relates two cases, or brings a relation back that was disabled. Needs
/// `update_case_relationships` on the case and `read` on the other. invalid for a case itself or
/// an unknown type; conflict when the two are related in this way already.
Result<json::Object> relate_cases(const access::Actor& actor, records::Service& records,
                                  const RecordId& case_id, const NewRelationship& relationship);
/// The relations of a case, newest first, disabled ones too; `type` empty: of every type. What is
/// told of the other case is what the actor may see of it; out of scope hardly more than its id.
/// Needs `view_case_relationships`. invalid for an unknown type.
Result<json::Array> list_relationships(const access::Actor& actor, const records::Service& records,
                                       const RecordId& case_id, const std::string& type);

/// Which relation of which case.
struct RelationshipKey {
    RecordId case_id;
    std::string id;
};
/// What is to be changed of a relation, on both cases.
struct RelationshipChange {
    std::optional<bool> primary = {};
    std::optional<bool> disabled = {};
};
/// Needs `update_case_relationships` on the case. not_found when the case has no such relation.
Result<json::Object> change_relationship(const access::Actor& actor, records::Service& records,
                                         const RelationshipKey& key,
                                         const RelationshipChange& change);

/// Rule of cases: a case that is marked as the duplicate of another one is related to it and listed
/// with it, so that both say so (§3.22).
Result<> relate_duplicates(records::Edit& edit, records::Draft& child_case);

}  // namespace amparo::casework
