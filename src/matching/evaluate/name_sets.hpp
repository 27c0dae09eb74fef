#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "matching/names/lexicon.hpp"

namespace amparo::matching {

/// For rows `id, name_a, name_b` (tab-separated, with a header): `id<TAB>similarity` with the same
/// header row rule. `invalid` names the line that has too few fields.
Result<std::string> name_similarities(std::string_view pairs, const Lexicon& lexicon);

/// For rows `arabic, latin, count` (tab-separated, with a header): the Latin tokens of the whole
/// file that are retrieved for each Arabic token, best first, as CSV `arabic,latin,rank`.
Result<std::string> token_ranks(std::string_view pairs, const Lexicon& lexicon);

}  // namespace amparo::matching
