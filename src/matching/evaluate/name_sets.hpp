#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "matching/names/lexicon.hpp"

namespace amparo::matching {

/// The columns that the two evaluations read.
inline constexpr std::string_view name_pair_columns[] = {"id", "name_a", "name_b"};
inline constexpr std::string_view token_pair_columns[] = {"arabic", "latin"};

/// Whether the first line names all of the columns; else they are read in their order.
bool has_header(std::string_view pairs, std::span<const std::string_view> columns);

/// For rows `id, name_a, name_b` (tab-separated, with a header): `id<TAB>similarity` with the same
/// header row rule. `invalid` names the line that has too few fields, or says that not even a
/// header is there.
Result<std::string> name_similarities(std::string_view pairs, const Lexicon& lexicon);

/// For rows `arabic, latin, count` (tab-separated, with a header): the Latin tokens of the whole
/// file that are retrieved for each Arabic token, best first, as CSV `arabic,latin,rank`.
Result<std::string> token_ranks(std::string_view pairs, const Lexicon& lexicon);

}  // namespace amparo::matching
