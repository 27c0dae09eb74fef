#pragma once

namespace amparo {

/// Gives memory that is free back to the system, after work that needed much for a moment. What
/// the allocator would keep for the next such work is better used by others on the machine.
void release_free_memory();

}  // namespace amparo
