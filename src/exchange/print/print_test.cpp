// Records on paper (exchange.md §4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "base/crypto.hpp"
#include "exchange/exchange_test_support.hpp"
#include "exchange/print/draw.hpp"

namespace amparo::exchange {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// For people who want to look: prints are kept where AMPARO_PRINTS says.
void keep(const std::string& name, const std::string& pdf) {
    const char* folder = std::getenv("AMPARO_PRINTS");
    if (folder != nullptr)
        std::ofstream(std::string(folder) + "/" + name + ".pdf", std::ios::binary) << pdf;
}

std::string text_of(const Print& print) {
    return text_of_pdf(print.pdf, PrintWorld::password());
}

/// The field that a refusal names, or its message.
std::string refusal(const Result<Print>& print) {
    if (print) return "printed";
    return print.error().field.empty() ? print.error().message.key : print.error().field;
}

/// A red square of 8 by 8 pixels.
std::string png() {
    return *crypto::from_base64(
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAA"
        "AElFTkSuQmCC");
}

void attach_photo(PrintWorld& prints, const RecordId& id) {
    const auto attached = prints.world().attachments().attach(
        prints.world().as("worker_a"), {.record_type = "case", .id = id},
        {.field_name = "photos",
         .attachment_type = "image",
         .file_name = "portrait.png",
         .bytes = png(),
         .details = {{"description", "at the clinic"}}});
    ASSERT_TRUE(attached) << attached.error().message.key;
}

TEST(Print, AddsAPageForTheAssessmentOfBestInterests) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"basic_identity"});
    EXPECT_THAT(prints.printed_text("worker_a", request), Not(HasSubstr("Halima")));
    request.has_best_interest = true;
    const auto text = prints.printed_text("worker_a", request);
    EXPECT_THAT(text, HasSubstr("For the assessment of best interests"));
    EXPECT_THAT(text, HasSubstr("Halima"));
    EXPECT_THAT(text, Not(HasSubstr("Omar"))) << "an uncle who is no caregiver";
    EXPECT_THAT(text, HasSubstr("Consent to services"));
    request.record_type = "incident";
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "best_interest");
}

TEST(Print, ShowsTheChosenFormsInTheirOrderAndNoOthers) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"family_details", "basic_identity", "consent"});
    request.signatures = {Signer::case_worker, Signer::client};
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print) << print.error().message.key << " " << print.error().field;
    keep("english", print->pdf);
    const auto text = text_of(*print);
    EXPECT_THAT(text, ContainsRegex("Full Name +Amina Yusuf"));
    EXPECT_THAT(text, ContainsRegex("Date of Birth +28 Feb 2015"));
    EXPECT_THAT(text, ContainsRegex("Consent Obtained From +Caregiver"));
    EXPECT_THAT(text, HasSubstr("Exampleland, North Province, Amberfield"));
    EXPECT_THAT(text, HasSubstr("1. Halima – Mother"));
    EXPECT_THAT(text, HasSubstr("Page 1 of " + std::to_string(print->pages)));
    EXPECT_THAT(text, HasSubstr("Child or caregiver"));
    EXPECT_THAT(text, HasSubstr("Lantern Child Protection Agency"));
    EXPECT_LT(text.find("Basic Identity"), text.find("Halima"));
    EXPECT_THAT(text, Not(HasSubstr("Protection Concern")));
    EXPECT_THAT(text, Not(HasSubstr("Nickname"))) << "a field without an answer";
    EXPECT_EQ(print->form_ids.size(), 3U);
    EXPECT_TRUE(is_sound_pdf(print->pdf, PrintWorld::password()));
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
    const auto text = text_of(*print);
    EXPECT_THAT(text, HasSubstr("سرية البيانات"));
    EXPECT_THAT(text, HasSubstr("وكالة الفانوس لحماية الطفل"));
    EXPECT_THAT(text, HasSubstr("فبراير"));
    EXPECT_THAT(text, HasSubstr("Amina Yusuf"));
    EXPECT_THAT(text, HasSubstr("+254 700 123456"));
    EXPECT_THAT(text, Not(HasSubstr("Basic Identity")));
    EXPECT_TRUE(is_sound_pdf(print->pdf, PrintWorld::password()));
}

TEST(Print, SpeaksFrenchAndSpanish) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"basic_identity", "consent"});
    request.locale = "fr";
    const auto french = prints.printed_text("worker_a", request);
    EXPECT_THAT(french, HasSubstr("Confidentialité des données"));
    EXPECT_THAT(french, HasSubstr("28 févr. 2015"));
    request.locale = "es";
    const auto spanish = prints.printed_text("worker_a", request);
    EXPECT_THAT(spanish, HasSubstr("Confidencialidad de los datos"));
    EXPECT_THAT(spanish, HasSubstr("28 feb 2015"));
    request.locale = "xx";
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "locale");
}

TEST(Print, IsLockedByItsPassword) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"basic_identity"});
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print);
    EXPECT_TRUE(print->is_encrypted);
    EXPECT_THAT(text_of_pdf(print->pdf), IsEmpty());
    EXPECT_THAT(text_of_pdf(print->pdf, "another one, wrong"), IsEmpty());
    EXPECT_THAT(facts_of_pdf(print->pdf, PrintWorld::password()), HasSubstr("AES-256"));
    request.password = SecretText();
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "password");
    EXPECT_EQ(refusal(prints.print("admin", request)), "password")
        << "to manage records is not to take them out in the clear";
    request.password = SecretText("eleven char");
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "password");
    request.password = SecretText(std::string("twelve\0chars", 12));
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "password");
}

TEST(Print, IsForThoseWhoMayExportTheRecord) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    const auto request = PrintWorld::request_for(id, {"basic_identity"});
    EXPECT_EQ(refusal(prints.print("manager_a", request)), "printed");
    EXPECT_EQ(refusal(prints.print("worker_b", request)), "errors.forbidden");
    auto missing = request;
    missing.id = *RecordId::parse("00000000-0000-4000-8000-000000000000");
    EXPECT_EQ(refusal(prints.print("worker_a", missing)), "errors.not_found");
    auto registry = request;
    registry.record_type = "registry_record";
    EXPECT_EQ(refusal(prints.print("worker_a", registry)), "errors.not_found");
}

TEST(Print, HoldsOnlyFormsThatAreOpenToTheReader) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    EXPECT_EQ(refusal(prints.print("worker_a", PrintWorld::request_for(id, {"no_such_form"}))),
              "form_unique_ids");
    EXPECT_EQ(refusal(prints.print(
                  "worker_a", PrintWorld::request_for(id, {"basic_identity", "no_such_form"}))),
              "form_unique_ids");
    EXPECT_EQ(
        refusal(prints.print("worker_a", PrintWorld::request_for(id, {"family_details_section"}))),
        "form_unique_ids")
        << "a subform is no form";
    EXPECT_EQ(refusal(prints.print("worker_a",
                                   PrintWorld::request_for(id, {"tracing_request_inquirer"}))),
              "form_unique_ids")
        << "a form of another type of record";
}

TEST(Print, MasksAProtectedNameForEverybody) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"hidden_name", true}}));
    const auto print =
        prints.print("worker_a", PrintWorld::request_for(id, {"basic_identity", "family_details"}));
    ASSERT_TRUE(print) << print.error().message.key;
    const auto text = text_of(*print);
    EXPECT_THAT(text, HasSubstr("*******"));
    EXPECT_THAT(text, Not(HasSubstr("Amina")));
    EXPECT_THAT(print->file_name, Not(HasSubstr("Amina")));
}

/// The user with one more right on cases, granted by name.
access::Actor with_right(PrintWorld& prints, const std::string& user_name, const char* right) {
    const auto actor = prints.world().as(user_name);
    auto role = std::make_shared<access::Role>(actor.role());
    role->permissions["case"].insert(right);
    return {actor.user_pointer(), role, actor.policy()};
}

TEST(Print, LeavesOpenOnlyForThoseWithTheRight) {
    PrintWorld prints;
    auto request = PrintWorld::request_for(prints.rich_case(), {"basic_identity"});
    request.password = SecretText();
    const auto open =
        prints.printer().print(with_right(prints, "worker_a", "export_unencrypted"), request);
    ASSERT_TRUE(open);
    EXPECT_FALSE(open->is_encrypted);
    EXPECT_THAT(text_of_pdf(open->pdf), HasSubstr("Amina"));
    EXPECT_EQ(refusal(prints.printer().print(with_right(prints, "worker_a", "export_hidden_names"),
                                             request)),
              "password");
}

TEST(Print, ShowsAProtectedNameToThoseWithTheRightInWhoseScopeItIs) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"hidden_name", true}}));
    const auto request = PrintWorld::request_for(id, {"basic_identity"});
    const auto print =
        prints.printer().print(with_right(prints, "worker_a", "export_hidden_names"), request);
    ASSERT_TRUE(print);
    EXPECT_THAT(text_of(*print), HasSubstr("Amina"));
    EXPECT_EQ(refusal(prints.printer().print(with_right(prints, "worker_b", "export_hidden_names"),
                                             request)),
              "errors.forbidden");
}

TEST(Print, ShowsPhotosOnlyWhenAsked) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    attach_photo(prints, id);
    auto request = PrintWorld::request_for(id, {"photos_and_audio"});
    const auto without = prints.printed_text("worker_a", request);
    EXPECT_THAT(without, Not(HasSubstr("portrait.png")));
    EXPECT_THAT(without, HasSubstr("Nothing has been recorded"));
    request.has_attachment_list = true;
    EXPECT_THAT(prints.printed_text("worker_a", request), HasSubstr("portrait.png"));
    request.has_photos = true;
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print);
    keep("photo", print->pdf);
    EXPECT_THAT(text_of(*print), HasSubstr("at the clinic"));
    EXPECT_TRUE(is_sound_pdf(print->pdf, PrintWorld::password()));
}

TEST(Print, LetsALongAnswerFlowOverPagesWithItsLabel) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    std::string story;
    for (int line = 1; line <= 300; ++line) story += "line " + std::to_string(line) + " of it\n";
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"address_current", story}}));
    const auto print = prints.print("worker_a", PrintWorld::request_for(id, {"basic_identity"}));
    ASSERT_TRUE(print) << print.error().message.key;
    keep("long", print->pdf);
    const auto text = text_of(*print);
    for (int line = 1; line <= 300; ++line)
        EXPECT_THAT(text, HasSubstr("line " + std::to_string(line) + " of it"));
    EXPECT_GE(print->pages, 5U);
    // Every page on which the answer goes on says which answer it is.
    std::size_t labels = 0;
    for (auto at = text.find("(continued)"); at != std::string::npos;
         at = text.find("(continued)", at + 1))
        ++labels;
    EXPECT_EQ(labels, print->pages - 1);
}

TEST(Print, KeepsALabelBesideItsValue) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"basic_identity"});
    request.has_empty_fields = true;
    // However far down the page a row begins, its label and its value stand on one page.
    for (int lines = 1; lines <= 40; lines += 3) {
        std::string story = "Tallinn";
        for (int line = 1; line < lines; ++line) story += "\nstreet";
        ASSERT_TRUE(prints.world().update("worker_a", id, {{"address_current", story}}));
        const auto text = prints.printed_text("worker_a", request);
        EXPECT_THAT(text, ContainsRegex("Current Address +Tallinn")) << lines;
        EXPECT_THAT(text, ContainsRegex("Current Telephone +.254 700 123456")) << lines;
    }
}

TEST(Print, RefusesWhatWouldBeABook) {
    Sheet sheet;
    sheet.locale = "en";
    const auto lines = [](std::size_t count) { return "a" + std::string(count, '\n') + "z"; };
    sheet.parts.push_back({.title = "t", .blocks = {Pair{"label", lines(5'000)}}});
    const auto long_one = draw(sheet);
    ASSERT_TRUE(long_one);
    EXPECT_GT(long_one->pages, 50U);
    for (int again = 0; again < 9; ++again) sheet.parts.push_back(sheet.parts.front());
    const auto book = draw(sheet);
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, Errc::too_large);
    EXPECT_EQ(book.error().message.key, "errors.print.pages");
}

TEST(Print, NamesLanguageTitleAndOutline) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    const auto print = prints.print("worker_a", PrintWorld::request_for(id, {"basic_identity"}));
    ASSERT_TRUE(print);
    const auto facts = facts_of_pdf(print->pdf, PrintWorld::password());
    EXPECT_THAT(facts, ContainsRegex("Title: +Case "));
    EXPECT_THAT(facts, ContainsRegex("Tagged: +yes"));
    EXPECT_THAT(facts, HasSubstr("(A4)"));
    EXPECT_THAT(facts, Not(HasSubstr("Amina")));
}

TEST(Print, PurposeAndWatermarkSayWhyAndByWhom) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    auto request = PrintWorld::request_for(id, {"consent"});
    request.purpose = "Family court";
    request.has_watermark = true;
    request.paper = Paper::letter;
    request.custom_header = "Best interests determination";
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print);
    keep("watermark", print->pdf);
    const auto text = text_of(*print);
    EXPECT_THAT(text, ContainsRegex("Purpose of this print +Family court"));
    EXPECT_THAT(text, HasSubstr("Best interests determination"));
    EXPECT_THAT(facts_of_pdf(print->pdf, PrintWorld::password()), HasSubstr("(letter)"));
}

/// A document with one page of these words.
std::string pdf_with(const std::string& words) {
    const auto text = "BT /F1 24 Tf 72 700 Td (" + words + ") Tj ET";
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
           "2 0 obj<</Type/Pages/Kids[4 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
           "4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
           "/Contents 5 0 R>>endobj\n5 0 obj<</Length " +
           std::to_string(text.size()) + ">>stream\n" + text +
           "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
}

void attach_document(PrintWorld& prints, const RecordId& id, const std::string& name,
                     const std::string& bytes) {
    const auto attached = prints.world().attachments().attach(prints.world().as("worker_a"),
                                                              {.record_type = "case", .id = id},
                                                              {.field_name = "other_documents",
                                                               .attachment_type = "document",
                                                               .file_name = name,
                                                               .bytes = bytes,
                                                               .details = {}});
    ASSERT_TRUE(attached) << name << " " << attached.error().message.key;
}

TEST(Print, PutsDocumentsBehindTheRecordAndNamesWhatCannotBePrinted) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    attach_document(prints, id, "report.pdf", pdf_with("school report"));
    attach_document(prints, id, "scan.png", png());
    attach_document(prints, id, "note.txt", "a few words");
    attach_document(prints, id, "broken.pdf", "%PDF-1.4\nnothing that could be a document");
    auto request = PrintWorld::request_for(id, {"basic_identity", "other_documents"});
    EXPECT_THAT(prints.printed_text("worker_a", request), Not(HasSubstr("school report")));
    request.has_documents = true;
    request.locale = "en";
    const auto print = prints.print("worker_a", request);
    ASSERT_TRUE(print) << print.error().message.key;
    keep("documents", print->pdf);
    EXPECT_EQ(print->documents, 2U);
    EXPECT_EQ(print->pages, 4U) << "two of the record, one each of report and scan";
    EXPECT_TRUE(is_sound_pdf(print->pdf, PrintWorld::password()));
    const auto text = text_of(*print);
    EXPECT_THAT(text, HasSubstr("school report"));
    EXPECT_THAT(text, HasSubstr("Page 4 of 4"));
    EXPECT_THAT(text, ContainsRegex("note.txt[^\n]*not printed here"));
    EXPECT_THAT(text, ContainsRegex("broken.pdf[^\n]*not printed here"));
    EXPECT_THAT(text, Not(ContainsRegex("report.pdf[^\n]*not printed here")));
    request.form_ids = {"basic_identity"};
    const auto without = prints.print("worker_a", request);
    ASSERT_TRUE(without);
    EXPECT_EQ(without->documents, 0U) << "their form is not printed";
}

TEST(Print, ShowsNoLogoWhereThereIsNone) {
    PrintWorld prints;
    auto request = PrintWorld::request_for(prints.rich_case(), {"basic_identity"});
    request.has_agency_logo = true;
    request.has_implementation_logos = true;
    request.has_other_logos = true;
    EXPECT_THAT(prints.printed_text("worker_a", request), HasSubstr("Amina Yusuf"));
}

TEST(Draw, PutsLogosAboveTheHeadOfEachPage) {
    Sheet sheet;
    sheet.locale = "en";
    sheet.title = "Case 1";
    sheet.letterhead = "Lantern";
    sheet.page_text = "Page {page} of {pages}";
    for (int form = 0; form < 2; ++form)
        sheet.parts.push_back({.title = "Form", .blocks = {Pair{.label = "Age", .value = "9"}}});
    const auto plain = draw(sheet);
    sheet.logos = {png(), "no picture at all"};
    const auto with_logos = draw(sheet);
    ASSERT_TRUE(plain && with_logos);
    EXPECT_EQ(with_logos->pages, 2U);
    EXPECT_THAT(plain->pdf, Not(HasSubstr("/Subtype /Image")));
    EXPECT_THAT(with_logos->pdf, HasSubstr("/Image"));
    EXPECT_LT(with_logos->enclosed.height, plain->enclosed.height) << "they take room";
}

}  // namespace
}  // namespace amparo::exchange
