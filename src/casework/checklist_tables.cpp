#include "casework/checklist_tables.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "forms/stages.hpp"

namespace amparo::casework {
namespace {

using forms::ChecklistLine;

std::string text_of(const ChecklistWords& words, const char* key) {
    return words.messages.text(words.locale, MessageKey{key});
}

std::string text_of(const ChecklistWords& words, const forms::Translated& text,
                    const std::string& otherwise) {
    auto found = forms::text_for(text, words.locale, words.definitions.default_locale());
    return found.empty() ? otherwise : found;
}

std::string step_of(const ChecklistWords& words, const forms::ChecklistStep& step) {
    return text_of(words, step.label, step.id);
}

std::string item_of(const ChecklistWords& words, const ChecklistLine& line) {
    return text_of(words, label_of(line), line.item->name);
}

/// The name of the stage in which a case is.
std::string stage_of(const ChecklistWords& words, const json::Object& data) {
    const auto id = json::string_or(data, "workflow");
    const auto* module = words.definitions.module(json::string_or(data, "module_id"));
    if (module == nullptr) return id;
    const auto stages = forms::case_stages(words.definitions, *module);
    const auto found = std::ranges::find(stages, id, &forms::Option::id);
    return found == stages.end() ? id : text_of(words, found->display_text, id);
}

std::string start(std::vector<std::string> heading) {
    std::string table(csv::byte_order_mark);
    csv::write_row(table, heading);
    return table;
}

}  // namespace

std::string table_of(const CaseChecklist& checklist, const ChecklistWords& words) {
    auto table =
        start({text_of(words, "checklists.columns.case"), text_of(words, "checklists.columns.step"),
               text_of(words, "checklists.columns.form"), text_of(words, "checklists.columns.item"),
               text_of(words, "checklists.columns.is_due"),
               text_of(words, "checklists.columns.is_done")});
    const auto number = json::string_or(checklist.record.data, "case_id_display");
    const auto yes_or_no = [&](bool truth) {
        return truth ? text_of(words, "print.yes") : text_of(words, "print.no");
    };
    for (const auto& line : checklist.lines) {
        csv::write_row(table,
                       {number, step_of(words, *line.step),
                        text_of(words, line.form->name, line.form->unique_id), item_of(words, line),
                        yes_or_no(line.is_due()), yes_or_no(line.is_done)});
    }
    return table;
}

std::string heading_of_cases(const ChecklistWords& words) {
    return start(
        {text_of(words, "checklists.columns.case"), text_of(words, "checklists.columns.worker"),
         text_of(words, "checklists.columns.step"), text_of(words, "checklists.columns.done"),
         text_of(words, "checklists.columns.total"), text_of(words, "checklists.columns.missing")});
}

void add_case(std::string& table, const ChecklistWords& words, const CaseRow& row) {
    std::vector<std::string> missing;
    for (const auto& line : row.lines) {
        if (!line.is_done)
            missing.push_back(step_of(words, *line.step) + ": " + item_of(words, line));
    }
    const auto& data = row.record.data;
    csv::write_row(table,
                   {json::string_or(data, "case_id_display"), json::string_or(data, "owned_by"),
                    stage_of(words, data), std::to_string(row.lines.size() - missing.size()),
                    std::to_string(row.lines.size()), text::join(missing, "; ")});
}

}  // namespace amparo::casework
