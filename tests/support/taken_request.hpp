#pragma once

#include <string>

namespace amparo::testing {

/// A request that came over the connection, as far as it came: head, blank line, body of the length
/// that the head names.
std::string read_request(int connection);

}  // namespace amparo::testing
