#pragma once

#include <optional>

#include "records/edit.hpp"
#include "records/service.hpp"

/// The traces of a tracing request: rows of `tracing_request_subform_section`, each one child that
/// is looked for, and each with a page of its own (case-management.md §3.25, records.md §20). A
/// case keeps the ids of traces it was matched with, so that its history tells of them.
namespace amparo::casework {

/// The traces of a tracing request.
inline constexpr std::string_view traces_section = "tracing_request_subform_section";
/// The ids of the traces a case was matched with.
inline constexpr std::string_view matched_traces_key = "matched_traces";

/// Rule of tracing requests, whoever saves them and by whatever call (matching.md §10.2): none
/// takes the id of another one's trace (conflict); a form changes no link and removes no linked
/// trace (invalid); a step of casework, such as the decision on a pair, links a trace with a case
/// that the actor may see and that may be traced (forbidden; invalid saying why not), and never
/// over an earlier link (conflict). Both sides learn of it: the trace is verified, the case names
/// its trace and its tracing request; a released link takes that back.
Result<> link_traces(records::Edit& edit, records::Draft& tracing_request);

/// Rule of cases: when a reunification with its date is added to the case, the traces linked with
/// it are reunified too; when the case has none any more, they stand where they stood before, as
/// far as nobody changed that since.
Result<> reunify_traces(records::Edit& edit, records::Draft& child_case);

/// Whether the actor may match the case: one they may read, or see as a match of a programme of
/// theirs.
bool may_see_as_match(const access::Actor& actor, const json::Object& child_case);
/// The tracing request that has the trace, as far as the index knows; not_found.
Result<RecordId> request_of(const records::Service& records, const Uuid& trace);
/// One trace. forbidden without `read` on its tracing request; not_found.
Result<json::Object> read_trace(const access::Actor& actor, const records::Service& records,
                                const Uuid& trace);
/// The traces of a tracing request, in their order. forbidden, not_found.
Result<json::Array> list_traces(const access::Actor& actor, const records::Service& records,
                                const RecordId& tracing_request);
/// The traces that were matched with a case; of a tracing request the actor may not read only the
/// ids are told. forbidden without `read` on the case; not_found.
Result<json::Array> list_traces_of_case(const access::Actor& actor, const records::Service& records,
                                        const RecordId& case_id);

}  // namespace amparo::casework
