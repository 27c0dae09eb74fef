#pragma once

#include "cli/deployment.hpp"

namespace amparo::cli {

/// Makes the invented incidents of config/demo: grave violations, whose victims, perpetrators,
/// sources and responses name them, and what was changed of them since; and for some of the
/// demo cases an incident that was reported of the child.
Result<> make_demo_incidents(Deployment& deployment);

}  // namespace amparo::cli
