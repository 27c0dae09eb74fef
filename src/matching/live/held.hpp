#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "matching/live/eligible.hpp"
#include "matching/live/numbers.hpp"
#include "matching/live/service.hpp"

namespace amparo::matching {

/// All records that take part, as they are after some commit, in the engines that search them.
/// Commits that come before open() wait until then, so that it can be filled from a scan meanwhile.
/// Thread-safe but for load(), which is of one thread and before open().
class Held {
  public:
    /// What it is made from; the lexicon outlives it.
    struct Grounds {
        std::shared_ptr<const Configuration> configuration;
        const Lexicon& lexicon;
        Places places;
        Day today;
        std::string phone_country = {};  // of telephone numbers without a prefix
    };
    explicit Held(Grounds grounds);

    /// Takes in records of a scan.
    void load(const std::vector<store::StoredRecord>& records);
    /// Takes in a commit, at once or when it is opened.
    void commit(const std::vector<store::CommittedRecord>& committed);
    /// From here on commits are taken in at once.
    void open();
    /// For ages without a date.
    void set_today(Day today);

    /// The traces for a case, the cases for a trace, the cases for a case; those that were found
    /// are held, and nothing else is said of them.
    TracePairs find_traces(const store::StoredRecord& child_case, const Ask& ask);
    TracePairs find_cases(const TraceKey& key, const RecordSource& trace, const Ask& ask);
    CasePairs find_duplicates(const json::Object& child_case, const RecordId* self, const Ask& ask);
    /// Two records, held or not.
    Likeness compare(const json::Object& child_case, const RecordSource& trace);
    Likeness compare_children(const json::Object& child_case, const json::Object& other);
    /// Whether both are held for tracing; whether the case is held for duplicates.
    bool holds(const RecordId& case_id, std::string_view trace) const;
    bool holds(const RecordId& case_id) const;
    /// Grows with every record that comes to be held, or is held no more.
    std::uint64_t comings() const { return comings_.load(); }
    /// The records that came or went since comings() was that; nothing when that is too long ago.
    /// Of traces these are their requests.
    std::optional<std::vector<RecordId>> came_since(std::uint64_t comings) const;

    /// The cases that are most like a sought child, best first, however little.
    std::vector<RecordId> nearest(const RecordSource& trace, std::size_t limit);
    /// Every sought child that is linked with no case, by the ids of the rows.
    std::vector<TraceKey> traces() const;
    /// The other cases that are most like a case, and every case that may be a duplicate.
    std::vector<RecordId> nearest_children(const store::StoredRecord& child_case,
                                           std::size_t limit);
    std::vector<RecordId> children() const;
    /// A model as it is for this deployment.
    Model here(Model model) const { return Engine::here(std::move(model), grounds_); }
    /// What tracing and duplicates search in.
    const Matcher& tracing() const { return tracing_.matcher; }
    const Matcher& duplicates() const { return duplicates_.matcher; }

    /// How many take part.
    Service::Sizes sizes() const;

  private:
    struct Sought {
        TraceKey key = {};
        std::string matched_case = {};
    };
    /// One engine with the sessions that are at rest.
    struct Engine {
        Engine(Model of_which, Sides sides, const Grounds& grounds)
            : model(here(std::move(of_which), grounds), sides),
              matcher(model, grounds.lexicon, grounds.places, grounds.today) {}
        BoundModel model;
        Matcher matcher;
        static Model here(Model model, const Grounds& grounds) {
            model.phone_country = grounds.phone_country;
            return model;
        }
        std::mutex mutex = {};  // guards what is below
        std::vector<std::unique_ptr<Matcher::Session>> at_rest = {};
    };
    class Borrowed;

    std::shared_lock<std::shared_mutex> lock_for_reading() const;
    std::unique_lock<std::shared_mutex> lock_for_writing();
    void apply(const store::StoredRecord& record);
    void apply_case(const store::StoredRecord& record);
    void apply_request(const store::StoredRecord& record);
    void forget_trace(const std::string& trace);
    void note_coming(const RecordId& id);

    Grounds grounds_;
    Engine tracing_;
    Engine duplicates_;
    std::mutex gate_mutex_;  // guards the next two
    bool is_open_ = false;
    std::vector<store::CommittedRecord> waiting_;
    Numbers<RecordId, RecordId> cases_;     // in the engine of tracing, on the left
    Numbers<RecordId, RecordId> children_;  // in the engine of duplicates
    Numbers<std::string, Sought> traces_;   // by the id of the row
    std::unordered_map<RecordId, std::vector<std::string>> rows_;  // of each request
    std::deque<RecordId> came_;               // the last ones that came or went
    std::atomic<std::uint64_t> comings_ = 0;  // how many there ever were; written with the lock
    mutable std::shared_mutex mutex_;         // guards the six above, and that the engines agree
    mutable std::mutex turn_;  // held by a writer that waits, so that it gets its turn
};

}  // namespace amparo::matching
