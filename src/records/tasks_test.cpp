#include "records/tasks.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace amparo::records {
namespace {

json::Object read_vectors() {
    std::ifstream file(std::string(AMPARO_SOURCE_DIR) + "/testdata/task-vectors.json");
    std::ostringstream text;
    text << file.rdbuf();
    return json::parse_object(text.str()).value();
}

/// A configuration with one module, as a vector says.
TaskRules rules_of(const json::Object& vector) {
    forms::Definitions::Source source;
    json::Object module{{"unique_id", "primeromodule-cp"},
                        {"name", "CP"},
                        {"associated_record_types", json::Array{"case"}}};
    if (const auto* options = json::find_object(vector, "module_options"))
        module["module_options"] = *options;
    source.modules.push_back(std::move(module));
    source.system_settings["time_zone"] = json::string_or(vector, "time_zone", "UTC");
    source.system_settings["system_options"] = json::Object{
        {"due_date_from_appointment_date", json::bool_or(vector, "due_from_appointment", false)}};
    return TaskRules::of(*forms::Definitions::load(std::move(source)).value());
}

json::Object shown(const Task& task, Instant now, const TaskRules& rules) {
    const auto today = day_in_zone(now, rules.time_zone);
    const bool is_soon = !task.is_overdue(now) && task.due_day <= today + std::chrono::days(7);
    json::Object object{{"type", task.type}};
    if (!task.detail.empty()) object["detail"] = task.detail;
    object["who"] = task.who;
    if (!task.given_by.empty()) object["given_by"] = task.given_by;
    if (!task.entry.empty()) object["entry"] = task.entry;
    object["due_date"] = format_day(task.due_day);
    if (task.is_to_the_hour) object["due_at"] = format_instant(task.deadline);
    object["overdue"] = task.is_overdue(now);
    object["upcoming_soon"] = is_soon;
    object["days_overdue"] = task.is_overdue(now) ? (today - task.due_day).count() : 0;
    return object;
}

TEST(Tasks, AreThoseOfTheVectors) {
    const auto vectors = read_vectors();
    std::size_t count = 0;
    for (const auto& entry : vectors.at("vectors").get_array()) {
        const auto& vector = entry.get_object();
        const auto rules = rules_of(vector);
        const auto now = parse_instant(json::string_or(vector, "now")).value();
        json::Array tasks;
        for (const auto& task : tasks_of(vector.at("case").get_object(), rules))
            tasks.emplace_back(shown(task, now, rules));
        EXPECT_EQ(json::write(tasks), json::write(vector.at("tasks")))
            << json::string_or(vector, "name");
        ++count;
    }
    EXPECT_GE(count, 18U);
}

TEST(Tasks, NameTheFieldThatEndsThemAndTheOneTheyAreDueBy) {
    TaskRules rules;
    EXPECT_EQ(completion_field({.type = "assessment"}), "assessment_requested_on");
    EXPECT_EQ(completion_field({.type = "case_plan"}), "date_case_plan");
    EXPECT_EQ(completion_field({.type = "follow_up"}), "followup_date");
    EXPECT_EQ(completion_field({.type = "service"}), "service_implemented_day_time");
    EXPECT_EQ(completion_field({.type = "review", .detail = "x"}), "x");
    EXPECT_EQ(completion_field({.type = "referral_response"}), "");
    EXPECT_EQ(due_field("service", rules), "service_response_timeframe");
    rules.due_from_appointment = true;
    EXPECT_EQ(due_field("service", rules), "service_appointment_date");
    EXPECT_EQ(due_field("flag", rules), "");
}

TEST(Tasks, KnowWhenServicesBecomeOverdueAlsoOfAClosedCase) {
    TaskRules rules;
    const auto data = json::parse_object(R"({"status": "closed", "services_section": [
        {"service_response_day_time": "2024-06-12T08:00:00.000Z",
         "service_response_timeframe": "3_days"},
        {"service_response_day_time": "2024-06-12T08:00:00.000Z",
         "service_response_timeframe": "2_hours"},
        {"service_response_day_time": "2024-06-12T08:00:00.000Z",
         "service_response_timeframe": "2_hours",
         "service_implemented_day_time": "2024-06-12T09:00:00.000Z"}]})")
                          .value();
    const auto deadlines = service_deadlines(data, rules);
    ASSERT_EQ(deadlines.size(), 2U);
    EXPECT_EQ(format_instant(deadlines[0]), "2024-06-15T23:59:59.999Z");
    EXPECT_EQ(format_instant(deadlines[1]), "2024-06-12T10:00:00.000Z");
}

}  // namespace
}  // namespace amparo::records
