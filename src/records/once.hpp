#pragma once

#include <functional>
#include <optional>

#include "records/service.hpp"
#include "store/database.hpp"

/// Writes beside those of records that a client may send twice (records.md §14).
namespace amparo::records {

/// What is done in a transaction, and the answer to it.
using OnceWrite = std::function<Result<json::Object>(store::Transaction& transaction)>;

/// Runs the write. With a repetition its answer is kept in the same transaction, and whoever
/// sends it again gets that answer; `invalid` when the key came with another body before.
Result<json::Object> write_once(const Dependencies& on, const std::optional<Repetition>& repetition,
                                const OnceWrite& write);

/// The answer that was kept for it; nullopt for a new one. `invalid` as for write_once().
Result<std::optional<json::Object>> kept_answer(const Dependencies& on,
                                                const Repetition& repetition);
/// Keeps the answer to something that is stored already; an answer that is there stays.
Result<> keep_answer(const Dependencies& on, const Repetition& repetition,
                     const json::Object& answer);

}  // namespace amparo::records
