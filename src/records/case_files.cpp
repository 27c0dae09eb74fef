#include "records/case_files.hpp"

namespace amparo::records {

CaseFiles::CaseFiles(std::shared_ptr<const forms::Definitions> definitions)
    : definitions_(std::move(definitions)), time_zone_(definitions_->time_zone()) {
    for (const auto& module : definitions_->modules()) {
        auto file = forms::CaseFile::of(*definitions_, module);
        if (!file.steps.empty()) files_.emplace(module.unique_id, std::move(file));
    }
}

std::vector<forms::ChecklistLine> CaseFiles::lines(const json::Object& record, Day today) const {
    if (files_.empty()) return {};
    const auto file = files_.find(json::string_or(record, "module_id"));
    if (file == files_.end()) return {};
    return file->second.lines(
        record, {.today = today, .time_zone = time_zone_, .semantics = definitions_->semantics()});
}

std::string CaseFiles::key_of(std::string_view module_id, const forms::ChecklistStep& step,
                              const forms::ChecklistItem& item) {
    return std::string(module_id) + "/" + step.id + "/" + item.key();
}

}  // namespace amparo::records
