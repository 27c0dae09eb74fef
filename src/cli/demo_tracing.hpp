#pragma once

#include <vector>

#include "cli/deployment.hpp"

namespace amparo::cli {

/// The stories of config/demo/tracing: children whose families look for them, as different people
/// wrote their names, and a child who was registered twice.
class DemoTracing {
  public:
    /// Those of a deployment with so many invented cases; few cases leave no room for any.
    static Result<DemoTracing> of(std::size_t cases);

    /// How many cases they have.
    std::size_t cases() const;
    /// Makes their cases and tracing requests, each by the worker who registered it.
    Result<> make(Deployment& deployment) const;

  private:
    std::vector<json::Object> records_;
};

}  // namespace amparo::cli
