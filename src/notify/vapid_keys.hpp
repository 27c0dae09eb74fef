#pragma once

#include "notify/push_crypto.hpp"
#include "store/database.hpp"

namespace amparo::notify {

/// The keys this deployment proves itself with to push services: those of the setting when it is
/// not empty, else a pair made once and kept sealed in the database, the same on every node.
/// `invalid` when the setting holds no key.
Result<EcKeys> vapid_keys(store::Database& database, const std::string& configured);

}  // namespace amparo::notify
