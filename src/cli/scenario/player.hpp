#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/scenario/scenario.hpp"

namespace amparo::cli {

/// Makes the calls of a scenario and compares what comes back. The first thing that is not as
/// expected is thrown as Unexpected, so that the scenario reads as a story.
class Player {
  public:
    /// Something came that was not expected: what, and what should have come.
    struct Unexpected {
        std::string what;
    };

    explicit Player(const ScenarioStage& stage) : stage_(stage) {}

    /// The `data` of an answer with status 2xx.
    json::Value get(const std::string& user, const std::string& path) const;
    json::Value post(const std::string& user, const std::string& path, json::Object data) const;
    json::Value patch(const std::string& user, const std::string& path, json::Object data) const;
    /// A patch of a record with one of the actions beside plain editing.
    json::Value act(const std::string& user, const std::string& path, json::Object body) const;
    /// The whole answer, whatever its status.
    ScenarioAnswer call(const ScenarioCall& call) const { return stage_.send(call); }

    /// The number of records of a list.
    std::int64_t total(const std::string& user, const std::string& path) const;
    /// The whole number under a path of keys ("indicators.total.count"); 0 when there is none.
    static std::int64_t number_at(const json::Value& value, std::string_view path);

    /// Makes the call and compares the status of its answer.
    void expect_status(const ScenarioCall& call, int status) const;
    /// Compares a value with the one it should be.
    static void expect(std::string_view what, const json::Value& got, const json::Value& wanted);
    /// As expect() for a member of an object; a missing one is null.
    static void expect_member(const json::Value& object, std::string_view key,
                              const json::Value& wanted);

    /// That many days from today, as records write days.
    std::string day(int days_from_today) const;

  private:
    json::Value send(ScenarioCall call) const;

    const ScenarioStage& stage_;
};

}  // namespace amparo::cli
