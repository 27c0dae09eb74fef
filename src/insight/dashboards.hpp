#pragma once

#include <string>
#include <vector>

#include "access/actor.hpp"
#include "base/error.hpp"
#include "records/dependencies.hpp"

namespace amparo::insight {

/// The numbers of the home page (case-management.md §8), counted in the index: each is the total
/// of the list that its query opens, for the same user at the same moment. Thread-safe.
class Dashboards {
  public:
    explicit Dashboards(const records::Dependencies& on) : on_(on) {}

    /// The dashboards of the actor's role in its order, as the text of the wire's array; `names`
    /// (of an action, or as on the wire without "dashboard.") picks some. Indicators whose filters
    /// the actor may not use are left out. Who may not list the records sees no small numbers and
    /// no queries. `busy` while the index loads.
    Result<std::string> show(const access::Actor& actor,
                             const std::vector<std::string>& names) const;

  private:
    const records::Dependencies& on_;
};

}  // namespace amparo::insight
