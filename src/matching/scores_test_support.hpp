#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "matching/evaluate/linkage.hpp"

namespace amparo::matching {

/// The text of a file of the source tree; fails loudly when it is not there.
std::string source_file(const std::string& path);
/// The lexicon and the configuration that ship.
const Lexicon& shipped_lexicon();
const std::string& shipped_configuration_text();
const Configuration& shipped_configuration();
/// The first lines of a text.
std::string first_lines(const std::string& text, std::size_t count);

/// How good the results of a search are, as bench/linkage counts it.
struct RankScores {
    std::size_t searches = 0;  // that have a true partner
    double first = 0;          // share whose best result is true
    double in_ten = 0;
    double listed = 0;       // share with a true one anywhere in the list
    double calibration = 0;  // root-mean-square error of probabilities of at least 0.05
    std::size_t leaked = 0;  // results that no search may give
};
/// Scores `trace_id,case_id,score,…` against `trace_id,…,case_id`; only cases of `allowed` ids (one
/// a line, "\n" on both sides) count and may be listed.
RankScores score_tracing(std::string_view results, std::string_view truth,
                         const std::string& allowed);
/// Scores `id_a,id_b,score` against pairs of ids.
RankScores score_duplicates(std::string_view results, std::string_view truth);
/// The ids of cases with consent, each between line ends.
std::string consenting_ids(std::string_view cases);

struct PairScores {
    double area = 0;  // under the curve of true against false positives
    double best_f1 = 0;
};
/// Scores `id<TAB>similarity` against rows `id, a, b, label, kind`.
PairScores score_names(std::string_view similarities, std::string_view pairs);

}  // namespace amparo::matching
