// Several records, lists and blank forms on paper (exchange.md §4, web-app.md §20).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "exchange/exchange_test_support.hpp"

namespace amparo::exchange {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

/// For people who want to look: prints are kept where AMPARO_PRINTS says.
void keep(const std::string& name, const Print& print) {
    const char* folder = std::getenv("AMPARO_PRINTS");
    if (folder != nullptr)
        std::ofstream(std::string(folder) + "/" + name + ".pdf", std::ios::binary) << print.pdf;
}

std::string text_of(const Print& print) {
    return text_of_pdf(print.pdf, print.is_encrypted ? PrintWorld::password() : "");
}

std::string refusal(const Result<Print>& print) {
    if (print) return "printed";
    return print.error().field.empty() ? print.error().message.key : print.error().field;
}

RecordId simple_case(PrintWorld& prints, const std::string& user, const std::string& name) {
    return prints.world()
        .create_case(user, {{"name_first", name}, {"name", name}, {"age", 7}, {"sex", "male"}})
        .id;
}

Result<Print> list_of(PrintWorld& prints, const std::string& user,
                      const records::Parameters& parameters = {},
                      std::vector<std::string> columns = {}) {
    PrintRequest request;
    request.record_type = "case";
    request.locale = "en";
    request.columns = std::move(columns);
    request.password = SecretText(PrintWorld::password());
    return prints.printer().print_list(prints.world().as(user), request, parameters);
}

TEST(PrintMany, PutsEachRecordOnPagesThatBearItsTitle) {
    PrintWorld prints;
    const auto first = prints.rich_case();
    const auto second = simple_case(prints, "worker_a", "Biruk");
    auto request = PrintWorld::request_for({}, {"basic_identity", "consent"});
    request.ids = {first, second};
    request.purpose = "Case conference";
    request.signatures = {Signer::client};
    const auto print = prints.printer().print_many(prints.world().as("worker_a"), request);
    ASSERT_TRUE(print) << print.error().message.key << print.error().field;
    keep("many", *print);
    const auto text = text_of(*print);
    const auto number = [&](const RecordId& id) {
        return json::string_or(prints.world().stored(id).data, "short_id");
    };
    EXPECT_THAT(text, ContainsRegex("Number of records +2"));
    EXPECT_THAT(text, HasSubstr("Case conference"));
    EXPECT_THAT(text, HasSubstr("Amina"));
    EXPECT_THAT(text, HasSubstr("Biruk"));
    EXPECT_LT(text.find("Amina"), text.find("Biruk")) << "in the order of the request";
    // On the first page, above the record, and at the head of each of its pages.
    for (const auto& id : request.ids) {
        std::size_t count = 0;
        const auto title = "Case " + number(id);
        for (auto at = text.find(title); at != std::string::npos; at = text.find(title, at + 1))
            ++count;
        EXPECT_EQ(count, 4U) << text;
    }
    EXPECT_EQ(print->pages, 5U);
    EXPECT_EQ(print->record_ids, request.ids);
    EXPECT_TRUE(is_sound_pdf(print->pdf, PrintWorld::password()));
}

TEST(PrintMany, RefusesAllForOneThatIsNotOpen) {
    PrintWorld prints;
    const auto mine = simple_case(prints, "worker_a", "Biruk");
    const auto other = simple_case(prints, "worker_b", "Chala");
    auto request = PrintWorld::request_for({}, {"basic_identity"});
    request.ids = {mine, other};
    const auto& actor = prints.world().as("worker_a");
    EXPECT_EQ(refusal(prints.printer().print_many(actor, request)), "errors.forbidden");
    request.ids = {mine, *RecordId::parse("00000000-0000-4000-8000-000000000000")};
    EXPECT_EQ(refusal(prints.printer().print_many(actor, request)), "errors.not_found");
    request.ids = {mine};
    EXPECT_EQ(refusal(prints.printer().print_many(actor, request)), "printed");
    request.form_ids = {"no_such_form"};
    EXPECT_EQ(refusal(prints.printer().print_many(actor, request)), "form_unique_ids");
    request.password = SecretText();
    EXPECT_EQ(refusal(prints.printer().print_many(actor, request)), "password");
}

TEST(PrintList, HoldsWhatTheListShowsAndNothingElse) {
    PrintWorld prints;
    prints.rich_case();
    simple_case(prints, "worker_a", "Biruk");
    simple_case(prints, "worker_b", "Chala");
    const auto print = list_of(prints, "worker_a");
    ASSERT_TRUE(print) << print.error().message.key;
    keep("list", *print);
    const auto text = text_of(*print);
    EXPECT_THAT(text, ContainsRegex("Number of records +2"));
    EXPECT_THAT(text, HasSubstr("Amina"));
    EXPECT_THAT(text, HasSubstr("Biruk"));
    EXPECT_THAT(text, Not(HasSubstr("Chala")));
    EXPECT_THAT(text, HasSubstr("Female"));
    EXPECT_EQ(print->record_ids.size(), 2U);
    EXPECT_TRUE(is_sound_pdf(print->pdf, PrintWorld::password()));
    const auto narrow =
        list_of(prints, "worker_a", {{"sex[0]", "male"}, {"per", "1"}}, {"age", "name"});
    ASSERT_TRUE(narrow);
    const auto few = text_of(*narrow);
    EXPECT_THAT(few, ContainsRegex("Name +Age"));
    EXPECT_THAT(few, ContainsRegex("Biruk +7"));
    EXPECT_THAT(few, Not(HasSubstr("Amina")));
    EXPECT_THAT(few, Not(HasSubstr("Female")));
    const auto none = list_of(prints, "worker_a", {{"sex[0]", "no_such"}});
    ASSERT_TRUE(none);
    EXPECT_THAT(text_of(*none), HasSubstr("There are no records in this list."));
}

TEST(PrintList, RefusesColumnsThatAreNotOfTheListAndWhoMayNotExport) {
    PrintWorld prints;
    EXPECT_EQ(refusal(list_of(prints, "worker_a", {}, {"name", "telephone_current"})), "columns");
    const auto actor = prints.world().as("worker_a");
    auto role = std::make_shared<access::Role>(actor.role());
    role->permissions["case"].erase("export_pdf");
    const access::Actor reader(actor.user_pointer(), role, actor.policy());
    PrintRequest open;
    open.record_type = "case";
    EXPECT_EQ(refusal(prints.printer().print_list(reader, open, {})), "errors.forbidden");
    EXPECT_EQ(refusal(prints.printer().print_list(actor, open, {})), "password");
    open.record_type = "registry_record";
    EXPECT_EQ(refusal(prints.printer().print_list(actor, open, {})), "errors.not_found");
}

TEST(PrintList, MasksProtectedNames) {
    PrintWorld prints;
    const auto id = prints.rich_case();
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"hidden_name", true}}));
    const auto print = list_of(prints, "worker_a");
    ASSERT_TRUE(print);
    EXPECT_THAT(text_of(*print), HasSubstr("*******"));
    EXPECT_THAT(text_of(*print), Not(HasSubstr("Amina")));
}

TEST(PrintList, RepeatsItsTitlesOnEachPage) {
    PrintWorld prints;
    for (int number = 0; number < 60; ++number)
        simple_case(prints, "worker_a", "Child " + std::to_string(number));
    const auto print = list_of(prints, "worker_a", {}, {"case_id_display", "name", "age"});
    ASSERT_TRUE(print);
    keep("long-list", *print);
    ASSERT_GE(print->pages, 2U);
    const auto text = text_of(*print);
    std::size_t titles = 0;
    for (auto at = text.find("Case ID"); at != std::string::npos; at = text.find("Case ID", at + 1))
        ++titles;
    EXPECT_EQ(titles, print->pages);
    for (int number = 0; number < 60; ++number)
        EXPECT_THAT(text, ContainsRegex("Child " + std::to_string(number) + " "));
}

Result<Print> blank(PrintWorld& prints, const std::string& user, const std::string& locale,
                    std::vector<std::string> forms) {
    PrintRequest request;
    request.record_type = "case";
    request.locale = locale;
    request.form_ids = std::move(forms);
    return prints.printer().print_blank(prints.world().as(user), request);
}

TEST(PrintBlank, AsksEveryQuestionAndHoldsNobodysAnswers) {
    PrintWorld prints;
    prints.rich_case();
    const auto print = blank(prints, "worker_a", "en", {"basic_identity", "family_details"});
    ASSERT_TRUE(print) << print.error().message.key;
    keep("blank", *print);
    const auto text = text_of(*print);
    EXPECT_FALSE(print->is_encrypted);
    EXPECT_THAT(text, HasSubstr("Basic Identity"));
    EXPECT_THAT(text, HasSubstr("Date of Birth"));
    EXPECT_THAT(text, HasSubstr("day / month / year"));
    EXPECT_THAT(text, HasSubstr("Female"));
    EXPECT_THAT(text, HasSubstr("Entry 2"));
    EXPECT_THAT(text, Not(HasSubstr("Amina")));
    EXPECT_TRUE(print->record_ids.empty());
    EXPECT_TRUE(is_sound_pdf(print->pdf));
}

TEST(PrintBlank, SpeaksTheLanguageOfTheReader) {
    PrintWorld prints;
    const auto arabic = blank(prints, "worker_a", "ar", {"basic_identity"});
    ASSERT_TRUE(arabic);
    keep("blank-arabic", *arabic);
    const auto text = text_of(*arabic);
    EXPECT_THAT(text, HasSubstr("السنة"));
    EXPECT_THAT(text, HasSubstr("الجنس"));
    EXPECT_THAT(text, Not(HasSubstr("Basic Identity")));
    EXPECT_THAT(text_of(*blank(prints, "worker_a", "fr", {"basic_identity"})),
                HasSubstr("jour / mois / année"));
    EXPECT_EQ(refusal(blank(prints, "worker_a", "xx", {"basic_identity"})), "locale");
}

TEST(PrintBlank, OffersOnlyFormsThatAreOpen) {
    PrintWorld prints;
    EXPECT_EQ(refusal(blank(prints, "worker_a", "en", {"no_such_form"})), "form_unique_ids");
    EXPECT_EQ(refusal(blank(prints, "worker_a", "en", {"tracing_request_inquirer"})),
              "form_unique_ids")
        << "a form of another type of record";
    EXPECT_EQ(refusal(blank(prints, "worker_a", "en", {"family_details_section"})),
              "form_unique_ids")
        << "a subform is no form";
}

}  // namespace
}  // namespace amparo::exchange
