#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "forms/definitions.hpp"
#include "forms/retention.hpp"
#include "records/case_files.hpp"
#include "records/required_answers.hpp"
#include "records/tasks.hpp"

namespace amparo::records {

/// What the index works out of cases besides their answers, as one configuration says it: their
/// tasks, until when they are kept, what belongs into their files, which answers they lack.
/// Thread-safe.
struct CaseRules {
    explicit CaseRules(const std::shared_ptr<const forms::Definitions>& definitions);

    TaskRules tasks;
    forms::RetentionRules retention;
    CaseFiles files;
    RequiredAnswers required;
};

/// The rules that hold now. The columns of the index ask for them with each case, so that a new
/// configuration counts without a restart; cases that are in the index already have to be read
/// again (Rereading). Thread-safe.
class LiveCaseRules {
  public:
    explicit LiveCaseRules(const std::shared_ptr<const forms::Definitions>& definitions);

    /// Never null.
    std::shared_ptr<const CaseRules> current() const;
    /// Takes over a configuration; whether it says something else of cases than the one before.
    bool take(const std::shared_ptr<const forms::Definitions>& definitions);

  private:
    mutable std::mutex mutex_;  // guards all below
    std::string basis_;         // of all that the rules read
    std::shared_ptr<const CaseRules> current_;
};

}  // namespace amparo::records
