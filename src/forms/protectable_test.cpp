#include "forms/protectable.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> problems_with(json::Value protected_fields) {
    auto source = small_source();
    add_form(source, "plan",
             read_json(R"([
        {"name": "goal", "type": "text_field", "display_name": {"en": "Goal"}},
        {"name": "age", "type": "numeric_field", "display_name": {"en": "Age"}},
        {"name": "owned_by", "type": "text_field", "display_name": {"en": "Owner"}},
        {"name": "photos", "type": "photo_upload_box", "display_name": {"en": "Photos"}}])")
                 .as_array());
    source.modules.front()["module_options"] =
        json::Object{{protected_fields_key, std::move(protected_fields)}};
    return problems_of(std::move(source));
}

TEST(Protectable, IsWhatHasRoomForAMask) {
    EXPECT_THAT(problems_with(json::Array{"goal", "photos"}), ElementsAre("loaded"));
    EXPECT_THAT(problems_with(nullptr), ElementsAre("loaded"));
    for (const auto* name : {"age", "owned_by", "nowhere", ""})
        EXPECT_THAT(
            problems_with(json::Array{"goal", name}),
            Contains(HasSubstr("/protected_fields/1 errors.configuration.protected_fields")))
            << name;
    EXPECT_THAT(problems_with("goal"),
                Contains(HasSubstr("errors.configuration.protected_fields")));
    EXPECT_THAT(problems_with(json::Array(protected_fields_max + 1, json::Value("goal"))),
                Contains(HasSubstr("errors.configuration.protected_fields")));
    EXPECT_THAT(problems_with(json::Array(protected_fields_max, json::Value("goal"))),
                ElementsAre("loaded"));
}

}  // namespace
}  // namespace amparo::forms
