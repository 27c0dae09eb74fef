// Choices among rows of the same record: "subform <name> <answers that name a row>".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"
#include "forms/options.hpp"
#include "forms/validation.hpp"

namespace amparo::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* first = "11111111-1111-4111-8111-111111111111";
constexpr const char* second = "22222222-2222-4222-8222-222222222222";

class RowChoices : public ::testing::Test {
  protected:
    RowChoices() {
        auto source = small_source();
        add_form(source, "plan",
                 read_json(R"([{"name": "actions", "type": "subform", "fields": [
                     {"name": "what", "type": "text_field"},
                     {"name": "goal", "type": "text_field"}]}])")
                     .as_array());
        add_form(source, "meeting",
                 read_json(R"([{"name": "about", "type": "select_box", "multi_select": true,
                     "option_strings_source": "subform actions what goal"}])")
                     .as_array());
        definitions = load_or_fail(std::move(source));
    }
    const Field& about() const { return *definitions->field("case", "about"); }

    std::vector<std::string> problems(std::string_view sent, std::string_view stored) const {
        const auto input = read_object(sent);
        const auto before = read_object(stored);
        FieldMap fields;
        for (const auto* name : {"about", "actions"})
            fields[name] = definitions->field("case", name);
        const auto result = validate({.input = input, .fields = fields, .stored = &before},
                                     {.definitions = *definitions, .today = {}});
        return listed(result.problems);
    }
    static std::string plan(const std::string& row) { return R"({"actions": [)" + row + "]}"; }
    static std::string row(const char* id, const std::string& more = "") {
        return R"({"unique_id": ")" + std::string(id) + "\"" + more + "}";
    }
    static std::string about_row(const char* id) {
        return R"({"about": [")" + std::string(id) + "\"]";
    }

    std::shared_ptr<const Definitions> definitions;
};

TEST_F(RowChoices, NameTheirSubformAndWhatItsRowsAreCalledBy) {
    const auto source = RowSource::of(about());
    ASSERT_TRUE(source.has_value());
    EXPECT_EQ(source->subform, "actions");
    EXPECT_THAT(source->labels, ElementsAre("what", "goal"));
    EXPECT_EQ(source->label(read_object(R"({"what": "School", "goal": "Reads"})")),
              "School - Reads");
    EXPECT_EQ(source->label(read_object(R"({"goal": "Reads"})")), "Reads");
    EXPECT_EQ(source->label({}), "");
    EXPECT_FALSE(RowSource::of(*definitions->field("case", "actions")).has_value());
}

TEST_F(RowChoices, ArePutIntoWordsWithTheRecord) {
    const auto record = read_object(plan(row(first, R"(, "what": "School")") + "," + row(second)));
    const DisplayContext with{.definitions = *definitions, .locale = "en", .record = &record};
    EXPECT_EQ(option_label(with, about(), first), "School");
    EXPECT_EQ(option_label(with, about(), second), second) << "it has no words";
    const DisplayContext without{.definitions = *definitions, .locale = "en"};
    EXPECT_EQ(option_label(without, about(), first), first);
}

TEST_F(RowChoices, AreRowsThatExistAfterTheWrite) {
    const auto stored = plan(row(first));
    EXPECT_THAT(problems(about_row(first) + "}", stored), IsEmpty());
    EXPECT_THAT(problems(about_row(second) + R"(, "actions": [)" + row(second) + "]}", stored),
                IsEmpty())
        << "it comes along";
    EXPECT_THAT(problems(about_row(second) + "}", stored),
                ElementsAre("/about/0 errors.validation.option"));
    EXPECT_THAT(problems(about_row(first) + R"(, "actions": [)" +
                             row(first, R"(, "_destroy": true)") + "]}",
                         stored),
                ElementsAre("/about/0 errors.validation.option"))
        << "it is taken out";
}

TEST_F(RowChoices, StayWhenTheirRowIsGone) {
    EXPECT_THAT(problems(about_row(first) + "}", about_row(first) + "}"), IsEmpty());
}

}  // namespace
}  // namespace amparo::forms
