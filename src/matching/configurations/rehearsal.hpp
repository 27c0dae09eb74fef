#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "matching/configurations/judged.hpp"
#include "matching/live/service.hpp"
#include "matching/live/tryout.hpp"

/// What another configuration would change, before it does (matching.md 13).
namespace amparo::matching {

/// Where a probability puts a pair in the eyes of people.
enum class Standing : std::uint8_t { unlisted, listed, likely };
std::string_view name_of(Standing standing);
/// The standing of a probability under a model.
Standing standing_under(const Model& model, double score);

/// One pair before and after.
struct RehearsedPair {
    RecordId case_id = {};
    TraceKey trace = {};  // of tracing
    RecordId other = {};  // the other case, of duplicates
    PairState state = PairState::potential;
    double score_before = 0;
    double score_after = 0;
    Standing before = Standing::unlisted;
    Standing after = Standing::unlisted;
};

/// What becomes of pairs of one kind.
struct RehearsedCounts {
    std::size_t pairs = 0;
    std::size_t listed_before = 0;
    std::size_t listed_after = 0;
    std::size_t likely_before = 0;
    std::size_t likely_after = 0;
    std::size_t risen = 0;
    std::size_t fallen = 0;

    /// Counts a pair.
    void add(const RehearsedPair& pair);
};

struct Rehearsed {
    FittedModel model = FittedModel::tracing;
    RehearsedCounts confirmed = {};
    RehearsedCounts rejected = {};
    RehearsedCounts undecided = {};  // decided on, but neither of the two
    RehearsedCounts suggested = {};  // nobody has decided yet
    std::size_t traces = 0;          // sought children there are; of duplicates, cases
    std::size_t traces_looked_at = 0;
    std::size_t first_changed = 0;          // for so many another case would be first
    bool is_complete = true;                // no sought child and no decision was left out
    std::vector<RehearsedPair> moved = {};  // those whose standing changes, decided ones first
};

/// How far a rehearsal goes.
struct RehearsalLimits {
    std::size_t decided_max = 2'000;
    std::size_t traces_max = 200;  // spread over all
    std::size_t cases_max = 50;    // for each sought child
    std::size_t moved_max = 100;
    std::chrono::milliseconds time_max{4'000};
};

/// Compares decided pairs, and what is suggested for sought children or for cases that may be there
/// twice, under the configuration in force and under another one. `busy` until there is an index.
class Rehearsal {
  public:
    /// What it looks at; all outlive it.
    struct Grounds {
        const records::Service& records;
        const Service& service;
        /// Called with what is done and what there is to do; false ends the rehearsal early.
        GoesOn goes_on = {};
    };
    Rehearsal(const Grounds& grounds, const RehearsalLimits& limits)
        : grounds_(grounds), limits_(limits) {}

    /// What would change if that model of the configuration were in force.
    Result<Rehearsed> run(std::shared_ptr<const Configuration> proposed, FittedModel which);

  private:
    /// The two configurations side by side.
    struct Sides {
        std::unique_ptr<Tryout> before;
        std::unique_ptr<Tryout> after;
    };
    /// The case that is best under each.
    struct First;
    bool goes_on(std::size_t done, std::size_t total);
    template <class Read, class Rehearse>
    Result<> rehearse_decided(Read read, const Rehearse& rehearse, Rehearsed& found);
    template <class Key, class Rehearse>
    void rehearse_suggested(const std::vector<Key>& all, const Rehearse& rehearse,
                            Rehearsed& found);
    void rehearse_decided_pair(const Sides& sides, const JudgedPair& pair, Rehearsed& found) const;
    void rehearse_decided_pair(const Sides& sides, const JudgedChildren& pair,
                               Rehearsed& found) const;
    void rehearse_trace(const Sides& sides, const TraceKey& key, Rehearsed& found) const;
    void rehearse_child(const Sides& sides, const RecordId& id, Rehearsed& found) const;
    void note_suggested(const RehearsedPair& pair, First& first, Rehearsed& found) const;
    void note(const RehearsedPair& pair, RehearsedCounts& counts, Rehearsed& found) const;

    Grounds grounds_;
    RehearsalLimits limits_;
    Instant began_{};
};

}  // namespace amparo::matching
