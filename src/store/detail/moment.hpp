#pragma once

#include "base/clock.hpp"
#include "store/database.hpp"
#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// The current moment of the database's clock, as rows hold it.
inline std::int64_t ticks_now(Transaction& transaction) {
    return ticks(transaction.connection().context().clock.now());
}

}  // namespace amparo::store::detail
