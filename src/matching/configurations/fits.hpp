#pragma once

#include <optional>
#include <string>
#include <vector>

#include "matching/configurations/configurations.hpp"
#include "matching/configurations/fitting.hpp"
#include "store/jobs.hpp"

/// Fits of the weights that administrators order (matching.md 6.5, 13).
namespace amparo::matching {

/// Kind and queue of the job, and kind of the documents that keep fits.
inline constexpr std::string_view fit_job = "matching_fit";
inline constexpr std::string_view fit_queue = "matching_fit";  // not behind a nightly run
inline constexpr std::string_view fit_kind = "matching_fit";   // of the documents

/// Where a fit stands. Nothing of it counts until it is applied.
enum class FitState : std::uint8_t { waiting, running, ready, failed, applied, dropped };
std::string_view name_of(FitState state);

struct Fit {
    std::string id = {};  // the number of its job
    FittedModel model = FittedModel::tracing;
    FitState state = FitState::waiting;
    std::string ordered_by = {};
    std::string ordered_at = {};
    int base_number = 0;          // the configuration that it starts from
    std::string decided_by = {};  // who applied or dropped it
    std::string decided_at = {};
    json::Object progress = {};       // of the job: step, done, total
    std::string error = {};           // key of what went wrong
    json::Object report = {};         // once it is ready
    json::Object configuration = {};  // proposed; empty when nothing is
};

/// Orders, runs, applies and drops fits. Needs `matching_configuration: manage`, else `forbidden`.
/// Thread-safe.
class Fits {
  public:
    /// What it stands on; all outlive it.
    struct Parts {
        store::Database& database;
        Configurations& configurations;
        const records::Service& records;
        const Service& service;
        FittingRules rules = {};
    };
    explicit Fits(Parts parts) : parts_(std::move(parts)) {}

    /// Newest first.
    Result<std::vector<Fit>> all(const access::Actor& actor) const;
    Result<Fit> find(const access::Actor& actor, const std::string& id) const;
    /// Begins a fit of a model in the background. `conflict` while another one waits or runs.
    Result<Fit> order(const access::Actor& actor, FittedModel which = FittedModel::tracing);
    /// Puts the proposed configuration in force. `conflict` when it proposes nothing, was decided
    /// on before, or another configuration came into force since it was ordered.
    Result<StoredConfiguration> apply(const access::Actor& actor, const std::string& id);
    /// Decides against it; a fit that waits or runs comes to nothing. `conflict` when it was
    /// decided on before.
    Result<Fit> drop(const access::Actor& actor, const std::string& id);

    /// The job.
    Result<json::Object> run(const store::RunningJob& running);

  private:
    Result<Fit> find_in(store::Snapshot& snapshot, const std::string& id) const;
    Result<> check_none_is_under_way(store::Snapshot& snapshot) const;
    Result<> keep(store::Transaction& transaction, const Fit& fit) const;
    Result<DecisionFit> fit_decisions(const store::RunningJob& running, FittedModel which,
                                      const json::Object& configuration) const;
    Result<json::Object> report_of(const store::RunningJob& running, const DecisionFit& fit) const;

    Parts parts_;
};

/// The wire's form of what a rehearsal found, without the pairs themselves.
json::Object to_wire(const Rehearsed& rehearsed);

}  // namespace amparo::matching
