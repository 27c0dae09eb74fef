#pragma once

#include <memory>

#include "forms/definitions.hpp"
#include "index/index.hpp"
#include "records/record_cache.hpp"
#include "store/database.hpp"
#include "store/maintenance.hpp"

namespace amparo::records {

/// What the load found.
struct LoadReport {
    std::size_t records = 0;
    std::vector<RecordId> broken;  // rows whose seal does not open; left out of every answer
};

/// Fills the index from the store and keeps index and cache with every commit from then on.
/// Commits made while loading are applied after it, so nothing is missed.
Result<LoadReport> load_and_follow(store::Database& database, index::Index& index,
                                   RecordCache& cache, const store::Progress& progress);

}  // namespace amparo::records
