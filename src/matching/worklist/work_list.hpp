#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "matching/live/service.hpp"
#include "matching/worklist/decided.hpp"
#include "matching/worklist/ledger.hpp"
#include "matching/worklist/reach.hpp"

namespace amparo::matching {

/// In which order pairs are listed; equal ones by their ids.
enum class WorkOrder : std::uint8_t { most_likely, newest, oldest };

/// Which pairs somebody wants to see.
struct WorkQuery {
    PairKind kind = PairKind::tracing;
    std::set<std::string, std::less<>> states = {};  // empty: all on which somebody has to work
    std::string relationship = {};
    double min_score = 0;
    std::string owner = {};
    std::string location = {};
    std::optional<Instant> since = {};  // found, or decided on, since then
    WorkOrder order = WorkOrder::most_likely;
    std::size_t page = 1;
    std::size_t per = 20;
};

/// A pair of the list, as it was when it was found or decided on.
struct WorkPair {
    KeptPair pair = {};
    std::string_view state = {};
    /// Rejected, but since then so much more speaks for it that it has come back.
    bool has_returned = false;
    Instant changed_at{};
};
struct WorkPage {
    std::vector<WorkPair> pairs = {};
    std::size_t total = 0;
    /// How many pairs there are in each state, whatever states were asked for.
    std::map<std::string, std::size_t, std::less<>> by_state = {};
};

/// The states in which somebody still has work with a pair.
bool is_open(std::string_view state);

/// All pairs that searches proposed and people decided on, as a list to work off (matching.md
/// 10.3). Thread-safe.
class WorkList {
  public:
    /// Needs the loaded index; both outlive it.
    static Result<std::unique_ptr<WorkList>> open(const records::Service& records,
                                                  const Service& matching);
    WorkList(const WorkList&) = delete;
    WorkList& operator=(const WorkList&) = delete;

    /// The pairs of which the actor may read at least one side and may know of the other, if both
    /// may still be found; decided pairs that may not only for who reads both. `busy` until the
    /// index is built.
    Result<WorkPage> list(const access::Actor& actor, const WorkQuery& query) const;

    Ledger& ledger() const { return *ledger_; }
    const Decided& decided() const { return *decided_; }

  private:
    /// What chooses a pair, close together: a list of all looks at every one.
    struct Brief {
        double score = 0;
        Instant changed_at{};
        std::uint8_t state = 0;  // in Gathered::states
        Relationship relationship = Relationship::unclear;
        bool is_open = false;
        bool has_returned = false;
    };
    /// All pairs, the most likely first, as of what was found and decided up to a moment.
    struct Gathered {
        std::uint64_t found = 0;
        std::uint64_t decided = 0;
        std::vector<WorkPair> pairs = {};
        std::vector<Brief> briefs = {};             // of each pair
        std::vector<std::string_view> states = {};  // that there are
        /// Where the pairs are that a record is a side of.
        std::unordered_map<RecordId, std::vector<std::uint32_t>> of_record = {};
    };
    /// Which of them searches could find.
    struct Findable {
        std::shared_ptr<const Gathered> all = nullptr;
        Service::Moment as_of = {};
        std::vector<bool> is_it = {};  // by place
    };
    /// Places among all pairs, in their order.
    using Chosen = std::vector<std::uint32_t>;

    WorkList(const records::Service& records, const Service& matching);
    std::shared_ptr<const Findable> gathered(PairKind kind) const;
    std::shared_ptr<const Gathered> gathered_pairs(PairKind kind) const;
    std::shared_ptr<const Findable> findable(PairKind kind,
                                             std::shared_ptr<const Gathered> all) const;
    std::vector<WorkPair> gather(PairKind kind) const;
    static void describe(Gathered& all);
    static Chosen read_in_part(const Gathered& all, const Reach& of_case, const Reach& of_owner);
    Result<Chosen> visible(const access::Actor& actor, const WorkQuery& query,
                           const Findable& known) const;
    bool is_findable(PairKind kind, const KeptPair& pair) const;

    const records::Service& records_;
    const Service& matching_;
    std::unique_ptr<Ledger> ledger_;
    std::shared_ptr<Decided> decided_;
    mutable std::mutex mutex_;  // guards the next two
    mutable std::map<PairKind, std::shared_ptr<const Gathered>> gathered_;
    mutable std::map<PairKind, std::shared_ptr<const Findable>> findable_;
};

}  // namespace amparo::matching
