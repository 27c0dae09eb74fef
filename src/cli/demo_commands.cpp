#include "cli/demo_commands.hpp"

#include <array>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "access/users.hpp"
#include "base/crypto.hpp"
#include "cli/assembly.hpp"
#include "cli/scenario/scenario.hpp"
#include "http/target.hpp"

namespace amparo::cli {
namespace {

namespace fs = std::filesystem;

/// A directory that is gone with the object.
class TemporaryDirectory {
  public:
    explicit TemporaryDirectory(Random& random)
        : path_(fs::temp_directory_path() / ("amparo-demo-" + crypto::random_token(random, 12))) {}
    ~TemporaryDirectory() {
        std::error_code ignored;  // nothing of anybody is in there
        fs::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// What is said after each step.
constexpr std::array<const char*, 10> step_texts{
    "cli.scenario.step_1", "cli.scenario.step_2", "cli.scenario.step_3", "cli.scenario.step_4",
    "cli.scenario.step_5", "cli.scenario.step_6", "cli.scenario.step_7", "cli.scenario.step_8",
    "cli.scenario.step_9", "cli.scenario.step_10"};

struct Part {
    std::string name;
    const char* role;
    const char* agency;
    const char* group;
};

std::vector<Part> parts_of(const Cast& cast) {
    const char* one = "usergroup-primero-cp";
    const char* other = "usergroup-primero-cp-families";
    return {{cast.worker, "role-cp-case-worker", "AGENCY-1", one},
            {cast.supervisor, "role-cp-manager", "AGENCY-1", one},
            {cast.provider, "role-cp-service-provider", "AGENCY-2", "usergroup-primero-ftr"},
            {cast.other_worker, "role-cp-case-worker", "AGENCY-2", other},
            {cast.other_supervisor, "role-cp-manager", "AGENCY-2", other},
            {cast.outsider, "role-cp-service-provider", "AGENCY-2", other},
            {cast.administrator, "role-superuser", "AGENCY-1", one}};
}

Result<> add_people(Deployment& deployment, const Cast& cast, const SecretText& password) {
    access::Users users(deployment.people_parts());
    for (const auto& part : parts_of(cast)) {
        AMPARO_CHECK(
            users.ensure_user(access::Actor::system(), {.user_name = part.name,
                                                        .full_name = "Invented " + part.name,
                                                        .role = RoleId(part.role),
                                                        .agency = AgencyId(part.agency),
                                                        .groups = {part.group},
                                                        .location = "EX0101",
                                                        .password = password}));
    }
    return {};
}

/// Hands a call to the application as a request of a program with name and password.
ScenarioAnswer answer(api::Application& application, const SecretText& password,
                      const ScenarioCall& call) {
    http::Request request;
    request.method = call.method;
    request.target = call.path;
    auto target = http::parse_target(call.path);
    AMPARO_REQUIRE(target.has_value());
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.headers = {
        {"authorization", "Basic " + crypto::base64(call.user + ":" + password.reveal())},
        {"content-type", "application/json"}};
    if (call.method != http::Method::get) request.body = json::write(call.body);
    request.remote_address = "127.0.0.1";
    request.id = "scenario";
    const auto response = application.serve(request);
    auto body = json::parse_object(response.bytes());
    return {.status = response.status, .body = body ? std::move(*body) : json::Object()};
}

}  // namespace

Result<> play_demo_scenario(const Console& console) {
    SystemRandom random;
    const TemporaryDirectory directory(random);
    CommonOptions options;
    options.data = directory.path();
    AMPARO_TRY(const auto deployment, Deployment::open(options));
    AMPARO_CHECK(deployment->load_records({}));
    const Cast cast;
    const SecretText password(crypto::random_token(random, 12));
    AMPARO_CHECK(add_people(*deployment, cast, password));
    AMPARO_TRY(const auto assembly,
               Assembly::create(*deployment, "http://localhost", directory.path()));
    const ScenarioStage stage{
        .send =
            [&](const ScenarioCall& call) {
                return answer(assembly->application(), password, call);
            },
        .done =
            [&](int step) {
                console.say(MessageKey(step_texts.at(static_cast<std::size_t>(step) - 1)));
            },
        .today = std::chrono::floor<std::chrono::days>(deployment->clock().now())};
    const auto outcome = play_scenario(cast, stage);
    deployment->audit().flush();
    if (!outcome) std::cerr << outcome.error().internal << "\n";
    if (outcome) console.say(MessageKey("cli.scenario.done"));
    return outcome;
}

}  // namespace amparo::cli
