// Templates, histories and files of several records (web-app.md §20).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "exchange/archive.hpp"
#include "exchange/exchange_test_support.hpp"

namespace amparo::exchange {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// For people who want to look: prints are kept where AMPARO_PRINTS says.
void keep(const std::string& name, const std::string& bytes) {
    const char* folder = std::getenv("AMPARO_PRINTS");
    if (folder != nullptr)
        std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

std::string refusal(const Result<Print>& print) {
    if (print) return "printed";
    return print.error().field.empty() ? print.error().message.key : print.error().field;
}

constexpr auto* planned = R"({"name_first": "Amina", "name_last": "Yusuf", "sex": "female",
    "age": 9, "risk_level": "high", "consent_for_services": true, "interview_subject": "caregiver",
    "disclosure_deny_details": "the address", "date_case_plan": "2024-06-02",
    "cp_case_plan_subform_case_plan_interventions": [
        {"unique_id": "0b8c1b1e-68a5-4a3e-9d0c-333333333333",
         "intervention_service_to_be_provided": "Visits by a nurse",
         "intervention_service_goal": "Wounds heal", "case_plan_timeframe": "2024-09-01"}],
    "telephone_current": "+254 700 123456"})";

class Layouts : public ::testing::Test {
  protected:
    Layouts() { id = prints.world().create_case("worker_a", records::object_of(planned)).id; }

    PrintRequest request_for(Layout layout, const std::string& locale = "en") const {
        auto request = PrintWorld::request_for(id, {});
        request.layout = layout;
        request.locale = locale;
        return request;
    }
    std::string text_of(const Result<Print>& print, const std::string& name) {
        EXPECT_TRUE(print) << refusal(print);
        if (!print) return "";
        keep(name + ".pdf", print->pdf);
        EXPECT_TRUE(is_sound_pdf(print->pdf, print->is_encrypted ? PrintWorld::password() : ""));
        return text_of_pdf(print->pdf, print->is_encrypted ? PrintWorld::password() : "");
    }
    /// Keeps a referral as the step of casework does.
    void refer(std::string_view referral) {
        const auto referred = prints.world().records().edit(
            prints.world().as("worker_a"), [&](records::Edit& edit) -> Result<> {
                AMPARO_TRY(auto* draft, edit.open({.record_type = "case", .id = id}));
                auto& list = draft->data()["transitions"];
                if (!list.is_array()) list = json::Array();
                list.as_array().emplace_back(records::object_of(referral));
                return {};
            });
        ASSERT_TRUE(referred.has_value());
    }

    PrintWorld prints;
    RecordId id;
};

TEST_F(Layouts, ACasePlanNamesTheChildTheSupportAndWhoSigns) {
    const auto print = prints.print("worker_a", request_for(Layout::case_plan));
    const auto text = text_of(print, "plan-en");
    EXPECT_THAT(text, HasSubstr("Case plan "));
    EXPECT_THAT(text, HasSubstr("This plan was made together with the child"));
    EXPECT_THAT(text, AllOf(HasSubstr("Amina Yusuf"), HasSubstr("Visits by a nurse"),
                            HasSubstr("Wounds heal"), HasSubstr("1 Sep 2024")));
    EXPECT_THAT(text, Not(HasSubstr("700 123456"))) << "nothing but what the plan is about";
    for (const auto* signer : {"Child", "Parent or caregiver", "Case worker", "Supervisor"})
        EXPECT_THAT(text, HasSubstr(signer));
    EXPECT_EQ(print->form_ids, std::vector<std::string>{"cp_case_plan"});
    EXPECT_THAT(print->file_name, ContainsRegex("^case_plan-"));
}

TEST_F(Layouts, EachIsWrittenInTheLanguageOfItsReader) {
    for (const auto& [layout, words] :
         {std::pair{Layout::case_plan, "المشرف"}, std::pair{Layout::consent, "الموافقة"},
          std::pair{Layout::closure, "ملخّص"}, std::pair{Layout::referral, "إحالة"}}) {
        const auto name = std::string(wire_name(layout)) + "-ar";
        const auto text = text_of(prints.print("worker_a", request_for(layout, "ar")), name);
        EXPECT_FALSE(text.empty());
        EXPECT_THAT(text, Not(HasSubstr("print."))) << name << words;
    }
    const auto french =
        text_of(prints.print("worker_a", request_for(Layout::consent, "fr")), "consent-fr");
    EXPECT_THAT(french, HasSubstr("Nous souhaitons vous aider"));
}

TEST_F(Layouts, AReferralTellsOfTheOneThatIsNamedAndOtherwiseOfTheNewest) {
    auto request = request_for(Layout::referral);
    const auto empty = text_of(prints.print("worker_a", request), "referral-empty");
    EXPECT_THAT(empty, HasSubstr("Service needed")) << "with lines to fill in";
    refer(R"({"id": "r1", "type": "Referral", "status": "done", "transitioned_by": "worker_a",
              "transitioned_to": "worker_b", "created_at": "2024-05-01T08:00:00Z",
              "notes": "First words"})");
    refer(R"({"id": "r2", "type": "Referral", "status": "in_progress", "remote": true,
              "transitioned_by": "worker_a", "transitioned_to_remote": "The clinic at the river",
              "created_at": "2024-06-01T08:00:00Z", "notes": "She is afraid of dogs"})");
    const auto letter = prints.print("worker_a", request);
    const auto newest = text_of(letter, "referral-en");
    EXPECT_EQ(letter->pages, 1U) << "a letter, not a page for each part";
    EXPECT_THAT(newest, AllOf(HasSubstr("The clinic at the river"),
                              HasSubstr("She is afraid of dogs"), HasSubstr("1 Jun 2024")));
    EXPECT_THAT(newest, AllOf(Not(HasSubstr("First words")), Not(HasSubstr("Visits by"))));
    request.transition_id = "r1";
    request.form_ids = {"cp_case_plan"};
    const auto first = text_of(prints.print("worker_a", request), "referral-first");
    EXPECT_THAT(first, AllOf(HasSubstr("First words"), HasSubstr("Visits by a nurse"),
                             Not(HasSubstr("The clinic"))));
    request.transition_id = "r9";
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "transition_id");
}

TEST_F(Layouts, AHandOverHasTheFormsOfItsRoleAndNoOthers) {
    refer(R"({"id": "out", "type": "Referral", "status": "in_progress", "remote": true,
              "transitioned_by": "worker_a", "transitioned_to_remote": "The clinic at the river",
              "authorized_role_unique_id": "role-referral", "hand_over_code": "K7PD-92MX",
              "created_at": "2024-06-01T08:00:00Z"})");
    auto request = request_for(Layout::referral);
    request.transition_id = "out";
    request.is_hand_over = true;
    const auto print = prints.print("worker_a", request);
    const auto text = text_of(print, "hand-over");
    EXPECT_THAT(print->form_ids, ElementsAre("basic_identity"));
    EXPECT_TRUE(print->is_encrypted);
    EXPECT_THAT(text, AllOf(HasSubstr("The clinic at the river"), HasSubstr("K7PD-92MX"),
                            HasSubstr("Amina")));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("Visits by a nurse")), Not(HasSubstr("the address"))));
    // Not even for those who may leave their exports open.
    request.password = {};
    EXPECT_EQ(refusal(prints.print("admin", request)), "password");
}

TEST_F(Layouts, AHandOverDoesNotShowAProtectedName) {
    refer(R"({"id": "out", "type": "Referral", "status": "in_progress", "remote": true,
              "transitioned_by": "worker_a", "transitioned_to_remote": "The clinic",
              "authorized_role_unique_id": "role-referral", "hand_over_code": "K7PD-92MX"})");
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"hidden_name", true}}).has_value());
    auto request = request_for(Layout::referral);
    request.transition_id = "out";
    request.is_hand_over = true;
    const auto text = text_of(prints.print("admin", request), "hand-over-hidden");
    EXPECT_THAT(text, Not(HasSubstr("Amina")));
}

TEST_F(Layouts, AHandOverIsRefusedForWhatStaysInTheSystemOrSaysMore) {
    refer(
        R"({"id": "in", "type": "Referral", "status": "in_progress", "transitioned_by": "worker_a",
              "transitioned_to": "worker_b", "authorized_role_unique_id": "role-referral"})");
    refer(R"({"id": "open", "type": "Referral", "status": "in_progress", "remote": true,
              "transitioned_by": "worker_a", "transitioned_to_remote": "The clinic"})");
    refer(R"({"id": "own", "type": "Referral", "status": "in_progress", "remote": true,
              "transitioned_by": "worker_a", "transitioned_to_remote": "The clinic",
              "authorized_role_unique_id": "role-cp-case-worker"})");
    refer(R"({"id": "out", "type": "Referral", "status": "in_progress", "remote": true,
              "transitioned_by": "worker_a", "transitioned_to_remote": "The clinic",
              "authorized_role_unique_id": "role-referral"})");
    auto request = request_for(Layout::referral);
    request.is_hand_over = true;
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "hand_over") << "which one?";
    for (const auto* other : {"in", "open", "own"}) {
        request.transition_id = other;
        EXPECT_EQ(refusal(prints.print("worker_a", request)), "hand_over") << other;
    }
    request.transition_id = "out";
    request.form_ids = {"cp_case_plan"};
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "hand_over");
    request.form_ids = {};
    request.has_documents = true;
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "hand_over");
    request.has_documents = false;
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "printed");
}

TEST_F(Layouts, AClosureAndAConsentPrintWhatTheirFormsSay) {
    const auto closure =
        text_of(prints.print("worker_a", request_for(Layout::closure)), "closure-en");
    EXPECT_THAT(closure, AllOf(HasSubstr("Summary at the closure"), HasSubstr("Visits by a nurse"),
                               HasSubstr("Child or caregiver")));
    const auto consent =
        text_of(prints.print("worker_a", request_for(Layout::consent)), "consent-en");
    EXPECT_THAT(consent, AllOf(HasSubstr("We would like to help you"), HasSubstr("the address"),
                               HasSubstr("Parent or caregiver"), Not(HasSubstr("nurse"))));
}

TEST_F(Layouts, MaskWhatTheRecordMasks) {
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"hidden_name", true}}).has_value());
    const auto text = text_of(prints.print("worker_a", request_for(Layout::case_plan)), "masked");
    EXPECT_THAT(text, AllOf(Not(HasSubstr("Amina")), HasSubstr("*******")));
}

TEST_F(Layouts, AreRefusedForOtherRecordsAndToWhoMayNotReadTheirForms) {
    auto request = request_for(Layout::consent);
    request.record_type = "incident";
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "template");
    request = request_for(Layout::consent);
    request.form_ids = {"no_such_form"};
    EXPECT_EQ(refusal(prints.print("worker_a", request)), "form_unique_ids");
    EXPECT_EQ(refusal(prints.print("worker_b", request_for(Layout::consent))), "errors.forbidden");
    const auto worker = prints.world().as("worker_a");
    auto role = std::make_shared<access::Role>(worker.role());
    role->form_access.erase("consent");
    const access::Actor other(worker.user_pointer(), role, worker.policy());
    EXPECT_EQ(refusal(prints.printer().print(other, request_for(Layout::consent))), "template");
    EXPECT_EQ(refusal(prints.printer().print_blank(other, request_for(Layout::consent))),
              "template");
}

TEST_F(Layouts, AreThereToFillInByHandToo) {
    for (const auto* locale : {"en", "ar"}) {
        auto request = request_for(Layout::consent, locale);
        request.password = {};
        const auto text =
            text_of(prints.printer().print_blank(prints.world().as("worker_a"), request),
                    std::string("consent-blank-") + locale);
        EXPECT_THAT(text, Not(HasSubstr("Amina")));
        if (std::string_view(locale) == "en") {
            EXPECT_THAT(text, AllOf(HasSubstr("We would like to help you"),
                                    HasSubstr("Consent for case management"),
                                    HasSubstr("Parent or caregiver")));
        }
    }
    auto request = request_for(Layout::referral);
    request.password = {};
    const auto letter = text_of(
        prints.printer().print_blank(prints.world().as("worker_a"), request), "referral-blank");
    EXPECT_THAT(letter, AllOf(HasSubstr("Service needed"), HasSubstr("Recipient")));
}

TEST_F(Layouts, TheHistoryIsThatOfThePrintedFormsWithItsMasks) {
    ASSERT_TRUE(prints.world()
                    .update("worker_a", id,
                            records::object_of(R"({"disclosure_deny_details": "nothing any more",
                                           "name_first": "Amal"})"))
                    .has_value());
    auto request = PrintWorld::request_for(id, {"consent"});
    EXPECT_THAT(prints.printed_text("admin", request), Not(HasSubstr("What has changed")));
    request.has_history = true;
    const auto text = text_of(prints.print("admin", request), "history-en");
    EXPECT_THAT(text, AllOf(HasSubstr("What has changed"), HasSubstr("the address"),
                            HasSubstr("nothing any more"), Not(HasSubstr("Amal"))));
    request.form_ids = {"basic_identity", "cp_case_plan"};
    EXPECT_THAT(text_of(prints.print("admin", request), "history-names"),
                AllOf(HasSubstr("Amal"), HasSubstr("Amina"), HasSubstr("Visits by a nurse")));
    ASSERT_TRUE(prints.world().update("worker_a", id, {{"hidden_name", true}}).has_value());
    EXPECT_THAT(text_of(prints.print("admin", request), "history-masked"),
                AllOf(Not(HasSubstr("Amal")), Not(HasSubstr("Amina"))));
    const auto admin = prints.world().as("admin");
    auto role = std::make_shared<access::Role>(admin.role());
    role->permissions["case"] = {"read", "export_pdf"};
    const access::Actor other(admin.user_pointer(), role, admin.policy());
    EXPECT_EQ(prints.printer().print(other, request).error().code, Errc::forbidden);
}

TEST_F(Layouts, SeveralRecordsMayEachHaveAFile) {
    const auto second = prints.rich_case();
    auto request = request_for(Layout::forms);
    request.form_ids = {"basic_identity"};
    request.ids = {id, second};
    request.is_in_files = true;
    const auto print = prints.printer().print_many(prints.world().as("worker_a"), request);
    ASSERT_TRUE(print) << refusal(print);
    EXPECT_TRUE(print->is_archive);
    EXPECT_TRUE(print->is_encrypted);
    EXPECT_EQ(print->file_name, "cases.zip");
    EXPECT_EQ(print->pages, 2U);
    EXPECT_EQ(print->record_ids, request.ids);
    keep("cases.zip", print->pdf);
    const auto files = files_of_zip(print->pdf);
    ASSERT_EQ(files.size(), 2U);
    std::string all;
    for (const auto& [name, bytes] : files) {
        EXPECT_THAT(name, ContainsRegex("^case-[0-9a-f]+\\.pdf$"));
        EXPECT_THAT(bytes, Not(HasSubstr("Yusuf")));
        all += text_of_pdf(bytes, PrintWorld::password());
    }
    EXPECT_THAT(all, HasSubstr("Lane 9"));
    request.form_ids = {"basic_identity", "no_such_form"};
    EXPECT_EQ(refusal(prints.printer().print_many(prints.world().as("worker_a"), request)),
              "form_unique_ids");
    EXPECT_EQ(prints.printer().print_many(prints.world().as("worker_b"), request).error().code,
              Errc::forbidden);
}

TEST(Archive, HoldsFilesAsTheyAreUnderNamesOfTheirOwn) {
    const auto archive = zip_of({{.name = "a.txt", .bytes = "one"},
                                 {.name = "ملف.txt", .bytes = std::string(3, '\0')},
                                 {.name = "a.txt", .bytes = ""}});
    const auto files = files_of_zip(archive);
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files.at("a.txt"), "one");
    EXPECT_EQ(files.at("ملف.txt"), std::string(3, '\0'));
    EXPECT_EQ(files.at("a-2.txt"), "");
    EXPECT_TRUE(files_of_zip(archive.substr(0, 20)).empty());
}

}  // namespace
}  // namespace amparo::exchange
