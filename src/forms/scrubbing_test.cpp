#include "forms/scrubbing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "forms/forms_test_support.hpp"

namespace amparo::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const ScrubRules all{.enabled = true, .id_patterns = {"AA-999999", "99999999999"}};

std::string scrubbed(std::string_view text, const ScrubRules& rules = all) {
    return scrub(text, rules).text;
}

TEST(Scrubbing, TakesOutNumbersToCall) {
    for (const auto* number : {"+254 700 123456", "0700-123-456", "(0700) 123456", "07.00.12.34.56",
                               "00441632960961", "555 1234", "٠٧٠٠١٢٣٤٥٦", "+۹۳ ۷۰۰ ۱۲۳ ۴۵۶"})
        EXPECT_EQ(scrubbed(std::string("Call ") + number + ", please."), "Call [phone], please.")
            << number;
    EXPECT_EQ(scrubbed("0700123456 or 0711123456"), "[phone] or [phone]")
        << "two numbers side by side leave none behind";
}

TEST(Scrubbing, LeavesDaysYearsAgesAndSmallNumbers) {
    for (const auto* text :
         {"Seen on 2024-06-15, again 15/06/2024 and 15.06.2024 10:30.", "2024-06-15 10:30",
          "School 2019-2020", "Aged 12, lives with 3 others in block 4521.", "Room 123 456",
          "Child no. A1234567B", "12345678901234567890 is too long"})
        EXPECT_EQ(scrubbed(text, {.enabled = true}), text);
}

TEST(Scrubbing, TakesOutMailAddressesAndLeavesTheSentence) {
    EXPECT_EQ(scrubbed("Write to a.b+c@mail.example.org."), "Write to [e-mail].");
    EXPECT_EQ(scrubbed("<x@y.org>,z@q.example"), "<[e-mail]>,[e-mail]");
    EXPECT_EQ(scrubbed("@home and user@localhost"), "@home and user@localhost");
}

TEST(Scrubbing, TakesOutIdsByTheirShapeAndOnlyWhole) {
    EXPECT_EQ(scrubbed("Card KE-123456 shown"), "Card [id] shown");
    EXPECT_EQ(scrubbed("Card KE-1234567",
                       {.enabled = true, .phones = false, .id_patterns = {"AA-999999"}}),
              "Card KE-1234567");
    EXPECT_EQ(scrubbed("XKE-123456"), "XKE-123456");
    EXPECT_EQ(scrubbed("12345678901"), "[id]") << "a configured shape before a number to call";
}

TEST(Scrubbing, SaysWhatItFoundInOneOrder) {
    const auto result = scrub("x@y.org, 0700123456, KE-123456, 0711123456", all);
    EXPECT_EQ(result.text, "[e-mail], [phone], [id], [phone]");
    EXPECT_THAT(result.found, ElementsAre("phone", "email", "id"));
    EXPECT_THAT(scrub("nothing", all).found, IsEmpty());
}

TEST(Scrubbing, IsOffUnlessSwitchedOnAndTwiceIsOnce) {
    EXPECT_EQ(scrubbed("0700123456", {}), "0700123456");
    const auto once = scrubbed("x@y.org 0700123456 KE-123456");
    EXPECT_EQ(scrubbed(once), once);
    EXPECT_EQ(scrubbed("x@y.org 0700123456", {.enabled = true, .phones = false}),
              "[e-mail] 0700123456");
    EXPECT_EQ(scrubbed("x@y.org 0700123456", {.enabled = true, .emails = false}),
              "x@y.org [phone]");
}

TEST(Scrubbing, IsOnePassWhateverTheTextIs) {
    // Each would take minutes with a rule that goes back.
    for (const auto* piece : {"1 ", "a@", "(", "+", "1.-", "\xD9", "99"}) {
        std::string text;
        while (text.size() < 200'000) text += piece;
        EXPECT_LE(scrubbed(text).size(), text.size() * 4);
    }
}

TEST(Scrubbing, ReadsItsSettingAndRefusesAnyOther) {
    const auto read = [](std::string_view text) {
        return ScrubRules::read(read_json(text).as_object());
    };
    EXPECT_FALSE(read("{}")->enabled);
    const auto rules = read(R"({"enabled": true, "emails": false, "id_patterns": ["A-9999"]})");
    ASSERT_TRUE(rules.has_value());
    EXPECT_TRUE(rules->enabled && rules->phones && !rules->emails);
    for (const auto* wrong :
         {R"({"enabled": "yes"})", R"({"id_patterns": "A-9999"})", R"({"id_patterns": [7]})",
          R"({"id_patterns": ["9"]})", R"({"id_patterns": ["----"]})", R"({"phone": true})",
          R"({"id_patterns": ["9999999999999999999999999999999999999999999"]})"})
        EXPECT_FALSE(read(wrong).has_value()) << wrong;
    EXPECT_FALSE(ScrubRules::of({}).enabled);
}

}  // namespace
}  // namespace amparo::forms
