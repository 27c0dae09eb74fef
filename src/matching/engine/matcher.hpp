#pragma once

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string_view>
#include <vector>

#include "matching/engine/comparison.hpp"
#include "matching/engine/population.hpp"
#include "matching/engine/prior.hpp"
#include "matching/names/lexicon.hpp"

namespace amparo::matching {

/// What a pair of records is to each other (matching.md 6.4).
enum class Relationship : std::uint8_t { same_child, same_family, unclear };
std::string_view name_of(Relationship relationship);

/// A record of the index that may be what was asked for.
struct Match {
    Ordinal ordinal = 0;
    float bits = 0;           // total, the prior in it
    double score = 0;         // calibrated probability that it is the same child
    double family_score = 0;  // that it is the same family
    Relationship relationship = Relationship::unclear;
};

/// What a comparison means.
Match judge(const Model& model, const Verdict& verdict, float prior);

/// What is asked of a search.
struct Search {
    Side among = Side::left;       // which records are searched
    std::size_t limit = 20;        // matches at most
    double least_score = 0;        // matches below it are left out, and cost little
    Ordinal exclude = no_ordinal;  // the record at hand
    Eligible eligible = {};        // all when absent; must not call the matcher
};

/// What a search found.
struct Found {
    std::vector<Match> matches = {};  // best first; equal ones by ordinal
    float prior = 0;                  // bits; what is in the bits of every match
    bool is_too_little = false;       // nobody is named, no telephone, no identifier: no search
    bool has_common_name = false;     // so many share a name that only the rest told them apart
};

/// Records that can be searched, kept current while they are: an index, the prepared records, and
/// the comparison of pairs. How to use it:
///
///     BoundModel model(configuration.tracing, Sides::case_and_trace);
///     Matcher matcher(model, lexicon, places, today);          // all of them must outlive it
///     matcher.put(Side::left, 7, {.record = &case_data});      // a case; the numbers are yours
///     matcher.put(Side::right, 3, {.record = &trace_row, .request = &request_data});
///     matcher.remove(Side::left, 7);                           // consent withdrawn, disabled …
///
///     Matcher::Session session(matcher);                       // one for each thread, kept
///     session.search({&trace_row, &request_data}, {.limit = 20, .eligible = may_be_found});
///     session.search({.record = &case_data}, {.among = Side::right});  // traces for a case
///
/// For duplicates: Sides::case_and_case, cases on the left only, and a search with a case (also one
/// that is still being typed) and `exclude` when it is held itself.
///
/// Weights are never stale: how common names are is counted with every put and remove, and two
/// matchers with the same records give the same answers, in whatever order they got them. Only
/// records on the left count for the weights and for the prior, so a pair has the same score from
/// both directions.
///
/// What records were read by is fixed: with other places, another lexicon or model, build another
/// matcher. A session keeps tables over all records, some 12 bytes for each: have few of them.
///
/// Locking: put, remove and set_today lock the matcher alone; each search and compare locks it
/// together with others and sees one state of it. A writer waits for the searches that run, and
/// those that come later wait for the writer. record(), index() and dictionary() do not lock: use
/// them only while nobody writes.
class Matcher {
  public:
    Matcher(const BoundModel& model, const Lexicon& lexicon, const Places& places, Day today);

    /// Puts a record in place of what stood there. Ordinals should be dense: memory is taken up to
    /// the highest. Traces are put on the right; in a model of cases alone all are on the left.
    void put(Side side, Ordinal ordinal, const RecordSource& source);
    /// Forgets a record, if it is held.
    void remove(Side side, Ordinal ordinal);
    /// Puts a record on the left after all others; its ordinal.
    Ordinal add(const RecordSource& source);
    /// The day that ages without a date are counted from; for what is put and asked later.
    void set_today(Day today);

    /// Whether a record was put at the ordinal and not removed.
    bool holds(Side side, Ordinal ordinal) const;
    /// How many records a side holds.
    std::size_t size(Side side = Side::left) const;
    /// The prior of a search now; under another model.
    float prior() const { return prior(model_.model()); }
    float prior(const Model& model) const;
    const BoundModel& model() const { return model_; }

    /// The searches of one thread.
    class Session {
      public:
        explicit Session(const Matcher& matcher);

        /// The matches of a record of the other side than the one searched.
        Found search(const RecordSource& source, const Search& search = {});
        /// One pair in full, for explanations; nothing when the ordinal is not held.
        std::optional<Comparison> compare(const RecordSource& source, Ordinal ordinal,
                                          Side among = Side::left);
        /// All records on the left from an ordinal on, one after the other, with one record.
        void compare_each(const RecordSource& source, Ordinal first,
                          const std::function<void(Ordinal, const Comparison&)>& each);
        /// Two records of which none need be held.
        Comparison compare_pair(const RecordSource& left, const RecordSource& right);

      private:
        void follow();
        void compare_chosen(const Search& search, Found& found);
        std::vector<std::uint32_t> read(const RecordSource& source, Side side);

        const Matcher& matcher_;
        Dictionary words_;  // over the dictionary of the matcher
        Comparer comparer_;
        FeatureReader left_reader_;
        FeatureReader right_reader_;
        CandidateScratch scratch_;
        std::vector<Ordinal> chosen_;  // those of a search that are compared
        std::uint64_t version_ = 0;    // of the matcher that words_ lies over
    };

    /// A view of a held record.
    Record record(Ordinal ordinal, Side side = Side::left) const {
        return of(side).record(ordinal);
    }
    /// Compares the asked record of a comparer with held ones, in their order; calls
    /// visit(ordinal, verdict) for those that its outlook does not leave out. Does not lock.
    template <class Visit>
    void judge_each(Comparer& comparer, std::span<const Ordinal> ordinals, Side among,
                    Visit&& visit) const {
        constexpr auto together = Comparer::together_max;
        const auto& held = of(among);
        for (const auto ordinal : ordinals.first(std::min(2 * together, ordinals.size()))) {
            held.fetch_place(ordinal);
        }
        for (const auto ordinal : ordinals.first(std::min(together, ordinals.size()))) {
            held.fetch(ordinal);
        }
        std::array<Verdict, together> verdicts;
        std::vector<Record> records;
        records.reserve(together);
        while (!ordinals.empty()) {
            const auto now = ordinals.first(std::min(together, ordinals.size()));
            records.clear();
            for (const auto ordinal : now) records.push_back(held.record(ordinal));
            ordinals = ordinals.subspan(now.size());
            // The next ones come while these are compared.
            for (std::size_t at = together; at < 2 * together && at < ordinals.size(); ++at) {
                held.fetch_place(ordinals[at]);
            }
            for (const auto next : ordinals.first(std::min(together, ordinals.size()))) {
                held.fetch(next);
            }
            comparer.judge(records, std::span(verdicts).first(now.size()));
            for (std::size_t at = 0; at < now.size(); ++at) {
                if (!verdicts[at].is_left_out) visit(now[at], verdicts[at]);
            }
        }
    }
    const Dictionary& dictionary() const { return dictionary_; }
    const CandidateIndex& index(Side side = Side::left) const { return of(side).index(); }
    /// What records and index take, without the dictionary.
    std::size_t memory_bytes() const;

  private:
    friend class Trial;
    /// Held while a writer waits, so that new readers let it pass.
    std::shared_lock<std::shared_mutex> lock_for_reading() const;
    std::unique_lock<std::shared_mutex> lock_for_writing();
    const Population& of(Side side) const { return side == Side::left ? left_ : right_; }
    Population& of(Side side) { return side == Side::left ? left_ : right_; }
    /// A dictionary over that of all records.
    Dictionary overlay() const;
    void put_locked(Side side, Ordinal ordinal, const RecordSource& source);
    void remove_locked(Side side, Ordinal ordinal);
    void count(const Record& record, Count count);
    float prior_locked(const Model& model) const;

    const BoundModel& model_;
    const Places& places_;
    Day today_;
    Dictionary dictionary_;
    Population left_;
    Population right_;
    std::uint64_t version_ = 1;        // counts changes
    mutable std::shared_mutex mutex_;  // guards all above
    mutable std::mutex gate_;
};

}  // namespace amparo::matching
