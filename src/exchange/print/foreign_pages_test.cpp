// Documents that somebody sent, on paper.
#include "exchange/print/foreign_pages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "exchange/exchange_test_support.hpp"
#include "exchange/print/pages_process.hpp"

namespace amparo::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A document with a page of these words; `more` goes into its catalog, `objects` behind all.
std::string pdf_of(const std::vector<std::string>& words, const std::string& more = "",
                   const std::string& objects = "") {
    std::string kids;
    std::string pages;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const auto number = std::to_string(10 + 2 * at);
        const auto content = std::to_string(11 + 2 * at);
        const auto text = "BT /F1 24 Tf 72 700 Td (" + words[at] + ") Tj ET";
        kids += number + " 0 R ";
        pages += number +
                 " 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 "
                 "R>>>>/Contents " +
                 content + " 0 R/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>>>endobj\n" +
                 content + " 0 obj<</Length " + std::to_string(text.size()) + ">>stream\n" + text +
                 "\nendstream endobj\n";
    }
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + more +
           ">>endobj\n2 0 obj<</Type/Pages"
           "/Kids[" +
           kids + "]/Count " + std::to_string(words.size()) +
           ">>endobj\n3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" + pages +
           objects + "trailer<</Size 100/Root 1 0 R>>\n%%EOF\n";
}

PagesProcess process() {
    return PagesProcess(std::filesystem::read_symlink("/proc/self/exe").parent_path() / "amparo");
}

constexpr PageArea area{.left = 45, .bottom = 62, .width = 505, .height = 650};

TEST(ForeignPages, AreDrawnIntoOursWithTheirWords) {
    const auto ours = pdf_of({"record", "free one", "free two", "free three"});
    const auto drawn =
        process().draw(ours,
                       {{.first_page = 1, .pdf = pdf_of({"school report", "second sheet"})},
                        {.first_page = 3, .pdf = pdf_of({"court order"})}},
                       area);
    ASSERT_TRUE(drawn) << drawn.error().internal;
    EXPECT_TRUE(is_sound_pdf(*drawn));
    const auto text = text_of_pdf(*drawn);
    EXPECT_LT(text.find("record"), text.find("school report"));
    EXPECT_LT(text.find("second sheet"), text.find("court order"));
    EXPECT_THAT(facts_of_pdf(*drawn), HasSubstr("Pages:           4"));
}

TEST(ForeignPages, BringNothingThatRunsOrIsAttached) {
    const auto theirs = pdf_of({"letter"},
                               "/OpenAction<</S/JavaScript/JS(evil)>>/Names<</EmbeddedFiles<<"
                               "/Names[(a.exe)90 0 R]>>>>",
                               "90 0 obj<</Type/Filespec/F(a.exe)>>endobj\n");
    const auto drawn = process().draw(pdf_of({"free"}), {{.first_page = 0, .pdf = theirs}}, area);
    ASSERT_TRUE(drawn);
    for (const auto* left : {"evil", "a.exe", "Filespec", "OpenAction"})
        EXPECT_THAT(*drawn, Not(HasSubstr(left)));
}

TEST(ForeignPages, AreDrawnAsPicturesOneByOne) {
    const auto pdf = pdf_of({"school report", "second sheet"});
    const auto first = process().picture(pdf, 1, 400);
    ASSERT_TRUE(first) << first.error().internal;
    EXPECT_EQ(first->pages, 2U);
    EXPECT_THAT(first->jpeg, StartsWith("\xff\xd8\xff"));
    const auto second = process().picture(pdf, 2, 400);
    ASSERT_TRUE(second);
    EXPECT_NE(second->jpeg, first->jpeg) << "other words";
    EXPECT_GT(process().picture(pdf, 1, 1600)->jpeg.size(), first->jpeg.size()) << "larger";
    const auto past = process().picture(pdf, 3, 400);
    ASSERT_TRUE(past);
    EXPECT_EQ(past->pages, 2U);
    EXPECT_EQ(past->jpeg, "");
}

TEST(ForeignPages, AreNoPicturesWhenTheyCannotBeRead) {
    for (const std::string broken :
         {"", "%PDF-1.4", "no document at all", "%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF",
          "<svg xmlns='http://www.w3.org/2000/svg'/>"})
        EXPECT_FALSE(process().picture(broken, 1, 400)) << broken;
    EXPECT_FALSE(process().picture(pdf_of({"one"}), 0, 400));
    EXPECT_FALSE(process().picture(pdf_of({"one"}), 1, 100'000)) << "too large";
    EXPECT_FALSE(PagesProcess("").picture(pdf_of({"one"}), 1, 400));
}

TEST(ForeignPages, AreCountedOnlyWhenTheyCanBeRead) {
    EXPECT_EQ(process().count(pdf_of({"one", "two"})).value_or(0), 2U);
    for (const std::string broken :
         {"", "%PDF-1.4", "no document at all", "%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF"})
        EXPECT_FALSE(process().count(broken)) << broken;
    EXPECT_FALSE(PagesProcess("").count(pdf_of({"one"})));
    EXPECT_FALSE(PagesProcess("/nonexistent/amparo").count(pdf_of({"one"})));
}

TEST(ForeignPages, CannotLeadTheirReaderSoDeepThatWeFall) {
    // Each object names the next: following them one inside the other takes all of the stack.
    std::string chain;
    constexpr int links = 100'000;
    for (int at = 100; at < 100 + links; ++at)
        chain += std::to_string(at) + " 0 obj[" + std::to_string(at + 1) + " 0 R]endobj\n";
    auto hostile = pdf_of({"deep"}, "", chain);
    const std::string before = "/Font<</F1 3 0 R>>";
    hostile.replace(hostile.find(before), before.size(), "/Font<</F1 3 0 R>>/Deep 100 0 R");
    const auto count = process().count(hostile);
    EXPECT_EQ(count.value_or(1), 1U) << "read or refused, but never wrong";
    EXPECT_EQ(process().count(pdf_of({"and we are still here"})).value_or(0), 1U);
}

TEST(ForeignPages, MayBeSquareOrLyingDownAndStillFit) {
    auto wide = pdf_of({"landscape"});
    const std::string box = "/MediaBox[0 0 612 792]";
    wide.replace(wide.find(box), box.size(), "/MediaBox[0 0 3000 900]/Rotate 90");
    const auto drawn = process().draw(pdf_of({"free"}), {{.first_page = 0, .pdf = wide}}, area);
    ASSERT_TRUE(drawn);
    EXPECT_THAT(text_of_pdf(*drawn), HasSubstr("landscape"));
    EXPECT_FALSE(process().draw(pdf_of({"free"}), {{.first_page = 5, .pdf = wide}}, area))
        << "a page that we do not have";
}

}  // namespace
}  // namespace amparo::exchange
