#pragma once

#include <memory>

#include "base/messages.hpp"
#include "jobs/engine.hpp"
#include "notify/service.hpp"
#include "notify/webhooks/service.hpp"

namespace amparo::casework {
class ReportingLocationWatch;
}

namespace amparo::cli {

class Deployment;

/// Everything a deployment does in the background: the engine with its queues, the handler of
/// each kind of job, the periodic jobs, and the service that tells people of events.
class Background {
  public:
    /// Needs the loaded records; `public_url` is where people reach the deployment. `invalid`
    /// naming a setting that does not fit. The deployment outlives it.
    static Result<std::unique_ptr<Background>> create(Deployment& deployment,
                                                      const std::string& public_url);

    ~Background();

    jobs::Engine& engine() { return *engine_; }
    notify::Service& notify() { return *notify_; }
    notify::WebhookService& webhooks() { return *webhooks_; }

  private:
    Background();
    std::unique_ptr<const Messages> messages_;
    std::unique_ptr<casework::ReportingLocationWatch> locations_;
    std::unique_ptr<notify::Service> notify_;
    std::unique_ptr<notify::WebhookService> webhooks_;
    std::unique_ptr<jobs::Engine> engine_;
};

}  // namespace amparo::cli
