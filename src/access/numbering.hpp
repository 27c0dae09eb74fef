#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// The next number of a kind ("user", "role", …): from 1, never given twice, also after removal.
Result<std::int64_t> next_number(store::Transaction& transaction, std::string_view kind,
                                 Instant at);
/// A number a client chose.
struct WishedNumber {
    std::int64_t number = 0;
    Instant at{};
};
/// Takes it, so that it is never given again. `conflict` when it cannot be told whether it was
/// given before (it is at or below the last one); `invalid` when it is no such number.
Result<> take_number(store::Transaction& transaction, std::string_view kind, WishedNumber wish);

}  // namespace amparo::access
