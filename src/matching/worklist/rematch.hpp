#pragma once

#include <set>

#include "matching/worklist/notices.hpp"
#include "records/service.hpp"
#include "store/jobs.hpp"

/// Searches that run by themselves and keep what they find (matching.md 13).
namespace amparo::matching {

/// The queue of this work, and its kinds.
inline constexpr std::string_view matching_queue = "matching";
inline constexpr std::string_view follow_kind = "matching.follow";
inline constexpr std::string_view nightly_kind = "matching.nightly";

/// What a run did, as jobs and commands tell.
struct RunReport {
    std::size_t cases = 0;
    std::size_t requests = 0;
    std::size_t told = 0;  // pairs that people were told of
};
json::Object to_json(const RunReport& report);

/// Searches anew with what changed. One run at a time; a run on another node is noticed and its
/// results are kept.
class Rematch {
  public:
    explicit Rematch(const RematchParts& parts) : parts_(parts) {}

    /// matching.follow: everything that changed since the last time; the first time, everything.
    /// `busy` while the index is built.
    Result<json::Object> follow(const store::RunningJob& running);
    /// matching.nightly: all sought children anew, because names become more or less common with
    /// every record, and what changed meanwhile. Goes on where it was stopped.
    Result<json::Object> nightly(const store::RunningJob& running);
    /// For commands: what changed since the moment, or all; `tell` is called with how many of how
    /// many records are done.
    using Tell = std::function<void(std::size_t done, std::size_t total)>;
    Result<RunReport> run_since(std::optional<Instant> since, const Tell& tell);

  private:
    struct Batch {
        std::set<RecordId> cases = {};
        std::set<RecordId> requests = {};
        Telling telling = Telling::all;
    };
    using IsStopping = std::function<bool()>;

    Result<> check_ready() const;
    Result<RunReport> follow_changes(const IsStopping& is_stopping);
    Result<RunReport> begin(const IsStopping& is_stopping, const Tell& tell);
    Result<RunReport> search(const Batch& batch, const LedgerHead& head);
    Result<RunReport> search_once(const Batch& batch, const LedgerHead& head);
    std::vector<RecordId> page_of(std::string_view record_type, std::size_t offset,
                                  std::optional<Instant> since) const;
    std::size_t record_count() const;

    RematchParts parts_;
};

/// Makes a job of what changed, if there is something that no job will do; whether it did.
Result<bool> call_follow(store::Database& database, const WorkList& list);

}  // namespace amparo::matching
