#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "index/schema.hpp"

namespace amparo::bench {

/// An invented case as a deployment would hold it: about 70 filled fields and 2.5 KB of JSON.
struct SyntheticCase {
    RecordId id;
    json::Object data;
};

/// The n-th case of an endless, repeatable series; any case can be made by itself, by any thread.
/// Ownership, places, ages, statuses, concerns and names are spread as in a country programme:
/// 2,000 workers in 200 groups and 40 agencies, 2,500 places, names in Latin and Arabic script.
SyntheticCase synthetic_case(std::uint64_t number);

/// The name of the n-th case alone.
std::string synthetic_name(std::uint64_t number);

/// The columns the default configuration keeps of a case (records.md 8.3 and 9.1).
index::Schema synthetic_schema();

/// The places of the synthetic cases: "sl0102a" lies in "sl0102", that in "sl01".
std::vector<index::Ancestor> synthetic_ancestors(std::string_view code);

}  // namespace amparo::bench
