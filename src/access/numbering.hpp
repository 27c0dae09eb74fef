#pragma once

#include <cstdint>
#include <string_view>

#include "store/database.hpp"

namespace amparo::access {

/// The next number of a kind ("user", "role", …): from 1, never given twice, also after removal.
Result<std::int64_t> next_number(store::Transaction& transaction, std::string_view kind);
/// Takes a number a client chose, so that it is never given again. `conflict` when it cannot be
/// told whether it was given before (it is at or below the last one).
Result<> take_number(store::Transaction& transaction, std::string_view kind, std::int64_t number);

}  // namespace amparo::access
