#include "forms/stages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

/// A form with a required field, and a module whose options are these.
Definitions::Source source_with(std::string_view options) {
    auto source = small_source();
    add_form(source, "plan",
             read_json(R"([
        {"name": "goal", "type": "text_field", "display_name": {"en": "Goal"}, "required": true},
        {"name": "note", "type": "text_field", "display_name": {"en": "Note"}}])")
                 .as_array());
    source.modules.front()["module_options"] = read_json(options);
    return source;
}

constexpr std::string_view good = R"({"workflow_definition": {"states": [
    {"id": "start", "name": {"en": "Start", "fr": "Début"}},
    {"id": "seen", "name": {"en": "Seen"}, "changed": ["seen_on"]},
    {"id": "urgent", "name": {"en": "Urgent"}, "when": {"eq": {"risk": "high"}}},
    {"id": "planned", "name": {"en": "Planned"}, "changed": ["plan_date"],
     "required_forms": ["plan"]},
    {"id": "closed", "name": {"en": "Closed"}}]},
  "step_checklist": [{"step": "seen", "forms": ["plan"], "fields": ["note"]}]})";

/// The stage that saving `after` over `before` enters; "" for none.
std::string entered(std::string_view before_text, std::string_view after_text) {
    const auto definitions = load_or_fail(source_with(good));
    const auto before = read_json(before_text).as_object();
    const auto after = read_json(after_text).as_object();
    const auto stages = stages_of(definitions->modules().front());
    const EvaluationContext context;
    const auto* stage = entered_stage(
        stages, {.definitions = *definitions,
                 .after = after,
                 .context = context,
                 .is_changed = [&](std::string_view field) {
                     const auto* left = before.if_contains(field);
                     const auto* right = after.if_contains(field);
                     return left == nullptr || right == nullptr ? left != right : *left != *right;
                 }});
    return stage == nullptr ? "" : stage->id;
}

TEST(Stages, AreReadWithNamesInOrder) {
    const auto definitions = load_or_fail(source_with(good));
    const auto stages = stages_of(definitions->modules().front());
    ASSERT_EQ(stages.size(), 5U);
    const auto options = stage_options(stages);
    EXPECT_EQ(options.front().id, "start");
    EXPECT_EQ(text_for(options.front().display_text, "fr"), "Début");
    EXPECT_TRUE(stages_of(load_or_fail(small_source())->modules().front()).empty());
}

TEST(Stages, AreEnteredByAChangeThatFulfilsTheirRule) {
    EXPECT_EQ(entered("{}", R"({"seen_on": "2024-01-01"})"), "seen");
    EXPECT_EQ(entered(R"({"seen_on": "2024-01-01"})", R"({"seen_on": "2024-01-01", "x": 1})"), "")
        << "nothing it asks for changed";
    EXPECT_EQ(entered(R"({"seen_on": "2024-01-01"})", R"({"seen_on": null})"), "")
        << "clearing a date leads nowhere";
    EXPECT_EQ(entered("{}", R"({"risk": "high"})"), "urgent");
    EXPECT_EQ(entered(R"({"risk": "high"})", R"({"risk": "low"})"), "");
    EXPECT_EQ(entered("{}", R"({"risk": "high", "seen_on": "2024-01-01"})"), "urgent")
        << "the later of two";
}

TEST(Stages, WaitForTheFormsTheyRequire) {
    EXPECT_EQ(entered("{}", R"({"plan_date": "2024-01-01"})"), "");
    EXPECT_EQ(entered("{}", R"({"plan_date": "2024-01-01", "note": "x"})"), "")
        << "the goal is missing";
    EXPECT_EQ(entered(R"({"plan_date": "2024-01-01"})",
                      R"({"plan_date": "2024-01-01", "goal": "school"})"),
              "planned")
        << "the form that was missing came later";
    EXPECT_EQ(entered("{}", R"({"goal": "school"})"), "") << "nobody said when";
}

TEST(Stages, AFormIsCompleteWithAnAnswerAndAllThatItRequires) {
    const auto definitions = load_or_fail(source_with(good));
    const auto& form = *definitions->form("plan");
    const auto complete = [&](std::string_view data) {
        return is_form_complete(form, read_json(data).as_object(), {});
    };
    EXPECT_FALSE(complete("{}"));
    EXPECT_FALSE(complete(R"({"note": "x"})"));
    EXPECT_FALSE(complete(R"({"goal": ""})"));
    EXPECT_TRUE(complete(R"({"goal": "school"})"));
}

TEST(Stages, AConfigurationThatLeadsNowhereIsRefused) {
    const auto problems = [](std::string_view states) {
        return problems_of(
            source_with(R"({"workflow_definition": {"states": )" + std::string(states) + "}}"));
    };
    const std::string first = R"({"id": "a", "name": {"en": "A"}})";
    const std::string last = R"({"id": "closed", "name": {"en": "C"}})";
    EXPECT_THAT(problems("[" + first + "," + last + "]"), ElementsAre("loaded"));
    for (const auto& states :
         {std::string("[]"), std::string("7"), "[" + first + "]", "[" + first + ",7," + last + "]",
          "[" + first + "," + first + "," + last + "]",
          "[" + first + R"(,{"id": "b", "name": {"en": "B"}},)" + last + "]",
          "[" + first + R"(,{"id": "b", "name": {}, "changed": ["x"]},)" + last + "]",
          "[" + first + R"(,{"id": "b", "name": {"en": "B"}, "when": {"nope": 1}},)" + last + "]",
          "[" + first + R"(,{"id": "b", "name": {"en": "B"}, "changed": "x"},)" + last + "]",
          "[" + first + R"(,{"id": "closed", "name": {"en": "C"}, "changed": ["x"]}])"})
        EXPECT_THAT(problems(states),
                    Contains(::testing::HasSubstr("errors.configuration.workflow")))
            << states;
    EXPECT_THAT(problems_of(source_with(R"({"case_templates": [{"id": "a"}]})")),
                Contains(::testing::HasSubstr("errors.configuration.case_templates")));
    EXPECT_THAT(problems_of(source_with(R"({"case_templates": {}})")),
                Contains(::testing::HasSubstr("errors.configuration.case_templates")));
    EXPECT_THAT(problems_of(source_with(R"({"case_templates": [{"id": "a", "values": {}}]})")),
                ElementsAre("loaded"));
    EXPECT_THAT(problems_of(source_with(R"({"step_checklist": [{"forms": ["plan"]}]})")),
                Contains(::testing::HasSubstr("errors.configuration.checklist")));
    auto source = small_source();
    source.system_settings["note_scrubbing"] = json::Object{{"enabled", 1}};
    EXPECT_THAT(problems_of(std::move(source)),
                Contains(::testing::HasSubstr("errors.configuration.note_scrubbing")));
    auto deleting = small_source();
    deleting.system_settings["retention_policies"] =
        json::Array{{{"record_type", "case"},
                     {"action", "remove"},
                     {"after", {{"event", "date_closure"}, {"period", "P3Y"}}}}};
    EXPECT_THAT(problems_of(std::move(deleting)),
                Contains(::testing::HasSubstr("errors.configuration.retention")));
}

TEST(Stages, NamesOfWhatIsNotThereAreReported) {
    const auto definitions = load_or_fail(source_with(R"({"step_checklist":
        [{"step": "x", "forms": ["gone"], "fields": ["lost"]}]})"));
    std::set<std::string> keys;
    for (const auto& warning : definitions->warnings()) keys.insert(warning.message.key);
    EXPECT_THAT(keys, Contains("warnings.configuration.form"));
    EXPECT_THAT(keys, Contains("warnings.configuration.field"));
}

}  // namespace
}  // namespace amparo::forms
