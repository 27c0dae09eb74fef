#pragma once

#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// The newest link of the change log.
struct LogEnd {
    Sequence sequence = 0;
    std::string hash;  // genesis_hash() before the first change
};
LogEnd read_log_end(Connection& connection);
void write_log_end(Connection& connection, const LogEnd& end);

}  // namespace amparo::store::detail
