#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "http/message.hpp"

/// A child's case from registration to closure with seven people, over the API alone: the
/// acceptance scenario of case-management.md §10. Played by `amparo demo scenario` and by a test.
namespace amparo::cli {

/// Who plays which part, by user name.
struct Cast {
    std::string worker = "worker_a";             // registers the child
    std::string supervisor = "supervisor";       // of the worker
    std::string provider = "provider";           // of services; learns of the child by a referral
    std::string other_worker = "worker_b";       // of another agency; the child moves there
    std::string other_supervisor = "manager_b";  // of the other worker
    std::string outsider = "outsider";           // finds the closed case by search, adds a service
    std::string administrator = "super";         // sets up a role for the referral
};

/// One request, and by whom.
struct ScenarioCall {
    std::string user;
    http::Method method = http::Method::get;
    std::string path;
    json::Object body = {};
};
/// What came back; the body is empty when it was no JSON.
struct ScenarioAnswer {
    int status = 0;
    json::Object body = {};
};

/// How the scenario reaches the server and the person who watches.
struct ScenarioStage {
    std::function<ScenarioAnswer(const ScenarioCall& call)> send;
    /// Told after each of the ten steps.
    std::function<void(int step)> done;
    Day today;
};

/// Plays all ten steps. `invalid` with what was expected and what came instead in `internal` at
/// the first thing that is not as it should be.
Result<> play_scenario(const Cast& cast, const ScenarioStage& stage);

}  // namespace amparo::cli
