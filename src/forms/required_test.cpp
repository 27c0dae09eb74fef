#include "forms/required.hpp"

#include <gmock/gmock.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const EvaluationContext march_2026{.today = Day(2026y / 3 / 15)};

FieldMap fields_of(const Definitions& definitions) {
    FieldMap fields;
    for (const auto* form : definitions.forms_of("case")) {
        for (const auto& field : form->fields) fields.emplace(field.name, &field);
    }
    return fields;
}

std::vector<std::string> missing(const Definitions& definitions, const json::Object& data,
                                 std::function<bool(std::string_view)> has_attachment = {}) {
    const auto fields = fields_of(definitions);
    return listed(missing_answers({.fields = fields,
                                   .module_id = "primeromodule-cp",
                                   .data = data,
                                   .context = march_2026,
                                   .has_attachment = std::move(has_attachment)}));
}

std::vector<std::string> expected(const json::Object& vector) {
    std::vector<std::string> lines;
    for (const auto& item : *json::find_array(vector, "errors")) {
        const auto& error = item.as_object();
        const auto key = json::string_or(error, "key");
        if (key == "form_section.required_field")
            lines.push_back(json::string_or(error, "pointer") + " " + key);
    }
    return lines;
}

TEST(MissingAnswers, AgreesWithTheClientOnEverySharedVector) {
    const auto vectors = read_test_data("validation-vectors.json");
    int checked = 0;
    for (const auto& item : *json::find_array(vectors, "client")) {
        const auto& vector = item.as_object();
        auto source = small_source();
        add_form(source, "f", *json::find_array(vector, "fields"));
        const auto definitions = load_or_fail(std::move(source));
        EXPECT_EQ(missing(*definitions, *json::find_object(vector, "values")), expected(vector))
            << json::string_or(vector, "id");
        ++checked;
    }
    EXPECT_EQ(checked, 42);
}

std::shared_ptr<const Definitions> with_fields(std::string_view fields,
                                               std::string_view form_attributes = "{}") {
    auto source = small_source();
    add_form(source, "f", read_json(fields).as_array());
    for (const auto& [key, value] : read_object(form_attributes)) source.forms.back()[key] = value;
    return load_or_fail(std::move(source));
}

TEST(MissingAnswers, FormsThatAreHiddenOrElsewhereAreNotAsked) {
    const std::string_view fields = R"([{"name":"a","type":"text_field","required":true}])";
    EXPECT_THAT(missing(*with_fields(fields), {}), ElementsAre("/a form_section.required_field"));
    for (const auto* hidden : {R"({"visible":false})", R"({"module_ids":["primeromodule-gbv"]})",
                               R"({"display_conditions":{"eq":{"x":1}}})"})
        EXPECT_THAT(missing(*with_fields(fields, hidden), {}), IsEmpty()) << hidden;
}

TEST(MissingAnswers, AFileAnswersItsField) {
    const auto definitions =
        with_fields(R"([{"name":"photos","type":"photo_upload_box","required":true},
                        {"name":"sign","type":"signature","required":true},
                        {"name":"line","type":"separator","required":true}])");
    EXPECT_THAT(missing(*definitions, {}), ElementsAre("/photos form_section.required_field",
                                                       "/sign form_section.required_field"));
    const auto has_photo = [](std::string_view field) { return field == "photos"; };
    EXPECT_THAT(missing(*definitions, {}, has_photo),
                ElementsAre("/sign form_section.required_field"));
}

TEST(MissingAnswers, EntriesAndFieldsNotDrawnHereAreNotAsked) {
    const auto definitions = with_fields(R"([{"name":"s","type":"subform","fields":[
            {"name":"kind","type":"text_field"},
            {"name":"a","type":"text_field","required":true},
            {"name":"b","type":"text_field","required":true}],
        "subform_section_configuration":{"fields":["kind","a"],
                                         "display_conditions":{"eq":{"kind":"x"}}}}])");
    EXPECT_THAT(missing(*definitions, read_object(R"({"s":[{"kind":"y"},{"kind":"x"}]})")),
                ElementsAre("/s/1/a form_section.required_field"));
}

}  // namespace
}  // namespace amparo::forms
