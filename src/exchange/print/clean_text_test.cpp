#include "exchange/print/clean_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/text.hpp"
#include "exchange/exchange_test_support.hpp"
#include "exchange/print/draw.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/seal_pdf.hpp"

namespace amparo::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Sample {
    std::string dirty;
    std::string clean;
};

class CleanText : public ::testing::TestWithParam<Sample> {};

TEST_P(CleanText, KeepsWordsAndDropsOrders) {
    EXPECT_EQ(clean_text(GetParam().dirty), GetParam().clean);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CleanText,
    ::testing::Values(
        Sample{"", ""}, Sample{"plain", "plain"}, Sample{std::string("a\0b", 3), "ab"},
        Sample{"a\x1b[31mb", "a[31mb"}, Sample{"a\tb", "a b"}, Sample{"a\r\nb\rc\vd", "a\nb\nc\nd"},
        Sample{"a\u2028b\u2029c\u0085d", "a\nb\nc\nd"}, Sample{"a\u202egnp.exe", "agnp.exe"},
        Sample{"a\u2066b\u2067c\u2068d\u2069e", "abcde"}, Sample{"a\ufeffb\u2060c", "abc"},
        Sample{"\xff\xfe", "\ufffd\ufffd"}, Sample{"a\xc3", "a\ufffd"},
        Sample{"\xed\xa0\x80", "\ufffd\ufffd\ufffd"}, Sample{"tail  \n \n", "tail"},
        Sample{"می\u200cخواهم", "می\u200cخواهم"}, Sample{"क\u094d\u200dष", "क\u094d\u200dष"}));

TEST(CleanTexts, BoundTheMarksOnALetter) {
    std::string tower = "a";
    for (int mark = 0; mark < 1000; ++mark) tower += "\u0301";
    EXPECT_LE(text::length(clean_text(tower)), 9U);
    EXPECT_EQ(clean_text("e\u0301"), "e\u0301");
}

TEST(CleanTexts, AreCutBetweenLettersAndSaySo) {
    EXPECT_EQ(shorten("abc", 3, "…"), "abc");
    EXPECT_EQ(shorten("abcd", 3, "…"), "abc…");
    EXPECT_EQ(shorten("ééé", 2, "…"), "éé…");
    EXPECT_EQ(shorten("ééé", 3, "…"), "ééé");
}

TEST(CleanTexts, AreIsolatedLineByLine) {
    EXPECT_EQ(isolate(""), "");
    EXPECT_EQ(isolate("a\nb"), "\u2068a\u2069\n\u2068b\u2069");
}

TEST(FileNames, AreTakenByEveryFileSystem) {
    EXPECT_EQ(print_file_name("", "case-1"), "case-1");
    EXPECT_EQ(print_file_name(" plan ", "case-1"), "plan");
    EXPECT_EQ(print_file_name("a/b\\c:d*e", "case-1"), "a-b-c-d-e");
    EXPECT_EQ(print_file_name("plan.PDF", "case-1"), "plan");
    EXPECT_EQ(print_file_name("..", "case-1"), "case-1");
}

/// Any bytes; mostly of the kinds that have hurt other programs.
std::string hostile_text(std::mt19937_64& random) {
    static const std::vector<std::string> pieces{"\u202e",
                                                 "\u2067",
                                                 "\u2069",
                                                 "\u200f",
                                                 "\u0301",
                                                 "\u0489",
                                                 "ﷺ",
                                                 "سلام",
                                                 "नमस्ते",
                                                 "𝔄",
                                                 "👩‍👩‍👧",
                                                 "\xff",
                                                 "\xed\xa0\x80",
                                                 "\0x",
                                                 "\r",
                                                 "\n",
                                                 "<b>",
                                                 "&amp;",
                                                 "%s%n",
                                                 "\u00ad",
                                                 "\ufdfd",
                                                 "\u1680",
                                                 "字",
                                                 "ﬃ",
                                                 "\U000e0041",
                                                 "\U0010ffff"};
    std::string text;
    const auto count = random() % 400;
    for (std::uint64_t at = 0; at < count; ++at) {
        const auto& piece = pieces[random() % pieces.size()];
        const auto repeats = random() % 16 == 0 ? 200U : 1U;
        for (unsigned turn = 0; turn < repeats; ++turn) text += piece;
    }
    return text;
}

TEST(HostileText, BecomesASoundDocument) {
    SystemRandom secrets;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        std::mt19937_64 random(seed);
        Sheet sheet;
        sheet.locale = seed % 2 == 0 ? "en" : "ar";
        sheet.is_right_to_left = seed % 2 == 1;
        sheet.title = clean_line(hostile_text(random));
        sheet.watermark = clean_line(hostile_text(random));
        sheet.parts.push_back(
            {.title = clean_line(hostile_text(random)),
             .blocks = {
                 Pair{clean_line(hostile_text(random)), clean_text(hostile_text(random))},
                 Heading{.text = clean_line(hostile_text(random))},
                 Choices{.label = clean_line(hostile_text(random)),
                         .choices = {{clean_line(hostile_text(random)), true}}},
                 Picture{.label = "p", .bytes = hostile_text(random), .caption = "c"},
                 Picture{
                     .label = "p", .bytes = "\xff\xd8\xff" + hostile_text(random), .caption = "c"},
                 Remark{clean_text(hostile_text(random))}}});
        const auto drawing = draw(sheet);
        ASSERT_TRUE(drawing) << seed;
        const SecretText password;
        const auto pdf = seal_pdf(
            drawing->pdf,
            {.locale = "en", .is_right_to_left = sheet.is_right_to_left, .password = password},
            secrets);
        EXPECT_TRUE(is_sound_pdf(pdf)) << seed;
    }
}

TEST(HostileText, OfTwentyThousandLettersWithoutABreakIsCutIntoLines) {
    Sheet sheet;
    sheet.locale = "en";
    std::string word;
    for (int letter = 0; letter < 20'000; ++letter) word += "ش";
    sheet.parts.push_back({.title = "t", .blocks = {Pair{"label", word}, Pair{"after", "end"}}});
    const auto drawing = draw(sheet);
    ASSERT_TRUE(drawing);
    EXPECT_GT(drawing->pages, 1U);
    EXPECT_LT(drawing->pages, 60U);
    EXPECT_THAT(text_of_pdf(drawing->pdf), HasSubstr("end"));
}

TEST(HostileText, CannotTurnTheTextAroundIt) {
    Sheet sheet;
    sheet.locale = "en";
    sheet.parts.push_back(
        {.title = "t",
         .blocks = {Pair{"Name", clean_text("Ali \u202e dlrow")}, Pair{"After", "it"}}});
    const auto text = text_of_pdf(draw(sheet)->pdf);
    EXPECT_THAT(text, HasSubstr("dlrow"));
    EXPECT_THAT(text, Not(HasSubstr("world")));
}

}  // namespace
}  // namespace amparo::exchange
