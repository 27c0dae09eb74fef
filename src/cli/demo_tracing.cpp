#include "cli/demo_tracing.hpp"

#include <algorithm>

#include "cli/config_file.hpp"
#include "cli/demo_filling.hpp"
#include "cli/paths.hpp"

namespace amparo::cli {
namespace {

constexpr std::size_t cases_min = 100;  // deployments to look at, not those of tests

std::string type_of(const json::Object& record) {
    return json::string_or(record, "record_type");
}

}  // namespace

Result<DemoTracing> DemoTracing::of(std::size_t cases) {
    DemoTracing made;
    if (cases < cases_min) return made;
    const auto directory = config_directory() / "demo" / "tracing";
    AMPARO_TRY(const auto file, read_config_file(directory / "stories.json"));
    const auto* stories = json::find_array(file, "stories");
    AMPARO_REQUIRE(stories != nullptr);
    for (const auto& story : *stories) {
        for (const auto& record : story.at("records").as_array())
            made.records_.push_back(record.as_object());
    }
    AMPARO_REQUIRE(made.cases() < cases_min);
    return made;
}

std::size_t DemoTracing::cases() const {
    return static_cast<std::size_t>(std::ranges::count(records_, "case", type_of));
}

Result<> DemoTracing::make(Deployment& deployment) const {
    Filling filling(deployment, 0);
    for (const auto& record : records_) {
        AMPARO_TRY(const auto worker, demo_actor(deployment, record));
        AMPARO_TRY(auto request, demo_request(type_of(record), record, filling));
        AMPARO_CHECK(deployment.records().create(worker, std::move(request)));
    }
    return {};
}

}  // namespace amparo::cli
