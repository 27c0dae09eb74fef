#include "records/case_rules.hpp"

namespace amparo::records {
namespace {

/// A text that is another one when the rules are. Checklists and required answers read forms,
/// lookups and conditions, so with one every change of the configuration counts.
std::string basis_of(const forms::Definitions& definitions, const CaseRules& rules) {
    std::string basis;
    if (!rules.files.files().empty() || rules.required.is_on())
        basis = definitions.version() + "\n";
    const auto& settings = definitions.system_settings();
    for (const auto* key : {"time_zone", "system_options", "retention_policies"}) {
        const auto* value = settings.if_contains(key);
        basis += value == nullptr ? "\n" : json::write(*value) + "\n";
    }
    for (const auto& module : definitions.modules()) {
        const auto* options = module.attributes.if_contains("module_options");
        basis += module.unique_id + (options == nullptr ? "" : json::write(*options)) + "\n";
    }
    return basis;
}

}  // namespace

CaseRules::CaseRules(const std::shared_ptr<const forms::Definitions>& definitions)
    : tasks(TaskRules::of(*definitions)),
      retention(forms::RetentionRules::of(definitions->system_settings())),
      files(definitions),
      required(definitions) {}

LiveCaseRules::LiveCaseRules(const std::shared_ptr<const forms::Definitions>& definitions)
    : current_(std::make_shared<const CaseRules>(definitions)) {
    basis_ = basis_of(*definitions, *current_);
}

std::shared_ptr<const CaseRules> LiveCaseRules::current() const {
    const std::scoped_lock lock(mutex_);
    return current_;
}

bool LiveCaseRules::take(const std::shared_ptr<const forms::Definitions>& definitions) {
    auto rules = std::make_shared<const CaseRules>(definitions);
    auto basis = basis_of(*definitions, *rules);
    const std::scoped_lock lock(mutex_);
    if (basis == basis_) return false;
    basis_ = std::move(basis);
    current_ = std::move(rules);
    return true;
}

}  // namespace amparo::records
