#include "cli/demo_incidents.hpp"

#include "cli/config_file.hpp"
#include "cli/demo_filling.hpp"
#include "cli/paths.hpp"

namespace amparo::cli {
namespace {

/// Makes an incident, and then changes it as those did who worked on it.
Result<> make_one(Deployment& deployment, const json::Object& incident, Filling filling) {
    AMPARO_TRY(const auto reporter, demo_actor(deployment, incident));
    AMPARO_TRY(auto request, demo_request("incident", incident, filling));
    AMPARO_TRY(const auto made, deployment.records().create(reporter, std::move(request)));
    const auto* later = json::find_array(incident, "later");
    if (later == nullptr) return {};
    for (const auto& one : *later) {
        const auto& step = one.get_object();
        AMPARO_TRY(const auto actor, demo_actor(deployment, step));
        AMPARO_TRY(auto change, demo_request("incident", step, filling));
        AMPARO_CHECK(deployment.records().update(actor, made.id, std::move(change)));
    }
    return {};
}

}  // namespace

Result<> make_demo_incidents(Deployment& deployment) {
    const auto directory = config_directory() / "demo" / "violations";
    AMPARO_TRY(const auto file, read_config_file(directory / "incidents.json"));
    const auto* incidents = json::find_array(file, "incidents");
    AMPARO_REQUIRE(incidents != nullptr);
    for (std::size_t at = 0; at < incidents->size(); ++at) {
        AMPARO_CHECK(make_one(deployment, (*incidents)[at].get_object(), Filling(deployment, at)));
    }
    return {};
}

}  // namespace amparo::cli
