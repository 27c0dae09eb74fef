#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "matching/links/compare.hpp"

namespace amparo::matching::links {

/// Two records, the smaller ordinal first.
using Pair = std::pair<RecordId, RecordId>;

/// Which pairs count.
enum class Scope : std::uint8_t {
    all,            // within each file and between files
    between_files,  // only pairs from two different files
};

/// Called with what is done and what there is to do.
using Report = std::function<void(std::size_t done, std::size_t total)>;

/// How far retrieval goes.
struct RetrievalOptions {
    Scope scope = Scope::all;
    std::size_t per_record = 64;  // the best partners of each record
    std::size_t posting_max = 0;  // keys held by more records retrieve nothing alone; 0: by size
};

/// The pairs worth comparing, each once, sorted. Each record asks for those that share keys with
/// it: exact values, spellings with one letter missing, sounds, parts of dates, words; a key counts
/// as many bits as it is rare, and each name or field counts by its best key. Keys too common to
/// retrieve alone do so in pairs.
std::vector<Pair> retrieve(const People& people, const RetrievalOptions& options,
                           const Report& report);

}  // namespace amparo::matching::links
