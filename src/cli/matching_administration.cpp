#include "cli/matching_administration.hpp"

#include "cli/deployment.hpp"
#include "cli/paths.hpp"

namespace amparo::cli {

MatchingAdministration MatchingAdministration::create(Deployment& deployment,
                                                      const matching::Service& matching,
                                                      jobs::Engine& engine) {
    MatchingAdministration made;
    made.configurations =
        std::make_unique<matching::Configurations>(matching::Configurations::Parts{
            .database = deployment.database(),
            .definitions = [&deployment] { return deployment.definitions().snapshot(); },
            .directory = config_directory() / "matching"});
    made.fits = std::make_unique<matching::Fits>(
        matching::Fits::Parts{.database = deployment.database(),
                              .configurations = *made.configurations,
                              .records = deployment.records(),
                              .service = matching});
    engine.add_queue({.name = std::string(matching::fit_queue)});
    engine.handle(std::string(matching::fit_job),
                  [&fits = *made.fits](const auto& running) { return fits.run(running); });
    return made;
}

}  // namespace amparo::cli
