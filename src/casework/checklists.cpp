#include "casework/checklists.hpp"

#include <algorithm>
#include <span>

#include "access/field_mask.hpp"
#include "forms/wire.hpp"
#include "records/beholder.hpp"

namespace amparo::casework {
namespace {

using forms::ChecklistLine;

std::int64_t count_done(std::span<const ChecklistLine> lines) {
    return std::ranges::count_if(lines, &ChecklistLine::is_done);
}

json::Object step_to_wire(const forms::Definitions& definitions,
                          std::span<const ChecklistLine> lines) {
    json::Array items;
    for (const auto& line : lines) items.emplace_back(to_wire(definitions, line));
    const auto& first = lines.front();
    return {{"step", first.step->id},
            {"label", forms::to_wire(definitions, first.step->label)},
            {"state", forms::wire_name(first.state)},
            {"done", count_done(lines)},
            {"total", lines.size()},
            {"items", std::move(items)}};
}

}  // namespace

std::vector<ChecklistLine> lines_for(const access::Actor& actor, const records::Dependencies& on,
                                     const records::CaseFiles& files,
                                     const store::StoredRecord& record) {
    const auto definitions = on.definitions();
    auto lines = files.lines(record.data, day_in_zone(on.clock->now(), files.time_zone()));
    if (lines.empty()) return lines;
    const auto beholder = records::beholder_of(on, actor, record.type, record.data);
    const auto module_id = json::string_or(record.data, "module_id");
    const auto forms = access::permitted_forms(beholder, *definitions, record.type, module_id);
    const auto readable = on.masks->readable(beholder, definitions, record.type, module_id);
    std::erase_if(lines, [&](const ChecklistLine& line) {
        return !forms.contains(line.form->unique_id) ||
               (!line.item->is_form() && !readable->allows(line.item->name));
    });
    return lines;
}

Result<CaseChecklist> checklist_of(const access::Actor& actor, const records::Service& records,
                                   const RecordId& id) {
    const auto& on = records.dependencies();
    CaseChecklist checklist{.definitions = on.definitions()};
    AMPARO_TRY(checklist.record, records.read_for(actor, "case", id, "read"));
    checklist.files = std::make_shared<const records::CaseFiles>(checklist.definitions);
    checklist.lines = lines_for(actor, on, *checklist.files, checklist.record);
    return checklist;
}

json::Object to_wire(const CaseChecklist& checklist) {
    json::Array steps;
    std::vector<ChecklistLine> due;
    const std::span lines(checklist.lines);
    for (std::size_t at = 0; at < lines.size();) {
        const auto begin = at;
        while (at < lines.size() && lines[at].step == lines[begin].step) ++at;
        const auto of_step = lines.subspan(begin, at - begin);
        steps.emplace_back(step_to_wire(*checklist.definitions, of_step));
        if (of_step.front().is_due()) due.insert(due.end(), of_step.begin(), of_step.end());
    }
    const auto& data = checklist.record.data;
    return {{"id", checklist.record.id.text()},
            {"case_id_display", json::string_or(data, "case_id_display")},
            {"module_id", json::string_or(data, "module_id")},
            {"workflow", json::string_or(data, "workflow")},
            {"done", count_done(due)},
            {"total", due.size()},
            {"steps", std::move(steps)}};
}

json::Object to_wire(const forms::Definitions& definitions, const ChecklistLine& line) {
    return {{"kind", line.item->is_form() ? "form" : "field"},
            {"name", line.item->name},
            {"form_unique_id", line.form->unique_id},
            {"label", forms::to_wire(definitions, label_of(line))},
            {"done", line.is_done}};
}

const forms::Translated& label_of(const ChecklistLine& line) {
    return line.item->is_form() ? line.item->form->name
                                : line.form->find(line.item->name)->display_name;
}

bool may_export(const access::Actor& actor) {
    return actor.can("case", "export_list_view_csv") || actor.can("case", "export_csv");
}

}  // namespace amparo::casework
