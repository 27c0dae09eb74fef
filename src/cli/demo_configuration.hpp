#pragma once

#include "cli/deployment.hpp"

namespace amparo::cli {

/// Gives a new deployment what only practice needs (config/demo/violations): the module that
/// monitors grave violations with its forms, option lists, roles and group, and a checklist for
/// the steps of a case. Before records are loaded: the index has a column for each field.
Result<> add_demo_configuration(Deployment& deployment);

}  // namespace amparo::cli
