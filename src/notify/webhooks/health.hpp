#pragma once

#include <vector>

#include "store/database.hpp"
#include "store/maintenance.hpp"

namespace amparo::notify {

/// What an operator should know of webhooks: those that nobody answers, whose receiver is gone,
/// whose role is missing, and what was given up. Empty when there are none. Changes nothing.
Result<std::vector<store::Finding>> examine_webhooks(store::Database& database);

}  // namespace amparo::notify
