// What the files of cases lack, through the wire (case-management.md §10, supervision).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/people.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* progress = "/api/v2/checklists";
constexpr const char* cases = "/api/v2/checklists/cases";
constexpr const char* table = "/api/v2/checklists/csv";

WorldOptions with_checklist() {
    const auto steps = json::parse(R"([
        {"step": "case_plan", "forms": ["cp_case_plan"], "fields": ["risk_level"]},
        {"step": "new", "forms": ["basic_identity", "consent"], "fields": ["sex"]}])");
    return {.module_options = {{"step_checklist", steps.value()}}};
}

class Checklists : public ::testing::Test {
  protected:
    World world{with_checklist()};

    /// "new now form:consent done" of each line.
    std::vector<std::string> lines(const std::string& user, const std::string& id) {
        std::vector<std::string> lines;
        const auto reply = world.as(user).get(of(id));
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto checklist = reply.object();
        for (const auto& element : checklist.at("steps").as_array()) {
            const auto& step = element.as_object();
            for (const auto& entry : step.at("items").as_array()) {
                const auto& item = entry.as_object();
                lines.push_back(
                    json::string_or(step, "step") + " " + json::string_or(step, "state") + " " +
                    json::string_or(item, "kind") + ":" + json::string_or(item, "name") +
                    (item.at("done").as_bool() ? " done" : ""));
            }
        }
        return lines;
    }
    static std::string of(const std::string& id, const std::string& rest = "") {
        return "/api/v2/cases/" + id + "/checklist" + rest;
    }
    std::string named_case(const std::string& user, json::Object more = {}) {
        more["name_first"] = "Ada";
        more["name_last"] = "Lind";
        more["age"] = 9;
        return world.create_case(user, std::move(more));
    }
    void change(const std::string& user, const std::string& id, const std::string& data) {
        const auto reply = world.as(user).patch("/api/v2/cases/" + id, "{\"data\":" + data + "}");
        EXPECT_EQ(reply.status, 200) << reply.body;
    }
    /// "owned_by cases complete done left" of each worker.
    static std::vector<std::string> workers(const json::Object& data) {
        std::vector<std::string> texts;
        for (const auto& element : data.at("workers").as_array()) {
            const auto& worker = element.as_object();
            std::string text = json::string_or(worker, "owned_by");
            for (const auto* key : {"cases", "complete", "done", "left"})
                text += " " + json::write(worker.at(key));
            texts.push_back(text);
        }
        return texts;
    }
};

TEST_F(Checklists, ACaseShowsWhatEachStepAsksForAndWhatIsDone) {
    const auto id = named_case("worker_a", {{"sex", "female"}});
    EXPECT_THAT(lines("worker_a", id),
                ElementsAre("new now form:basic_identity done", "new now form:consent",
                            "new now field:sex done", "case_plan ahead form:cp_case_plan",
                            "case_plan ahead field:risk_level"));
    const auto before = world.as("worker_a").get(of(id)).object();
    EXPECT_EQ(before.at("done"), 2) << "steps ahead do not count yet";
    EXPECT_EQ(before.at("total"), 3);
    EXPECT_EQ(before.at("steps").as_array()[0].as_object().at("label").as_object().at("en"),
              "New case");
    change("worker_a", id, R"({"date_case_plan": "2024-01-01", "consent_for_services": true})");
    EXPECT_THAT(lines("supervisor", id),
                ElementsAre("new before form:basic_identity done", "new before form:consent done",
                            "new before field:sex done", "case_plan now form:cp_case_plan done",
                            "case_plan now field:risk_level"));
}

TEST_F(Checklists, NobodyLearnsOfWhatTheyMayNotRead) {
    const auto id =
        named_case("worker_a", {{"consent_for_services", true}, {"disclosure_other_orgs", true}});
    EXPECT_EQ(world.as("provider").get(of(id)).status, 403);
    EXPECT_EQ(world.as("worker_b").get(of(id)).status, 403);
    EXPECT_EQ(world.as("worker_a").get(of("00000000-0000-4000-8000-000000000000")).status, 404);
    EXPECT_EQ(world.as("worker_a").get(of("x")).status, 404);
    EXPECT_EQ(world.anonymous().get(of(id)).status, 401);
    const auto referred = world.as("worker_a")
                              .post("/api/v2/cases/" + id + "/referrals",
                                    R"({"data":{"transitioned_to":"provider"}})");
    ASSERT_EQ(referred.status, 200) << referred.body;
    EXPECT_THAT(lines("provider", id),
                ElementsAre("new now form:basic_identity", "new now field:sex",
                            "case_plan ahead form:cp_case_plan"));
    EXPECT_EQ(world.as("provider").get(of(id, "/csv")).status, 403);
}

TEST_F(Checklists, ProgressCountsTheCaseloadAndEachNumberIsTheTotalOfItsList) {
    named_case("worker_a", {{"sex", "female"}});
    named_case("worker_a", {{"sex", "male"}, {"consent_for_services", true}});
    world.create_case("worker_c", {{"name_first", "Bo"}});
    const auto closed = named_case("worker_c");
    change("supervisor", closed, R"({"status":"closed"},"record_action":"close")");
    named_case("worker_b");
    const auto reply = world.as("supervisor").get(progress);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto data = reply.object();
    EXPECT_EQ(data.at("cases"), 3);
    EXPECT_EQ(data.at("complete"), 1);
    EXPECT_THAT(workers(data), ElementsAre("worker_c 1 0 0 3", "worker_a 2 1 5 1"));
    EXPECT_EQ(reply.total(), 2);
    for (const auto& element : data.at("items").as_array()) {
        const auto& item = element.as_object();
        const auto list =
            world.as("supervisor")
                .get(std::string(cases) + "?lacking[0]=" + json::string_or(item, "key"));
        EXPECT_EQ(item.at("left"), list.total()) << json::string_or(item, "key");
    }
    EXPECT_EQ(world.as("supervisor").get(std::string(cases) + "?incomplete=true").total(), 2);
    EXPECT_EQ(world.as("supervisor").get(cases).total(), 3);
    EXPECT_EQ(world.as("supervisor").get(std::string(cases) + "?owned_by[0]=worker_b").total(), 0);
    EXPECT_EQ(world.as("supervisor").get(std::string(progress) + "?workflow[0]=case_plan").total(),
              0);
    EXPECT_EQ(world.as("supervisor").get(std::string(cases) + "?lacking[0]=nonsense").total(), 0);
    const auto page = world.as("supervisor").get(std::string(progress) + "?per=1&page=2").object();
    EXPECT_THAT(workers(page), ElementsAre("worker_a 2 1 5 1"));
    // The answer follows what people do.
    const auto again = world.create_case("worker_c", {{"sex", "male"}});
    EXPECT_THAT(workers(world.as("supervisor").get(progress).object()),
                ElementsAre("worker_c 2 0 1 5", "worker_a 2 1 5 1"));
    EXPECT_THAT(world.as("worker_c").get(cases).body, HasSubstr(again));
}

TEST_F(Checklists, EverybodySeesTheirOwnCaseloadOnly) {
    const auto id =
        named_case("worker_a", {{"consent_for_services", true}, {"disclosure_other_orgs", true}});
    named_case("worker_c");
    EXPECT_EQ(world.as("worker_a").get(progress).object().at("cases"), 1);
    EXPECT_EQ(world.as("worker_b").get(progress).object().at("cases"), 0);
    // A case that was only shared is not theirs to complete.
    world.as("worker_a")
        .post("/api/v2/cases/" + id + "/referrals", R"({"data":{"transitioned_to":"worker_b"}})");
    EXPECT_EQ(world.as("worker_b").get(progress).object().at("cases"), 0);
    EXPECT_THAT(world.as("worker_b").get(cases).rows(), IsEmpty());
    EXPECT_EQ(world.as("super").get(progress).object().at("cases"), 2);
    // What nobody may read is not counted for them, and it cannot be asked for in a list either.
    const auto items = world.as("provider").get(progress).object().at("items").as_array();
    EXPECT_THAT(json::write(items), Not(HasSubstr("form:consent")));
    const Extra strict{.headers = {{"Prefer", "handling=strict"}}};
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases?checklist_left=x", strict).status, 422);
}

TEST_F(Checklists, WithoutTheRightThereIsNoProgress) {
    add_person(world, {.user_name = "keeper", .permissions = {{"user", json::Array{"read"}}}});
    for (const auto* target : {progress, cases, table}) {
        EXPECT_EQ(world.as("keeper").get(target).status, 403) << target;
        EXPECT_EQ(world.anonymous().get(target).status, 401) << target;
    }
    EXPECT_EQ(world.as("provider").get(progress).status, 200);
    EXPECT_EQ(world.as("provider").get(table).status, 403) << "may list, but take nothing away";
}

TEST_F(Checklists, TablesSpeakTheLanguageAndRunNothing) {
    const auto id = named_case("worker_a", {{"short_id", "=1+1"}, {"sex", "female"}});
    const auto list = world.as("supervisor").get(std::string(table) + "?locale=fr");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_THAT(list.header("Content-Type"), HasSubstr("text/csv"));
    EXPECT_THAT(list.header("Content-Disposition"), HasSubstr("attachment"));
    EXPECT_TRUE(list.body.starts_with("\xEF\xBB\xBF"));
    EXPECT_THAT(list.body, HasSubstr("Ce qui manque"));
    EXPECT_THAT(list.body, HasSubstr("\r\n\"'=1+1\",worker_a,"));
    EXPECT_THAT(list.body, Not(HasSubstr("Lind"))) << "no child's name";
    EXPECT_EQ(world.as("supervisor")
                  .get(std::string(table) + "?owned_by[0]=worker_b")
                  .body.find("worker_a"),
              std::string::npos);
    const auto one = world.as("worker_a").get(of(id, "/csv"));
    ASSERT_EQ(one.status, 200) << one.body;
    EXPECT_THAT(one.body, HasSubstr("\"'=1+1\",New case,"));
    EXPECT_EQ(world.as("worker_b").get(of(id, "/csv")).status, 403);
    const auto entries = world.audit("user_name=supervisor");
    EXPECT_THAT(json::write(entries), HasSubstr("checklist"));
}

TEST(ChecklistsWithoutOption, AskForNothing) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}});
    const auto shown = world.as("worker_a").get("/api/v2/cases/" + id + "/checklist");
    ASSERT_EQ(shown.status, 200) << shown.body;
    EXPECT_THAT(shown.object().at("steps").as_array(), IsEmpty());
    EXPECT_EQ(world.as("supervisor").get(progress).object().at("cases"), 0);
    EXPECT_THAT(world.as("supervisor").get(cases).rows(), IsEmpty());
}

}  // namespace
}  // namespace amparo::testing
