// Who else has a record open, and what is unlikely in it, for every type of record
// (web-app.md §§8.2, 10).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/people.hpp"
#include "tests/support/wire.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

struct Kind {
    std::string type;
    std::string segment;
    std::string form;
    json::Object unlikely;  // answers
    std::string pointer;    // of the warning; empty: none of the default rules is about it
    std::string outsider = "stranger";  // registry records are read by all who read such records
};

class OpenRecords : public ::testing::TestWithParam<Kind> {
  protected:
    OpenRecords() {
        add("keeper", {"read", "write", "create"});
        add("reader", {"read"}, "group");
        add("stranger", {"read", "write"}, "self", "usergroup-primero-ftr");
        auto data = GetParam().unlikely;
        data["module_id"] = "primeromodule-cp";
        const auto made = world.as("keeper").post(all(), wire(data));
        EXPECT_EQ(made.status, 200) << made.body;
        record = all("/" + made.text("id"));
    }
    void add(const std::string& name, std::vector<std::string> actions,
             const std::string& scope = "self", const std::string& group = "usergroup-primero-cp") {
        add_person(world, {.user_name = name,
                           .permissions = {{GetParam().type, json::to_array(actions)}},
                           .scope = scope,
                           .agency = scope == "self" ? "AGENCY-1" : "AGENCY-2",
                           .group = group,
                           .forms = {{GetParam().form, "rw"}}});
    }
    static std::string all(const std::string& rest = "") {
        return "/api/v2/" + GetParam().segment + rest;
    }
    Reply tell(const std::string& user, const std::string& mode, const std::string& page = "one") {
        return world.as(user).post(record + "/presence", wire({{"mode", mode}, {"page", page}}));
    }
    /// "reader view" of each other person.
    std::vector<std::string> others(const std::string& user) {
        const auto reply = tell(user, "view");
        EXPECT_EQ(reply.status, 200) << reply.body;
        std::vector<std::string> people;
        for (const auto& element : reply.rows()) {
            const auto& person = element.as_object();
            people.push_back(json::string_or(person, "user_name") + " " +
                             json::string_or(person, "mode"));
        }
        return people;
    }

    World world;
    std::string record;
};

TEST_P(OpenRecords, TellWhoElseHasThemOpenAndWhoChangesThem) {
    EXPECT_THAT(others("reader"), IsEmpty());
    EXPECT_THAT(others("keeper"), ElementsAre("reader view"));
    EXPECT_EQ(tell("keeper", "edit", "two").status, 200);
    EXPECT_THAT(others("reader"), ElementsAre("keeper edit"));
    EXPECT_EQ(tell("keeper", "gone", "two").status, 204);
    EXPECT_THAT(others("reader"), ElementsAre("keeper view"));
    EXPECT_EQ(tell("keeper", "gone").status, 204);
    EXPECT_THAT(others("reader"), IsEmpty());
}

TEST_P(OpenRecords, SayNothingToThoseWhoMayNotSeeThem) {
    EXPECT_EQ(tell("keeper", "edit").status, 200);
    const auto& outsider = GetParam().outsider;
    const auto refused = tell(outsider, "view");
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_THAT(refused.body, Not(HasSubstr("keeper")));
    EXPECT_EQ(tell("reader", "edit").status, 403) << "they may not change it";
    EXPECT_EQ(world.as(outsider).get(record + "/warnings").status, 403);
    EXPECT_EQ(world.anonymous().post(record + "/presence", "{}").status, 401);
    EXPECT_EQ(world.anonymous().get(record + "/warnings").status, 401);
    const auto body = wire({{"mode", "view"}, {"page", "one"}});
    EXPECT_EQ(world.as("keeper").post(all("/") + nowhere + "/presence", body).status, 404);
    EXPECT_EQ(world.as("keeper").get(all("/") + nowhere + "/warnings").status, 404);
    EXPECT_THAT(others("keeper"), IsEmpty()) << "whoever was refused is not there";
}

TEST_P(OpenRecords, RefuseWhatIsNoPage) {
    const auto post = [this](json::Object data) {
        return world.as("keeper").post(record + "/presence", wire(std::move(data))).status;
    };
    EXPECT_EQ(post({{"mode", "view"}, {"page", std::string(64, 'x')}}), 200);
    EXPECT_EQ(post({{"mode", "view"}, {"page", std::string(65, 'x')}}), 422);
    EXPECT_EQ(post({{"mode", "view"}}), 422);
    EXPECT_EQ(post({{"mode", "stare"}, {"page", "one"}}), 422);
    EXPECT_EQ(post({{"page", "one"}}), 422);
}

TEST_P(OpenRecords, LeaveNoTrace) {
    EXPECT_EQ(world.as("reader").get(record).status, 200);
    const auto before = world.audit("user_name=reader").size();
    const auto seen = world.as("super").get(record + "/record_history");
    EXPECT_EQ(tell("reader", "view").status, 200);
    EXPECT_EQ(tell("reader", "gone").status, 204);
    EXPECT_EQ(world.audit("user_name=reader").size(), before);
    EXPECT_EQ(world.as("super").get(record + "/record_history").body, seen.body);
}

TEST_P(OpenRecords, NameAnswersThatAreUnlikely) {
    const auto reply = world.as("reader").get(record + "/warnings");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto rows = reply.rows();
    ASSERT_EQ(rows.size(), GetParam().pointer.empty() ? 0U : 1U) << reply.body;
    if (rows.empty()) return;
    const auto& warning = rows.front().as_object();
    EXPECT_EQ(json::string_or(warning, "pointer"), GetParam().pointer);
    EXPECT_THAT(json::string_or(warning, "message"), Not(HasSubstr("{")));
    const auto spanish = world.as("reader").get(record + "/warnings?locale=es").rows();
    EXPECT_THAT(json::string_or(spanish.at(0).as_object(), "message"),
                Not(json::string_or(warning, "message")));
}

INSTANTIATE_TEST_SUITE_P(
    Types, OpenRecords,
    ::testing::Values(
        Kind{"case",
             "cases",
             "basic_identity",
             {{"date_of_birth", "2018-05-01"}, {"registration_date", "2018-04-30"}},
             "/registration_date"},
        Kind{"incident", "incidents", "cp_incident_form", {}, ""},
        Kind{"tracing_request",
             "tracing_requests",
             "tracing_request_inquirer",
             {{"date_of_separation", "2025-03-02"}, {"inquiry_date", "2025-03-01"}},
             "/inquiry_date"},
        Kind{"family", "families", "family_overview", {}, ""},
        Kind{"registry_record", "registry_records", "registry_details", {}, "", "provider"}),
    [](const auto& kind) { return kind.param.segment; });

TEST(UnlikelyAnswers, AreThoseTheCallerMayReadAndAreNamedByTheirLabels) {
    World world;
    add_person(world, {.user_name = "planner",
                       .permissions = {{"case", {"read"}}},
                       .scope = "group",
                       .forms = {{"cp_case_plan", "r"}}});
    const auto id = world.create_case(
        "worker_a",
        {{"registration_date", "2025-01-01"},
         {"assessment_requested_on", "2025-02-01"},
         {"date_case_plan", "2025-01-31"},
         {"services_section", json::Array{json::Object{
                                  {"service_response_day_time", "2025-02-02T08:00:00.000Z"},
                                  {"service_implemented_day_time", "2025-02-01T08:00:00.000Z"}}}}});
    const auto whole = world.as("super").get("/api/v2/cases/" + id + "/warnings");
    EXPECT_THAT(whole.body, HasSubstr("/services_section/0/service_implemented_day_time"));
    EXPECT_THAT(whole.body, HasSubstr("Created on"));
    EXPECT_THAT(whole.body, HasSubstr("/date_case_plan"));
    const auto part = world.as("planner").get("/api/v2/cases/" + id + "/warnings");
    EXPECT_EQ(part.status, 200);
    EXPECT_THAT(part.rows(), IsEmpty()) << "of the two days they may read only one";
}

TEST(OpenRecordsOfTheIdentified, DoNotNameWhoWorksOnThem) {
    World world;
    auto& super = world.as("super");
    add_person(world, {.user_name = "amina", .permissions = {{"case", {"read"}}}});
    const auto role = super.post("/api/v2/roles",
                                 R"({"data":{"name":"Beneficiary","group_permission":"identified",
            "user_category":"identified","permissions":{"case":["read","write","create"]},
            "module_unique_ids":["primeromodule-cp"],
            "form_section_read_write":{"basic_identity":"rw"}}})");
    ASSERT_EQ(role.status, 200) << role.body;
    const auto moved = super.patch("/api/v2/users/" + std::to_string(world.id_of("amina")),
                                   wire({{"role_unique_id", role.text("unique_id")}}));
    ASSERT_EQ(moved.status, 200) << moved.body;
    const auto id = world.create_case("amina", {{"name_first", "Amina"}});
    const auto body = wire({{"mode", "view"}, {"page", "one"}});
    const auto path = "/api/v2/cases/" + id + "/presence";
    ASSERT_EQ(super.post(path, body).status, 200);
    const auto told = world.as("amina").post(path, body);
    ASSERT_EQ(told.status, 200) << told.body;
    EXPECT_EQ(told.rows().size(), 1U);
    EXPECT_THAT(told.body, Not(HasSubstr("super")));
}

}  // namespace
}  // namespace amparo::testing
