#pragma once

#include "forms/definitions.hpp"
#include "forms/detail/findings.hpp"

namespace amparo::forms {

/// What is wrong or odd with the options of casework: the stages and checklists of a module.
void check_module_options(const Definitions& definitions, const Module& module, Findings& findings);
/// The same for the settings of the deployment: the scrubbing of notes.
void check_settings(const Definitions& definitions, Findings& findings);

}  // namespace amparo::forms
