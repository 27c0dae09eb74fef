#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace amparo::store {

/// (done, total): called now and then by long work, for progress display.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

/// What `amparo verify` found.
struct Verification {
    std::size_t changes = 0;
    std::size_t records = 0;
    std::size_t blobs = 0;
    std::vector<MessageKey> findings;  // broken links of the chain, rows that do not open
    bool good() const { return findings.empty(); }
};
/// Walks the hash chain and opens every row.
Result<Verification> verify(Database& database, const Progress& progress);
/// One consistent snapshot of a live database into a file, the same format for both engines; it
/// appears whole and durable, or not at all. Rows stay sealed; keys are not included.
Result<> backup(Database& database, const std::filesystem::path& file, const Progress& progress);
/// Fills a new, empty database of either engine from a backup file, all or nothing; needs no keys.
/// `conflict` when it holds data or the backup is of a newer version, `invalid` when the file is
/// damaged, `not_found` when there is none.
Result<> restore(const std::filesystem::path& file, const DatabaseOptions& target,
                 const Progress& progress);
/// Seals every row under the ring's current key, in batches, while the server runs.
Result<std::size_t> reseal(Database& database, const Progress& progress);

/// What `amparo doctor` says: each finding a sentence key with what to do.
struct Finding {
    bool good = true;
    MessageKey what;
};
std::vector<Finding> examine(const DatabaseOptions& options, const std::filesystem::path& key_file);

}  // namespace amparo::store
