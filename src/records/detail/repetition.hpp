#pragma once

#include <optional>

#include "records/service.hpp"
#include "store/database.hpp"

namespace amparo::records::detail {

/// How long a repeated request gets its first answer: at least as long as a device may keep work
/// that waits (records.md §14, design of the web app: 90 days).
inline constexpr std::chrono::days repetition_kept{90};

/// The first answer of a repeated request; nullopt for a new one. `conflict` when the key came
/// with another body before.
Result<std::optional<RecordAnswer>> find_repetition(store::Snapshot& snapshot,
                                                    const std::optional<Repetition>& repetition);
/// Keeps the answer in the transaction of the write it belongs to.
Result<> keep_repetition(store::Transaction& transaction,
                         const std::optional<Repetition>& repetition, const RecordAnswer& answer,
                         Instant now);

}  // namespace amparo::records::detail
