#pragma once

#include <memory>

#include "matching/worklist/work_list.hpp"
#include "store/database.hpp"

namespace amparo::matching {

/// Sees to it that every change is searched with soon after its commit: calls for the job that
/// does it (matching.md 13). Works until it is destroyed; the list and the database outlive it.
class Follower {
  public:
    Follower(store::Database& database, const WorkList& list);
    ~Follower();
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;

  private:
    class State;
    std::shared_ptr<State> state_;
};

}  // namespace amparo::matching
