#pragma once

#include <memory>

#include "records/edit.hpp"

namespace amparo::casework {

/// The rules between records (case-management.md §3.3, steps 2 and 15), in the order they run.
/// Handed to records::Service when it is built.
std::shared_ptr<const records::Hooks> hooks();

}  // namespace amparo::casework
