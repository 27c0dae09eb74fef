#pragma once

#include <string>
#include <vector>

#include "cli/progress.hpp"
#include "matching/evaluate/linkage.hpp"

namespace amparo::cli {

/// The files and words that the commands of `amparo match` are given.
struct MatchFiles {
    std::string cases;
    std::string requests;
    std::string locations;
    std::string config;
    std::string pairs;
    std::string labels;
    std::string out;
    std::string left;
    std::string right;
    std::size_t top = 300;
    bool is_enabled_only = false;

    /// Those that are read.
    std::vector<std::string> inputs() const {
        return {cases, requests, locations, config, pairs, labels};
    }
};

/// The day by which ages without a date are reckoned.
matching::Day match_day();
/// The text of a file; the refusal names it and says when it is of another encoding than UTF-8.
Result<std::string> read_match_file(const std::string& file);
/// Refuses, before long work is done, a file for the results that cannot be written or that is one
/// of those that are read, or the shipped rules: it would be lost.
Result<> check_output(const std::string& out, std::vector<std::string> inputs);
/// The outcome; a refusal that names a line only says which file it is of.
Result<std::string> of_file(Result<std::string> outcome, const std::string& file);

/// What the files hold, and the configuration they are matched under.
struct MatchMaterial {
    std::string cases;
    std::string requests;
    std::string locations;
    std::string configuration_text;
    matching::Configuration configuration;
    matching::Lexicon lexicon;

    /// Reads all that are named. A configuration of one's own is refused when a criterion names a
    /// field that neither a shipped form nor a record of these files has: it would say nothing.
    static Result<MatchMaterial> load(const MatchFiles& files);
    /// The texts as an evaluation takes them; they stay with the material.
    matching::EvaluationInput input(const MatchFiles& files) const;
    /// What an evaluation works with; the line and the material outlive it.
    matching::EvaluationTools tools(ProgressLine& line) const;
    /// The refusal of an evaluation of these files, with the file that the line it names is of.
    Error naming(Error error, const MatchFiles& files) const;
};

}  // namespace amparo::cli
