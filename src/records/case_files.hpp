#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "forms/checklist.hpp"
#include "forms/definitions.hpp"

namespace amparo::records {

/// What belongs into the files of cases, for every module (forms/checklist.hpp). Thread-safe.
class CaseFiles {
  public:
    /// Keeps the definitions alive, as the lines point into them.
    explicit CaseFiles(std::shared_ptr<const forms::Definitions> definitions);

    /// The lines of a case on a day; none when its module asks for nothing.
    std::vector<forms::ChecklistLine> lines(const json::Object& record, Day today) const;
    const std::string& time_zone() const { return time_zone_; }
    /// By module; those that ask for nothing are left out.
    const std::map<std::string, forms::CaseFile, std::less<>>& files() const { return files_; }

    /// "primeromodule-cp/case_plan/form:papers": names an item among those of all modules. So do
    /// the columns of the index: `checklist_left` has what a case lacks, `checklist_done` what it
    /// has, of all that it should have by now.
    static std::string key_of(std::string_view module_id, const forms::ChecklistStep& step,
                              const forms::ChecklistItem& item);
    static constexpr std::string_view left_column = "checklist_left";
    static constexpr std::string_view done_column = "checklist_done";

  private:
    std::shared_ptr<const forms::Definitions> definitions_;
    std::string time_zone_;
    std::map<std::string, forms::CaseFile, std::less<>> files_;
};

}  // namespace amparo::records
