#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> problems_with(json::Value list) {
    auto source = small_source();
    source.system_settings["auto_populate_list"] = std::move(list);
    return problems_of(std::move(source));
}

std::vector<std::string> problems_with_expression(std::string_view expression) {
    return problems_with(json::Array{json::Object{{"field_key", "case_id_code"},
                                                  {"format", json::Array{"age", expression}},
                                                  {"separator", "-"},
                                                  {"auto_populated", true}}});
}

TEST(AutoPopulation, KnowsAClosedListOfAccessors) {
    for (const auto* expression :
         {"name_first", "created_at", "created_by_user.user_name", "created_by_user.code",
          "created_by_user.full_name", "created_by_user.agency.agency_code",
          "created_by_user.agency.unique_id", "created_by_user.user_location.location_code",
          "created_by_user.user_location.ancestor_by_type(district).location_code",
          "created_by_user.reporting_location.ancestor_by_level(1).type"})
        EXPECT_THAT(problems_with_expression(expression), ElementsAre("loaded")) << expression;
}

TEST(AutoPopulation, AnythingElseIsAnErrorOfTheConfiguration) {
    for (const auto* expression :
         {"", "created_by_user", "created_by_user.password", "created_by_user.agency",
          "created_by_user.agency.telephone", "created_by_user.user_location.destroy()",
          "created_by_user.user_location.ancestor_by_type()", "owner.full_name",
          "name_first.upcase", "system('ls')",
          "created_by_user.user_location.ancestor_by_type(a)(b)"})
        EXPECT_THAT(problems_with_expression(expression),
                    ElementsAre("/system_settings/auto_populate_list/0/format/1 "
                                "errors.configuration.auto_populate"))
            << expression;
    EXPECT_THAT(problems_with("name"), ElementsAre("/system_settings/auto_populate_list "
                                                   "errors.configuration.auto_populate"));
    EXPECT_THAT(problems_with(json::Array{json::Object{{"format", json::Array{"age"}}}}),
                ElementsAre("/system_settings/auto_populate_list/0/field_key "
                            "errors.configuration.auto_populate"));
}

TEST(AutoPopulation, MayHaveAnOrderForEachLanguage) {
    const auto with_formats = [](json::Value formats) {
        return problems_with(
            json::Array{json::Object{{"field_key", "name"}, {"formats", std::move(formats)}}});
    };
    EXPECT_THAT(with_formats(json::Object{{"hu", json::Array{"name_last", "name_first"}}}),
                ElementsAre("loaded"));
    EXPECT_THAT(with_formats(json::Object{{"hu", json::Array{"name_last", "system('ls')"}}}),
                ElementsAre("/system_settings/auto_populate_list/0/formats/hu/1 "
                            "errors.configuration.auto_populate"));
    EXPECT_THAT(with_formats(json::Object{{"hu", "name_last"}}),
                ElementsAre("/system_settings/auto_populate_list/0/formats/hu "
                            "errors.configuration.auto_populate"));
}

}  // namespace
}  // namespace amparo::forms
