#pragma once

#include <string>

namespace amparo::exchange::detail {

/// What a process does that reads documents of others: bounds its own time and memory, reads one
/// order from standard input and writes the answer to standard output. Returns the exit code;
/// whatever `answer_to` throws is told by that alone.
int serve_one_order(std::string (*answer_to)(const std::string& order));

}  // namespace amparo::exchange::detail
