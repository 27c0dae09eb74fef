#pragma once

#include <functional>
#include <vector>

#include "base/error.hpp"
#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// Follows the change log from its first link to its end, and says where it is broken.
/// After a break it goes on from the link as stored, so one change is one finding. Opens the
/// details of every link. `walked` is told the number of links, block by block.
std::vector<MessageKey> walk_chain(Connection& connection,
                                   const std::function<void(std::size_t)>& walked);

}  // namespace amparo::store::detail
