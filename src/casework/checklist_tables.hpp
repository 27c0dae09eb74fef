#pragma once

#include <string>
#include <vector>

#include "base/messages.hpp"
#include "casework/checklists.hpp"

/// Checklists of cases as tables for spreadsheets. They hold no answer of a child: numbers of
/// cases, names of steps, forms and fields, and whether each is done.
namespace amparo::casework {

/// In which words.
struct ChecklistWords {
    const forms::Definitions& definitions;
    const Messages& messages;
    std::string locale;
};

/// The file of one case: a line for each thing that a step asks for.
std::string table_of(const CaseChecklist& checklist, const ChecklistWords& words);

/// A case of a table of cases with what is due in it.
struct CaseRow {
    const store::StoredRecord& record;
    const std::vector<forms::ChecklistLine>& lines;
};
/// A table of cases with its heading, to which cases are added.
std::string heading_of_cases(const ChecklistWords& words);
void add_case(std::string& table, const ChecklistWords& words, const CaseRow& row);

}  // namespace amparo::casework
