#include "jobs/ticks.hpp"

#include <optional>

#include "base/log.hpp"

namespace amparo::jobs {

store::JobHandler tick(std::vector<TickStep> steps) {
    return [all = std::move(steps)](const store::RunningJob& running) -> Result<json::Object> {
        json::Object results;
        std::optional<Error> first_refusal;
        for (const auto& step : all) {
            if (running.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
            auto result = step.run(running);
            if (result) {
                results[step.name] = std::move(*result);
                continue;
            }
            log::warn("jobs.step_refused",
                      {{"step", step.name}, {"why", result.error().message.key}});
            if (!first_refusal) first_refusal = std::move(result).error();
        }
        if (first_refusal) return std::unexpected(std::move(*first_refusal));
        return results;
    };
}

}  // namespace amparo::jobs
