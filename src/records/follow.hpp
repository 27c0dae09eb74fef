#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "forms/definitions.hpp"
#include "index/index.hpp"
#include "records/record_cache.hpp"
#include "store/database.hpp"
#include "store/maintenance.hpp"

namespace amparo::records {

/// Reads all records of a type into the index again, while commits go on; how many there were.
/// `busy` when `is_stopping` says so before the end.
using ReadAgain = std::function<Result<std::size_t>(std::string_view record_type,
                                                    const std::function<bool()>& is_stopping)>;

/// What the load found.
struct LoadReport {
    std::size_t records = 0;
    std::vector<RecordId> broken;  // rows whose seal does not open; left out of every answer
    ReadAgain read_again;          // as long as database and index live
};

/// Fills the index from the store and keeps index and cache with every commit from then on.
/// Commits made while loading are applied after it, so nothing is missed.
Result<LoadReport> load_and_follow(store::Database& database, index::Index& index,
                                   RecordCache& cache, const store::Progress& progress);

}  // namespace amparo::records
