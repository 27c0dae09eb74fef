#include "insight/tasks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/messages.hpp"
#include "insight/dashboards.hpp"
#include "insight/insight_test_support.hpp"
#include "records/tasks.hpp"

namespace amparo::insight {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Messages& messages() {
    static const auto loaded =
        Messages::load(std::string(AMPARO_SOURCE_DIR) + "/config/messages").value();
    return loaded;
}

/// Two workers' cases with their tasks; the clock stands at 2024-06-15 12:00 UTC.
class TaskLists : public ::testing::Test {
  protected:
    records::RecordsWorld world;
    Tasks tasks{world.records().dependencies(), messages()};

    std::string add(const std::string& user, std::string_view data) {
        return world.create_case(user, records::object_of(data)).id.text();
    }
    TaskAnswer list(const std::string& user, TaskRequest request = {}) {
        request.locale = request.locale.empty() ? "en" : request.locale;
        return tasks.list(world.as(user), request).value();
    }
    std::vector<std::string> shown(const std::string& user, TaskRequest request = {}) {
        std::vector<std::string> found;
        for (const auto& task : list(user, std::move(request)).data) {
            const auto& object = task.get_object();
            found.push_back(json::string_or(object, "name") + ":" +
                            json::string_or(object, "type"));
        }
        return found;
    }
    /// A role with more than its default configuration: what the test needs of a manager.
    access::Actor manager(const std::string& user, const std::string& reach) {
        const json::Object configured{
            {"unique_id", "role-test-" + reach},
            {"name", reach},
            {"group_permission", reach},
            {"is_manager", true},
            {"permissions", json::Object{{"case", json::Array{"read", "approve_case_plan"}},
                                         {"dashboard", json::Array{"dash_tasks"}}}},
            {"form_section_read_write", json::Object{{"basic_identity", "r"}}},
            {"module_unique_ids", json::Array{"primeromodule-cp"}}};
        auto role = access::read_role(configured).value();
        return {world.as(user).user_pointer(),
                std::make_shared<const access::Role>(std::move(role))};
    }
};

TEST_F(TaskLists, ShowOnesOwnTasksTheEarliestFirst) {
    add("worker_a", R"({"name_first": "Zoe", "assessment_due_date": "2024-06-20",
                        "case_plan_due_date": "2024-06-10"})");
    add("worker_a", R"({"name_first": "Ann", "risk_level": "high",
                        "assessment_due_date": "2024-06-15"})");
    add("worker_b", R"({"name_first": "Ben", "assessment_due_date": "2024-06-01"})");
    EXPECT_THAT(shown("worker_a"),
                ElementsAre("Zoe:case_plan", "Ann:assessment", "Zoe:assessment"));
    EXPECT_THAT(shown("worker_b"), ElementsAre("Ben:assessment"));
    EXPECT_THAT(shown("tracer"), IsEmpty());
}

TEST_F(TaskLists, SayAllThatTheWireHas) {
    const auto id = add("worker_a", R"({"name_first": "Ann", "risk_level": "high",
        "services_section": [{"unique_id": "7f0d7a6e-1111-4222-8333-944455566677",
            "service_type": "health_medical_service",
            "service_response_day_time": "2024-06-14T10:00:00.000Z",
            "service_response_timeframe": "3_hours"}]})");
    const auto answer = list("worker_a");
    ASSERT_EQ(answer.total, 1U);
    const auto& task = answer.data[0].get_object();
    EXPECT_EQ(json::string_or(task, "record_type"), "case");
    EXPECT_EQ(json::string_or(task, "id"), id);
    const auto stored = world.stored(RecordId::parse(id).value());
    EXPECT_EQ(json::string_or(task, "record_id_display"),
              json::string_or(stored.data, "case_id_display"));
    EXPECT_EQ(json::string_or(task, "type"), "service");
    EXPECT_THAT(json::string_or(task, "type_display"), ::testing::StartsWith("Service: "));
    EXPECT_EQ(json::string_or(task, "detail"), "health_medical_service");
    EXPECT_EQ(json::string_or(task, "priority"), "high");
    EXPECT_EQ(json::string_or(task, "due_date"), "14-Jun-2024");
    EXPECT_EQ(json::string_or(task, "due_date_iso"), "2024-06-14");
    EXPECT_EQ(json::string_or(task, "due_at"), "2024-06-14T13:00:00.000Z");
    EXPECT_EQ(json::string_or(task, "completion_field"), "service_implemented_day_time");
    EXPECT_EQ(json::string_or(task, "unique_id"), "7f0d7a6e-1111-4222-8333-944455566677");
    EXPECT_EQ(json::string_or(task, "assigned_to"), "worker_a");
    EXPECT_EQ(json::string_or(task, "module_unique_id"), "primeromodule-cp");
    EXPECT_TRUE(task.at("overdue").get_bool());
    EXPECT_FALSE(task.at("upcoming_soon").get_bool());
    EXPECT_EQ(json::integer_or(task, "days_overdue", -1), 1);
    EXPECT_EQ(json::string_or(answer.field_names, "service"), "service_response_timeframe");
    const auto french = list("worker_a", {.locale = "fr"});
    EXPECT_THAT(json::string_or(french.data[0].get_object(), "type_display"),
                ::testing::StartsWith("Service\u00a0: "));
}

TEST_F(TaskLists, ComeInTheOrderAskedFor) {
    add("worker_a", R"({"name_first": "Zoe", "risk_level": "high",
                        "assessment_due_date": "2024-06-20"})");
    add("worker_a", R"({"name_first": "Ann", "risk_level": "medium",
                        "case_plan_due_date": "2024-06-25"})");
    const auto by = [&](const char* key, bool descending = false) {
        return shown("worker_a", {.order_by = key, .descending = descending});
    };
    EXPECT_THAT(by("due_date"), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(by("due_date", true), ElementsAre("Ann:case_plan", "Zoe:assessment"));
    EXPECT_THAT(by("name"), ElementsAre("Ann:case_plan", "Zoe:assessment"));
    EXPECT_THAT(by("name", true), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(by("type"), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(by("type_display", true), ElementsAre("Ann:case_plan", "Zoe:assessment"));
    EXPECT_THAT(by("priority"), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(by("detail"), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(by("record_id_display"), ::testing::SizeIs(2));
    // What is not on the allow-list is the due date (F7); without an order a direction is nothing.
    EXPECT_THAT(by("destroy"), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(by("", true), ElementsAre("Zoe:assessment", "Ann:case_plan"));
    EXPECT_THAT(shown("worker_a", {.page = 2, .per = 1}), ElementsAre("Ann:case_plan"));
    // The place of a protected name among the others would tell it.
    add("worker_a", R"({"name_first": "Mia", "hidden_name": true,
                        "case_plan_due_date": "2024-07-01"})");
    EXPECT_THAT(by("name"), ElementsAre("Zoe:assessment", "Ann:case_plan", "*******:case_plan"));
}

TEST_F(TaskLists, AreNarrowedByKindRiskModuleAndLateness) {
    add("worker_a", R"({"name_first": "Ann", "risk_level": "high",
        "assessment_due_date": "2024-06-14", "case_plan_due_date": "2024-06-15"})");
    add("worker_a", R"({"name_first": "Bob", "assessment_due_date": "2024-06-14"})");
    EXPECT_THAT(shown("worker_a", {.types = {"case_plan"}}), ElementsAre("Ann:case_plan"));
    EXPECT_THAT(shown("worker_a", {.risk_levels = {"high"}}),
                ElementsAre("Ann:assessment", "Ann:case_plan"));
    EXPECT_THAT(shown("worker_a", {.modules = {"primeromodule-gbv"}}), IsEmpty());
    EXPECT_THAT(shown("worker_a", {.overdue = false}), ElementsAre("Ann:case_plan"));
    EXPECT_THAT(shown("worker_a", {.overdue = true}), ::testing::SizeIs(2));
    EXPECT_THAT(shown("worker_a", {.assigned_to = {"worker_b"}}), IsEmpty());
}

TEST_F(TaskLists, TellNoMoreOfASharedCaseThanItsPreview) {
    add("worker_b", R"({"name_first": "Ben", "risk_level": "high",
                        "assessment_due_date": "2024-06-14"})");
    const auto offered = world.create_case("worker_a", records::object_of(R"({"name_first": "Ann",
        "risk_level": "high"})"));
    const auto shared =
        world.records().edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
            AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = offered.id}));
            draft->data()["transitions"] =
                json::Array{json::Object{{"id", "t1"},
                                         {"type", "Transfer"},
                                         {"status", "in_progress"},
                                         {"transitioned_to", "worker_b"},
                                         {"transitioned_by", "worker_a"},
                                         {"created_at", "2024-06-15T09:00:00.000Z"}}};
            return {};
        });
    ASSERT_TRUE(shared.has_value());
    const auto all = list("worker_b");
    ASSERT_EQ(all.data.size(), 2U);
    for (const auto& task : all.data) {
        const auto& object = task.get_object();
        const bool is_offered = json::string_or(object, "type") == "transfer_response";
        EXPECT_EQ(object.at("priority").is_null(), is_offered) << json::write(object);
    }
    EXPECT_EQ(list("worker_b", {.risk_levels = {"high"}}).total, 1U);
    EXPECT_EQ(list("worker_b", {.risk_levels = {"low"}}).total, 0U);
    // Its place among the others is the due date's, not its own risk level's.
    for (const bool descending : {false, true}) {
        EXPECT_EQ(shown("worker_b", {.order_by = "priority", .descending = descending}),
                  shown("worker_b", {.order_by = "due_date", .descending = descending}));
    }
}

TEST_F(TaskLists, FollowTheirCases) {
    const auto made = world.create_case("worker_a", records::object_of(R"({"name_first": "Ann",
            "case_plan_due_date": "2024-06-15"})"));
    EXPECT_THAT(shown("worker_a"), ElementsAre("Ann:case_plan"));
    const auto done = world.update("worker_a", made.id,
                                   records::object_of(R"({"date_case_plan": "2024-06-15"})"));
    ASSERT_TRUE(done.has_value());
    EXPECT_THAT(shown("worker_a"), IsEmpty());
}

TEST_F(TaskLists, AreRefusedWithoutTheRight) {
    const auto none = tasks.list(world.as("recipient"), {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, Errc::forbidden);
    const auto team = tasks.list(world.as("worker_a"), {.of_team = true});
    ASSERT_FALSE(team.has_value());
    EXPECT_EQ(team.error().code, Errc::forbidden);
}

TEST_F(TaskLists, OfATeamAreThoseOfTheOverseen) {
    add("worker_a", R"({"name_first": "Ann", "case_plan_due_date": "2024-06-15"})");
    add("worker_b", R"({"name_first": "Ben", "case_plan_due_date": "2024-06-15"})");
    const auto names = [&](const access::Actor& actor, const TaskRequest& request) {
        std::set<std::string> found;
        const auto answer = tasks.list(actor, request);
        for (const auto& task : answer->data)
            found.insert(json::string_or(task.get_object(), "name"));
        return found;
    };
    using Names = std::set<std::string>;
    EXPECT_EQ(names(manager("manager_a", "group"), {.of_team = true}), Names{"Ann"});
    EXPECT_EQ(names(manager("manager_a", "all"), {.of_team = true}), (Names{"Ann", "Ben"}));
    EXPECT_EQ(names(manager("manager_a", "all"), {.of_team = true, .assigned_to = {"worker_b"}}),
              Names{"Ben"});
    EXPECT_EQ(names(manager("manager_a", "group"), {.of_team = true, .assigned_to = {"worker_b"}}),
              Names{});
    EXPECT_EQ(names(manager("manager_a", "group"), {}), Names{});
}

TEST(TasksOfACrowd, AgreeWithTheDashboardsOnWhatIsOverdue) {
    CrowdedWorld crowd(5);
    const Tasks tasks(crowd.on(), messages());
    const auto viewer = crowd.viewer("admin", "all");
    constexpr std::pair<const char*, const char*> pairs[] = {{"assessment", "assessment"},
                                                             {"case_plan", "case_plan"},
                                                             {"services", "service"},
                                                             {"followups", "follow_up"}};
    for (const auto& [kind, type] : pairs) {
        std::map<std::string, std::set<std::string>> cases;
        const auto late = tasks.list(
            viewer,
            {.of_team = true, .types = {type}, .overdue = true, .per = 100'000, .locale = "en"});
        for (const auto& entry : late.value().data) {
            const auto& task = entry.get_object();
            const auto owner = json::string_or(task, "owned_by");
            if (json::string_or(task, "assigned_to") == owner)
                cases[owner].insert(json::string_or(task, "id"));
        }
        const auto shown =
            Dashboards(crowd.on()).show(viewer, {"cases_by_task_overdue_" + std::string(kind)});
        const auto parsed = json::parse(shown.value()).value();
        const auto& indicators = parsed.at(0).get_object().at("indicators").get_object();
        const auto& groups = indicators.at("tasks_overdue_" + std::string(kind)).get_object();
        std::map<std::string, std::size_t> counted;
        for (const auto& [owner, number] : groups)
            counted[owner] = number.get_object().at("count").to_number<std::size_t>();
        std::map<std::string, std::size_t> expected;
        for (const auto& [owner, ids] : cases) expected[owner] = ids.size();
        EXPECT_EQ(counted, expected) << kind;
        EXPECT_FALSE(counted.empty()) << kind;
    }
}

// What waits for somebody's answer is their task, whoever owns the case, as long as it is in
// their reach; approvals that name nobody are for all who may decide them, but not the owner.
TEST(TasksOfACrowd, AreThoseOfTheDocumentsAndNoOthers) {
    CrowdedWorld crowd(6);
    const Tasks tasks(crowd.on(), messages());
    const auto rules = records::TaskRules::of(*crowd.world().definitions());
    for (const std::string user : {"worker_a", "manager_a", "worker_b"}) {
        const auto viewer = crowd.viewer(user, "all");
        std::multiset<std::string> expected;
        crowd.each_case([&](const RecordId& id, const json::Object& data) {
            if (json::string_or(data, "module_id") != "primeromodule-cp") return;
            const bool is_own = json::string_or(data, "owned_by") == user;
            for (const auto& task : records::tasks_of(data, rules)) {
                const bool is_mine = task.who == user;
                const bool is_for_me = !is_own && (task.who == " approval assessment" ||
                                                   task.who == " approval case_plan");
                if (is_mine || is_for_me) expected.insert(id.text() + task.type + task.entry);
            }
        });
        std::multiset<std::string> found;
        const auto answer = tasks.list(viewer, {.per = 100'000, .locale = "en"});
        EXPECT_EQ(answer->total, expected.size());
        for (const auto& entry : answer->data) {
            const auto& task = entry.get_object();
            const auto id = json::string_or(task, "task_id");
            std::vector<std::string> parts;
            for (std::size_t at = 0, end = 0; end != std::string::npos; at = end + 1) {
                end = id.find(':', at);
                parts.push_back(id.substr(at, end == std::string::npos ? end : end - at));
            }
            const bool has_entry = parts[1] != "assessment" && parts[1] != "case_plan";
            found.insert(parts[0] + parts[1] + (has_entry ? parts[2] : ""));
        }
        EXPECT_EQ(found, expected) << user;
        EXPECT_GT(found.size(), 20U);
    }
}

}  // namespace
}  // namespace amparo::insight
