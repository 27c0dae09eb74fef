#pragma once

#include "api/call.hpp"

/// Numbers in the queries of matching. Primero v2 knows none of them, so what cannot be read is
/// refused: whoever misspelt a bound would take a shorter, or longer, list for the whole one.
namespace amparo::api {

/// What a count may be, and what it is when it is absent.
struct CountRange {
    std::size_t least;
    std::size_t most;
    std::size_t usual;
};

/// A whole number of the query, lowered to the most; `invalid` names one that is none, or below the
/// least.
Result<std::size_t> count_in(const Call& call, const char* parameter, const CountRange& range);

/// `min_score`, from 0 to 1; 0 when it is absent, `invalid` when it is something else.
Result<double> least_score(const Call& call);

}  // namespace amparo::api
