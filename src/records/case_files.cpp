#include "records/case_files.hpp"

namespace amparo::records {
namespace {

json::Value keys_of(const CaseFiles& files, const json::Object& record, bool is_done) {
    const auto today = day_in_zone(SystemClock().now(), files.time_zone());
    const auto module_id = json::string_or(record, "module_id");
    json::Array keys;
    for (const auto& line : files.lines(record, today)) {
        if (line.is_due() && line.is_done == is_done)
            keys.emplace_back(CaseFiles::key_of(module_id, *line.step, *line.item));
    }
    return keys.empty() ? json::Value(nullptr) : json::Value(std::move(keys));
}

}  // namespace

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

std::vector<index::Column> case_file_columns(
    const std::shared_ptr<const forms::Definitions>& definitions) {
    const auto files = std::make_shared<const CaseFiles>(definitions);
    if (files->files().empty()) return {};
    const auto column = [&](std::string_view name, bool is_done) {
        return index::Column{.name = std::string(name),
                             .kind = index::ColumnKind::keyword,
                             .compute = [files, is_done](const json::Object& record) {
                                 return keys_of(*files, record, is_done);
                             }};
    };
    return {column(CaseFiles::left_column, false), column(CaseFiles::done_column, true)};
}

}  // namespace amparo::records
