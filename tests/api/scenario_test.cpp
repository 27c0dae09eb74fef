// The acceptance scenario of case management, over HTTP (case-management.md §10).
#include "cli/scenario/scenario.hpp"

#include <gtest/gtest.h>

#include "access/users.hpp"
#include "cli/deployment.hpp"
#include "store/records.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

void add_person(World& world, const char* name, const char* role) {
    auto& deployment = world.deployment();
    access::Users users(deployment.people_parts());
    const auto made =
        users.ensure_user(access::Actor::system(), {.user_name = name,
                                                    .full_name = std::string("Invented ") + name,
                                                    .role = RoleId(role),
                                                    .agency = AgencyId("AGENCY-2"),
                                                    .groups = {"usergroup-primero-cp-families"},
                                                    .location = "EX0201",
                                                    .password = SecretText(World::password())});
    ASSERT_TRUE(made.has_value());
}

Reply reply_to(Client& client, const cli::ScenarioCall& call) {
    const auto body = json::write(call.body);
    if (call.method == http::Method::post) return client.post(call.path, body);
    if (call.method == http::Method::patch) return client.patch(call.path, body);
    return client.get(call.path);
}

TEST(AcceptanceScenario, PlaysThroughAllTenSteps) {
    World world;
    add_person(world, "manager_b", "role-cp-manager");
    add_person(world, "outsider", "role-cp-service-provider");
    int steps = 0;
    const cli::ScenarioStage stage{
        .send =
            [&](const cli::ScenarioCall& call) {
                const auto reply = reply_to(world.as(call.user), call);
                auto body = json::parse_object(reply.body);
                return cli::ScenarioAnswer{.status = reply.status,
                                           .body = body ? std::move(*body) : json::Object()};
            },
        .done = [&](int step) { steps = step; },
        .today = std::chrono::floor<std::chrono::days>(world.deployment().clock().now())};
    const auto outcome = cli::play_scenario({}, stage);
    EXPECT_TRUE(outcome.has_value()) << "after step " << steps << ": " << outcome.error().internal;
    EXPECT_EQ(steps, 10);
}

}  // namespace
}  // namespace amparo::testing
