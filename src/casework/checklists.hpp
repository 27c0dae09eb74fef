#pragma once

#include <memory>
#include <vector>

#include "access/actor.hpp"
#include "forms/checklist.hpp"
#include "records/case_files.hpp"
#include "records/service.hpp"

/// What the file of a case lacks, for whoever may read the case (case-management.md §10).
namespace amparo::casework {

/// The lines of one case, and what they point into.
struct CaseChecklist {
    std::shared_ptr<const forms::Definitions> definitions;
    std::shared_ptr<const records::CaseFiles> files = {};
    store::StoredRecord record = {};
    std::vector<forms::ChecklistLine> lines = {};
};

/// The lines of a case of which the actor may read the form and the answer; the others are left
/// out, so that nobody learns from a tick what they may not see.
std::vector<forms::ChecklistLine> lines_for(const access::Actor& actor,
                                            const records::Dependencies& on,
                                            const records::CaseFiles& files,
                                            const store::StoredRecord& record);
/// The same of a case by its id. forbidden, not_found.
Result<CaseChecklist> checklist_of(const access::Actor& actor, const records::Service& records,
                                   const RecordId& id);
/// The wire's {"steps": [{"step", "state", "done", "total", "items"}], "done", "total", …}; the
/// sums at the top are of what is due by now.
json::Object to_wire(const CaseChecklist& checklist);
/// One line as an item of the wire: what it is, where, and whether it is done.
json::Object to_wire(const forms::Definitions& definitions, const forms::ChecklistLine& line);

/// The configured name of what the line asks for.
const forms::Translated& label_of(const forms::ChecklistLine& line);

/// Whether the actor may take lists of cases away at all: `export_list_view_csv` or `export_csv`.
bool may_export(const access::Actor& actor);

}  // namespace amparo::casework
