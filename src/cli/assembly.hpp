#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "api/application.hpp"
#include "cli/background.hpp"
#include "cli/deployment.hpp"

namespace amparo::matching {
class WorkList;
}

namespace amparo::cli {

/// A deployment that answers requests: the services of people, the texts, the web app, the work
/// in the background, and the application on top of them. Made once records are loaded; the
/// deployment outlives it.
class Assembly {
  public:
    /// `public_url` is where people reach the deployment, `web` where the built web app lies.
    /// Refusals as those of Background and of the texts.
    static Result<std::unique_ptr<Assembly>> create(Deployment& deployment,
                                                    const std::string& public_url,
                                                    const std::filesystem::path& web);
    ~Assembly();
    Assembly(const Assembly&) = delete;
    Assembly& operator=(const Assembly&) = delete;

    /// What serves requests, and what works behind it; they live as long as the assembly.
    api::Application& application();
    /// The engine of the deployment's jobs with its handlers.
    Background& background();
    /// The pairs that matching found.
    const matching::WorkList& match_list() const;

  private:
    struct Parts;
    explicit Assembly(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace amparo::cli
