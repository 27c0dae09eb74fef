#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "matching/live/pair.hpp"
#include "records/service.hpp"
#include "store/types.hpp"

/// Matching on the records of a deployment, kept current with every commit (matching.md 8–11).
namespace amparo::matching {

/// Whether people have said that a case is not the sought child. Called while the index is
/// locked: it must be quick and must not ask the service.
using IsRejected = std::function<bool(const RecordId& case_id, std::string_view trace)>;
/// Whether whoever asks may know that there is such a record; called without a lock.
using MayKnow = std::function<bool(const store::StoredRecord& other)>;

enum class FittedModel : std::uint8_t;
class Tryout;
class Upkeep;

/// What is asked of a search.
struct Ask {
    std::size_t limit = 20;  // at most this many
    double min_score = 0;    // raises the threshold of the configuration
    IsRejected is_rejected = {};
    MayKnow may_know = {};  // the others are left out, and make room for more
};

/// Why there may be less than one expects; written as the wire's `notice`.
enum class Notice : std::uint8_t {
    none,
    no_tracing_consent,
    record_disabled,
    not_sought,  // the trace, its request or the case is closed, or of another programme
    not_enough_information,
    common_name,
};
std::string_view name_of(Notice notice);

/// Pairs, best first.
struct TracePairs {
    std::vector<TracePair> pairs = {};
    Notice notice = Notice::none;
};
struct CasePairs {
    std::vector<CasePair> pairs = {};
    Notice notice = Notice::none;
};

/// Where the service finds everything. All outlive it.
struct ServiceParts {
    const records::Service& records;
    std::filesystem::path directory;  // configuration.json, name-variants.tsv, known-names.txt
};

/// Searches among all records of the deployment. Who may see what of it is for the callers to
/// say; that nobody is found who must not be is said here (9.1), of the index and once more of the
/// records as they are stored. Until the index is built every search is refused with `busy`.
/// Thread-safe.
class Service {
  public:
    /// Begins to build the index in the background, and to follow every commit and every change of
    /// the stored configuration. Refuses shipped files that cannot be used; a stored configuration
    /// that cannot is left out and told of in the log.
    static Result<std::unique_ptr<Service>> start(const ServiceParts& parts);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    /// Whether searches are answered.
    bool is_ready() const;
    /// Returns when they are, or when building failed.
    void wait_until_ready() const;
    /// Builds the index anew while the old one answers; returns when it is in place.
    void rebuild();

    /// The sought children who may be the child of a case.
    Result<TracePairs> find_traces(const store::StoredRecord& child_case, const Ask& ask) const;
    /// The cases that may be a sought child of a tracing request; not_found without such a row.
    Result<TracePairs> find_cases(const store::StoredRecord& request, std::string_view trace,
                                  const Ask& ask) const;
    /// One pair as it is now, whoever may be found; not_found without such a row.
    Result<TracePair> compare(const store::StoredRecord& child_case,
                              const store::StoredRecord& request, std::string_view trace) const;
    /// Whether a search could find the two for each other, linked or not; quick.
    bool is_findable(const RecordId& case_id, std::string_view trace) const;
    /// Whether a case could be found as a duplicate; quick.
    bool is_findable(const RecordId& case_id) const;
    /// When it was asked who is findable: equal moments have equal answers.
    struct Moment {
        std::uint64_t build = 0;
        std::uint64_t comings = 0;
        bool operator==(const Moment&) const = default;
    };
    Moment now() const;
    /// The cases and tracing requests for which is_findable() may answer otherwise than at a
    /// moment; nothing when it may for all of them.
    std::optional<std::vector<RecordId>> changed_since(const Moment& moment) const;
    /// Two cases as they compare now.
    Result<CasePair> compare(const store::StoredRecord& child_case,
                             const store::StoredRecord& other) const;
    /// Cases that may be the same child as a case, also one that is still being typed: then
    /// without `self`.
    Result<CasePairs> find_duplicates(const json::Object& child_case, const RecordId* self,
                                      const Ask& ask) const;

    /// Tries a model of a configuration out on the records that are held now, without putting it
    /// in force.
    Result<std::unique_ptr<Tryout>> try_out(std::shared_ptr<const Configuration> configuration,
                                            FittedModel which) const;

    /// Weights, thresholds, who takes part and what is shown: the newest, never null. Whoever
    /// keeps it for a request sees one state throughout. What is shown, and whom nobody may find
    /// any more, follow it at once; weights and who may be found newly, when the index is built
    /// anew for it.
    std::shared_ptr<const Configuration> configuration() const;
    /// Whether searches still weigh by the configuration before.
    bool is_catching_up() const;
    /// Until when everything that was committed, on any node, is searched with; nothing while that
    /// was less than five seconds ago.
    std::optional<Instant> as_of() const;
    /// What is known of names; once searches are answered.
    const Lexicon& lexicon() const;
    /// How many records take part on each side: cases, sought children, cases for duplicates.
    struct Sizes {
        std::size_t cases = 0;
        std::size_t traces = 0;
        std::size_t duplicates = 0;
    };
    Sizes sizes() const;

  private:
    explicit Service(std::shared_ptr<Upkeep> upkeep) : upkeep_(std::move(upkeep)) {}
    std::shared_ptr<Upkeep> upkeep_;
};

}  // namespace amparo::matching
