#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "forms/definitions.hpp"
#include "records/case_rules.hpp"
#include "records/follow.hpp"
#include "store/database.hpp"

namespace amparo {
class Bell;
}

namespace amparo::records {

/// Reads the cases of the index again, on a thread of its own, whenever the configuration says
/// something else of them: their tasks, until when they are kept, what their files lack. Every node
/// does it for its own index. Meanwhile a case counts by the old rules or by the new ones.
class Rereading {
  public:
    /// What it stands on.
    struct Parts {
        store::Database& database;
        std::function<std::shared_ptr<const forms::Definitions>()> definitions;
        std::shared_ptr<LiveCaseRules> rules;
        ReadAgain read_again;
    };
    /// Looks at the configuration at once: it may have changed while the index was loaded.
    explicit Rereading(Parts parts);
    /// Stops in the middle of the work, if need be.
    ~Rereading();
    Rereading(const Rereading&) = delete;
    Rereading& operator=(const Rereading&) = delete;

    /// Takes the configuration over and reads the cases again if it has to; returns when they are.
    /// `busy` when it is stopped before. The thread does it by itself. Thread-safe.
    Result<> look();

  private:
    void watch();

    Parts parts_;
    std::shared_ptr<Bell> bell_;  // outlives this, because followers do
    std::mutex mutex_;            // guards is_due_, and lets one look at a time
    bool is_due_ = false;         // not all cases were read again yet
    std::jthread thread_;
};

}  // namespace amparo::records
