#include "forms/checklist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"
#include "forms/stages.hpp"

namespace amparo::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The configuration of the vectors; more steps may be asked for.
Definitions::Source vector_source(const json::Object& vectors, json::Array more = {}) {
    auto source = small_source();
    for (const auto& entry : vectors.at("forms").get_array()) {
        const auto& form = entry.get_object();
        add_form(source, json::string_or(form, "unique_id"), form.at("fields").get_array());
        if (const auto* condition = form.if_contains("display_conditions")) {
            for (auto& added : source.forms) {
                if (json::string_or(added, "unique_id") == json::string_or(form, "unique_id"))
                    added["display_conditions"] = *condition;
            }
        }
    }
    more.insert(more.begin(), vectors.at("step"));
    source.modules.front()["module_options"] = json::Object{
        {"step_checklist", std::move(more)}, {"workflow_definition", read_json(R"({"states": [
            {"id": "new", "name": {"en": "New"}},
            {"id": "reopened", "name": {"en": "Reopened"}},
            {"id": "case_plan", "name": {"en": "Plan", "fr": "Plan d’action"}, "changed": ["x"]},
            {"id": "seen", "name": {"en": "Seen"}, "changed": ["y"]},
            {"id": "closed", "name": {"en": "Closed"}}]})")}};
    return source;
}

class Checklists : public ::testing::Test {
  protected:
    const json::Object vectors = read_test_data("checklist-vectors.json");
    const EvaluationContext context{.today = parse_day("2024-06-15").value()};

    static std::shared_ptr<const Definitions> loaded(Definitions::Source source) {
        return load_or_fail(std::move(source));
    }
    /// "case_plan now form:papers done".
    std::vector<std::string> texts(const Definitions& definitions, std::string_view record) const {
        std::vector<std::string> texts;
        const auto file = CaseFile::of(definitions, definitions.modules().front());
        for (const auto& line : file.lines(read_object(record), context)) {
            texts.push_back(line.step->id + " " + std::string(wire_name(line.state)) + " " +
                            line.item->key() + (line.is_done ? " done" : ""));
        }
        return texts;
    }
};

TEST_F(Checklists, AreThoseOfTheVectors) {
    const auto definitions = loaded(vector_source(vectors));
    const auto file = CaseFile::of(*definitions, definitions->modules().front());
    for (const auto& entry : vectors.at("vectors").get_array()) {
        const auto& vector = entry.get_object();
        auto record = vector.at("case").get_object();
        record["workflow"] = "case_plan";
        json::Array lines;
        for (const auto& line : file.lines(record, context))
            lines.emplace_back(json::Array{line.item->key(), line.is_done});
        EXPECT_EQ(json::write(lines), json::write(vector.at("lines")))
            << json::string_or(vector, "name");
    }
    EXPECT_GE(vectors.at("vectors").get_array().size(), 8U);
}

TEST_F(Checklists, FollowTheStagesOfTheModule) {
    const auto definitions =
        loaded(vector_source(vectors, read_json(R"([{"step": "closed", "fields": ["age"]},
                               {"step": "reopened", "fields": ["age"]},
                               {"step": "new", "fields": ["age"]},
                               {"step": "unknown", "fields": ["age"]},
                               {"step": "seen", "fields": ["gone"], "forms": ["lost"]}])")
                                          .as_array()));
    EXPECT_THAT(texts(*definitions, R"({"workflow": "case_plan", "age": 1})"),
                ElementsAre("new before field:age done", "case_plan now form:papers",
                            "case_plan now form:closing", "case_plan now form:visits",
                            "case_plan now field:age done", "case_plan now field:portrait",
                            "closed ahead field:age done"));
    EXPECT_THAT(texts(*definitions, R"({"workflow": "reopened", "case_status_reopened": true})"),
                ElementsAre("new before field:age", "reopened now field:age",
                            "case_plan ahead form:papers", "case_plan ahead form:closing",
                            "case_plan ahead form:visits", "case_plan ahead field:age",
                            "case_plan ahead field:portrait", "closed ahead field:age"));
    EXPECT_THAT(texts(*definitions, R"({"workflow": "new", "status": "closed"})").back(),
                "closed now field:age");
}

TEST_F(Checklists, AskNothingOfACaseThatIsNowhere) {
    const auto definitions = loaded(vector_source(vectors));
    EXPECT_THAT(texts(*definitions, R"({"workflow": "elsewhere"})"), IsEmpty());
    EXPECT_THAT(texts(*definitions, "{}"), IsEmpty());
    const auto without = loaded(small_source());
    EXPECT_THAT(checklist_of(*without, without->modules().front()), IsEmpty());
    EXPECT_THAT(texts(*without, R"({"workflow": "new"})"), IsEmpty());
}

TEST_F(Checklists, AFileIsAnAnswer) {
    auto source =
        vector_source(vectors, read_json(R"([{"step": "new", "fields": ["picture"]}])").as_array());
    add_form(source, "pictures",
             read_json(R"([{"name": "picture", "type": "photo_upload_box"}])").as_array());
    const auto definitions = loaded(std::move(source));
    EXPECT_THAT(texts(*definitions, R"({"workflow": "new"})").front(), "new now field:picture");
    EXPECT_THAT(texts(*definitions, R"({"workflow": "new",
                                        "attachments": [{"field_name": "picture"}]})")
                    .front(),
                "new now field:picture done");
}

TEST_F(Checklists, StepsHaveTheNamesOfTheirStages) {
    const auto definitions = loaded(vector_source(vectors));
    const auto steps = checklist_of(*definitions, definitions->modules().front());
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(text_for(steps.front().label, "fr"), "Plan d’action");
}

}  // namespace
}  // namespace amparo::forms
