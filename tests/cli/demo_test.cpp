// What a practice deployment begins with: invented violations, incidents and a checklist.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/program.hpp"

namespace amparo::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* incidents = "/api/v2/incidents";

class DemoData : public ::testing::Test {
  protected:
    void SetUp() override { make_ready(data); }

    /// One member of each row, as text.
    static std::vector<std::string> members(const Reply& reply, std::string_view name) {
        std::vector<std::string> found;
        for (const auto& row : reply.rows())
            found.push_back(json::string_or(row.as_object(), name));
        return found;
    }
    static std::size_t found(Client& client, const std::string& filter) {
        return client.get(std::string(incidents) + "?" + filter).rows().size();
    }
    TemporaryFolder folder;
    std::filesystem::path data = folder / "data";
};

TEST_F(DemoData, HoldsViolationsWithThoseTheyConcern) {
    Server server(data);
    auto monitor = server.as("monitor");
    const auto all = monitor.get(std::string(incidents) + "?per=100");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_THAT(all.rows(), SizeIs(4));
    EXPECT_THAT(members(all, "module_id"), Each("primeromodule-mrm"));
    EXPECT_EQ(found(monitor, "violation_with_verification_status[0]=killing_verified"), 1u);
    EXPECT_EQ(found(monitor, "violation_with_verification_status[0]=maiming_verified"), 0u);
    EXPECT_EQ(found(monitor, "violation_with_weapon_type[0]=killing_artillery"), 1u);
    EXPECT_EQ(found(monitor, "violation_with_facility_attack_type[0]=attack_on_hospitals_looting"),
              1u);
    EXPECT_EQ(found(monitor, "late_verified_violations[0]=recruitment"), 1u);
    EXPECT_EQ(found(monitor, "individual_age[0]=6..11"), 1u);
    EXPECT_EQ(found(monitor, "child_types[0]=girls"), 1u);
    EXPECT_EQ(found(monitor, "types_of_aid_disrupted_denial[0]=food"), 1u);
    // Nothing of it is for those who work with cases, nor the other way round.
    auto worker = server.as("worker");
    EXPECT_THAT(members(worker.get(std::string(incidents) + "?per=100"), "module_id"),
                Each("primeromodule-cp"));
    EXPECT_EQ(monitor.get("/api/v2/cases").status, 403);
}

TEST_F(DemoData, TellsWhatBecameOfAViolation) {
    Server server(data);
    auto manager = server.as("monitor_manager");
    const auto attacked =
        manager.get(std::string(incidents) +
                    "?violation_with_verification_status[0]=attack_on_schools_verified");
    ASSERT_EQ(attacked.rows().size(), 1u) << attacked.body;
    const auto id = members(attacked, "id").front();
    const auto whole = manager.get(std::string(incidents) + "/" + id).object();
    const auto& school = whole.at("attack_on_schools").as_array().at(0).as_object();
    const auto& victims = whole.at("individual_victims").as_array();
    ASSERT_EQ(victims.size(), 2u);
    EXPECT_THAT(json::string_list(victims.at(0).as_object(), "violations_ids"),
                Contains(json::string_or(school, "unique_id")));
    EXPECT_EQ(json::string_or(school, "weapon_type"), "artillery") << "kept beside what was added";
    const auto history = manager.get(std::string(incidents) + "/" + id + "/record_history");
    EXPECT_EQ(history.status, 200);
    EXPECT_THAT(members(history, "user_name"),
                AllOf(Contains("monitor_manager"), Contains("monitor")));
    EXPECT_EQ(server.as("worker").get(std::string(incidents) + "/" + id).status, 403);
}

TEST_F(DemoData, HoldsIncidentsOfCasesAndAChecklistForThem) {
    Server server(data);
    auto admin = server.as("admin");
    const auto of_cases = std::string(incidents) + "?module_id[0]=primeromodule-cp&per=100";
    const auto reported = admin.get(of_cases);
    EXPECT_THAT(reported.rows(), SizeIs(2));
    const auto cases = case_ids(admin);
    EXPECT_THAT(members(reported, "incident_case_id"), Each(::testing::AnyOfArray(cases)));
    const auto list = admin.get("/api/v2/cases/" + cases.front() + "/checklist").object();
    std::vector<std::string> steps;
    for (const auto& step : list.at("steps").as_array())
        steps.push_back(json::string_or(step.as_object(), "step"));
    EXPECT_THAT(steps,
                ElementsAre("new", "case_plan", "service_provision", "services_implemented"));
}

TEST_F(DemoData, IsNowhereInADeploymentForWork) {
    Server server(folder / "empty", {.arguments = {"--no-demo"}});
    auto admin = server.as("admin");
    EXPECT_THAT(admin.get(incidents).rows(), IsEmpty());
    EXPECT_EQ(server.as("monitor").get("/api/v2/permissions").status, 401);
    EXPECT_THAT(admin.get("/api/v2/system_settings?extended=true").body,
                ::testing::Not(::testing::HasSubstr("primeromodule-mrm")));
}

}  // namespace
}  // namespace amparo::testing
