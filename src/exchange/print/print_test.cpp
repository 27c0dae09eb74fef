// Records on paper (exchange.md §4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "exchange/exchange_test_support.hpp"

namespace amparo::exchange {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// For people who want to look: prints are kept where AMPARO_PRINTS says.
void keep(const std::string& name, const std::string& pdf) {
    const char* folder = std::getenv("AMPARO_PRINTS");
    if (folder != nullptr)
        std::ofstream(std::string(folder) + "/" + name + ".pdf", std::ios::binary) << pdf;
}

TEST(Print, ShowsTheChosenFormsInTheirOrderAndNoOthers) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"family_details", "basic_identity", "consent"});
    request.signatures = {Signer::case_worker, Signer::client};
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print) << print.error().message.key << " " << print.error().field;
    keep("english", print->pdf);
    const auto text = text_of_pdf(print->pdf, PrintWorld::password());
    EXPECT_THAT(text, HasSubstr("Amina Yusuf"));
    EXPECT_THAT(text, HasSubstr("28 Feb 2015"));
    EXPECT_THAT(text, HasSubstr("Caregiver"));
    EXPECT_THAT(text, HasSubstr("Halima"));
    EXPECT_THAT(text, HasSubstr("Page 1 of " + std::to_string(print->pages)));
    EXPECT_THAT(text, HasSubstr("Child or caregiver"));
    EXPECT_LT(text.find("Basic Identity"), text.find("Halima"));
    EXPECT_THAT(text, Not(HasSubstr("Follow")));
    EXPECT_EQ(print->form_ids.size(), 3U);
}

TEST(Print, SpeaksArabicFromRightToLeft) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"basic_identity", "consent", "family_details"});
    request.locale = "ar";
    request.has_watermark = true;
    request.has_empty_fields = true;
    request.signatures = {Signer::recipient, Signer::case_worker, Signer::client};
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print) << print.error().message.key;
    keep("arabic", print->pdf);
    const auto text = text_of_pdf(print->pdf, PrintWorld::password());
    EXPECT_THAT(text, HasSubstr("سرية البيانات"));
    EXPECT_THAT(text, HasSubstr("نعم"));
    EXPECT_THAT(text, HasSubstr("Amina Yusuf"));
}

}  // namespace
}  // namespace amparo::exchange
