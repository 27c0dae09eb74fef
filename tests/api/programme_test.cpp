// What a deployment decides about its way of working, and what follows from answers, through the
// wire: stages of its own, numbers taken out of notes, notes that were changed, best interests
// (case-management.md §§3.6, 3.12, 3.23).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "records/live_definitions.hpp"
#include "store/documents.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string at(const std::string& id, const std::string& rest = "") {
    return "/api/v2/cases/" + id + rest;
}

/// `more` is what stands beside the data: a record action.
Reply change(Client& person, const std::string& id, const std::string& data,
             const std::string& more = "") {
    return person.patch(at(id), "{\"data\":" + data + more + "}");
}

std::string with_action(const std::string& action) {
    return ",\"record_action\":\"" + action + "\"";
}

void set_setting(World& world, const std::string& key, const std::string& value) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(auto document,
                   store::find_document(transaction, records::system_settings_kind, "default"));
        document->data[key] = json::parse(value).value();
        AMPARO_CHECK(store::put_document(transaction, {.kind = document->kind,
                                                       .key = document->key,
                                                       .expected = document->revision,
                                                       .data = document->data,
                                                       .actor = "test",
                                                       .at = database.clock().now()}));
        return {};
    }));
}

WorldOptions with_stages() {
    const auto definition = json::parse(R"({"states": [
        {"id": "intake", "name": {"en": "Intake", "ar": "استقبال"}},
        {"id": "urgent", "name": {"en": "Urgent"}, "when": {"eq": {"risk_level": "high"}}},
        {"id": "agreed", "name": {"en": "Agreed"}, "changed": ["date_case_plan"],
         "required_forms": ["consent"]},
        {"id": "closed", "name": {"en": "Closed"}}]})");
    return {.module_options = {{"workflow_definition", definition.value()}}};
}

class OwnStages : public ::testing::Test {
  protected:
    World world{with_stages()};

    std::string stage(const std::string& id) {
        return world.as("worker_a").get(at(id)).text("workflow");
    }
};

TEST_F(OwnStages, ReplaceTheBuiltInOnes) {
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}});
    EXPECT_EQ(stage(id), "intake");
    change(world.as("worker_a"), id, R"({"risk_level":"high"})");
    EXPECT_EQ(stage(id), "urgent");
    change(world.as("worker_a"), id, R"({"date_case_plan":"2024-01-01"})");
    EXPECT_EQ(stage(id), "urgent") << "the consent is not filled in";
    change(world.as("worker_a"), id, R"({"consent_for_services":true})");
    EXPECT_EQ(stage(id), "agreed") << "what was missing came later";
    change(world.as("worker_a"), id, R"({"workflow":"intake"})");
    EXPECT_EQ(stage(id), "agreed") << "nobody writes it";
    ASSERT_EQ(
        change(world.as("supervisor"), id, R"({"status":"closed"})", with_action("close")).status,
        200);
    EXPECT_EQ(stage(id), "closed");
    const auto reopened =
        change(world.as("supervisor"), id, R"({"status":"open","case_status_reopened":true})",
               with_action("reopen"));
    ASSERT_EQ(reopened.status, 200) << reopened.body;
    EXPECT_EQ(stage(id), "intake") << "they have no stage for reopened cases";
}

TEST_F(OwnStages, AreToldToTheAppAndFilterLists) {
    const auto settings = world.as("worker_a").get("/api/v2/system_settings?extended=true");
    ASSERT_EQ(settings.status, 200) << settings.body;
    EXPECT_THAT(settings.body, HasSubstr("استقبال"));
    const auto id = world.create_case("worker_a", {{"risk_level", "high"}});
    world.create_case("worker_a", {{"name_first", "Bo"}});
    const auto urgent = world.as("worker_a").get("/api/v2/cases?workflow[0]=urgent");
    ASSERT_EQ(urgent.total(), 1) << urgent.body;
    EXPECT_EQ(json::string_or(urgent.rows()[0].as_object(), "id"), id);
    const auto history = world.as("worker_a").get(at(id, "/record_history"));
    EXPECT_EQ(history.status, 200);
}

TEST(Notes, LoseNumbersOfPeopleBeforeTheyAreStored) {
    World world;
    set_setting(world, "note_scrubbing", R"({"enabled": true, "id_patterns": ["AA-999999"]})");
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}});
    const auto added = change(world.as("supervisor"), id, R"({"notes_section":[{
        "note_subject":"Call",
        "note_text":"Ring 0700 123 456 or ada@example.org, card QX-123456"}]})",
                              with_action("add_note"));
    ASSERT_EQ(added.status, 200) << added.body;
    const auto shown = world.as("worker_a").get(at(id)).body;
    EXPECT_THAT(shown, HasSubstr("Ring [phone] or [e-mail], card [id]"));
    for (const auto* user : {"worker_a", "supervisor"}) {
        for (const auto* place : {"", "/record_history"}) {
            const auto body = world.as(user).get(at(id, place)).body;
            for (const auto* secret : {"0700 123 456", "ada@example.org", "QX-123456"})
                EXPECT_THAT(body, Not(HasSubstr(secret))) << user << place;
        }
    }
}

TEST(Notes, StayAsTheyAreWithoutTheSetting) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}});
    change(world.as("supervisor"), id, R"({"notes_section":[{"note_text":"Ring 0700 123 456"}]})",
           with_action("add_note"));
    EXPECT_THAT(world.as("worker_a").get(at(id)).body, HasSubstr("Ring 0700 123 456"));
}

class ChangedNotes : public ::testing::Test {
  protected:
    World world;
    const std::string id = world.create_case(
        "worker_a",
        {{"notes_section", json::Array{json::Object{{"note_text", "Seen at school."}}}}});

    json::Object note(std::size_t number = 0) {
        return world.as("worker_a")
            .get(at(id))
            .object()
            .at("notes_section")
            .as_array()[number]
            .as_object();
    }
    Reply send(const std::string& user, const std::string& text, const std::string& action = "") {
        return change(world.as(user), id,
                      "{\"notes_section\":[{\"unique_id\":\"" +
                          json::string_or(note(), "unique_id") + "\",\"note_text\":\"" + text +
                          "\"}]}",
                      action);
    }
};

TEST_F(ChangedNotes, KeepWhatTheySaidAndWhoSaidIt) {
    EXPECT_EQ(json::string_or(note(), "note_created_by"), "worker_a");
    ASSERT_EQ(send("worker_a", "Seen at home.").status, 200);
    const auto changed = note();
    EXPECT_EQ(json::string_or(changed, "note_text"), "Seen at home.");
    const auto& edits = changed.at("note_edits").as_array();
    ASSERT_EQ(edits.size(), 1U);
    EXPECT_EQ(json::string_or(edits[0].as_object(), "note_text"), "Seen at school.");
    EXPECT_EQ(json::string_or(edits[0].as_object(), "by"), "worker_a");
}

TEST_F(ChangedNotes, NobodyChangesNotesWithTheRightToAddThemAlone) {
    EXPECT_EQ(send("supervisor", "Nothing happened.").status, 403);
    send("supervisor", "Nothing happened.", with_action("add_note"));
    EXPECT_EQ(json::string_or(note(), "note_text"), "Seen at school.");
    EXPECT_EQ(send("worker_b", "Nothing happened.").status, 403);
    EXPECT_EQ(send("worker_b", "Nothing happened.", with_action("add_note")).status, 200)
        << "a note is added to a case found by search";
    EXPECT_EQ(json::string_or(note(), "note_text"), "Seen at school.");
}

TEST(BestInterests, AreWorkedOutOfWhatTheReaderSees) {
    World world;
    const auto id = world.create_case(
        "worker_a", {{"consent_for_services", true},
                     {"disclosure_other_orgs", true},
                     {"family_details_section",
                      json::Array{json::Object{{"relation_name", "Ines"}, {"relation", "mother"}},
                                  json::Object{{"relation_name", "Ana"},
                                               {"relation", "aunt"},
                                               {"relation_is_caregiver", true}}}}});
    const std::string asked =
        "?fields=bia_mother,bia_father,bia_caregiver,bia_consent_for_services";
    const auto shown = world.as("worker_a").get(at(id, asked));
    ASSERT_EQ(shown.status, 200) << shown.body;
    const auto data = shown.object();
    ASSERT_EQ(data.at("bia_mother").as_array().size(), 1U) << shown.body;
    EXPECT_EQ(data.at("bia_mother").as_array()[0].as_object().at("relation_name"), "Ines");
    EXPECT_TRUE(data.at("bia_father").as_array().empty());
    EXPECT_EQ(data.at("bia_caregiver").as_array()[0].as_object().at("relation_name"), "Ana");
    EXPECT_EQ(data.at("bia_consent_for_services"), true);
    const auto without = world.as("worker_a").get(at(id)).object();
    EXPECT_FALSE(without.contains("bia_mother")) << "only when they are asked for";
    // They cannot be written, and a reader of few forms gets none of the others.
    change(world.as("worker_a"), id, R"({"bia_mother":[{"relation_name":"Eve"}]})");
    EXPECT_THAT(world.as("worker_a").get(at(id, asked)).body, Not(HasSubstr("Eve")));
    world.as("worker_a").post(at(id, "/referrals"), R"({"data":{"transitioned_to":"provider"}})");
    const auto narrow = world.as("provider").get(at(id, asked));
    ASSERT_EQ(narrow.status, 200) << narrow.body;
    EXPECT_THAT(narrow.body, Not(HasSubstr("Ines")));
}

TEST(Logs, AreReadByThoseWhoReadWhatTheyAreAbout) {
    World world;
    const auto id = world.create_case(
        "worker_a",
        {{"risk_level", "low"}, {"consent_for_services", true}, {"disclosure_other_orgs", true}});
    change(world.as("worker_a"), id, R"({"risk_level":"high","consent_for_tracing":true})");
    change(world.as("supervisor"), id, R"({"status":"closed"})", with_action("close"));
    change(world.as("supervisor"), id, R"({"status":"open","case_status_reopened":true})",
           with_action("reopen"));
    const auto shown = world.as("worker_a").get(at(id)).object();
    const auto count = [&](const char* log) {
        const auto* list = json::find_array(shown, log);
        return list == nullptr ? 0U : list->size();
    };
    EXPECT_EQ(count("risk_level_log"), 2U);
    EXPECT_EQ(count("consent_log"), 3U);
    EXPECT_EQ(count("closure_logs"), 1U);
    EXPECT_EQ(count("workflow_log"), 3U);
    // Nobody writes them.
    change(world.as("worker_a"), id, R"({"closure_logs":[],"consent_log":[],"workflow_log":[]})");
    EXPECT_EQ(world.as("worker_a").get(at(id)).object().at("consent_log"), shown.at("consent_log"));
    world.as("worker_a").post(at(id, "/referrals"), R"({"data":{"transitioned_to":"provider"}})");
    const auto narrow = world.as("provider").get(at(id)).object();
    EXPECT_TRUE(narrow.contains("workflow_log"));
    for (const auto* log : {"consent_log", "closure_logs"})
        EXPECT_FALSE(narrow.contains(log)) << log;
}

TEST(Approvals, AreOfCasesOnly) {
    World world;
    for (const auto* type : {"incidents", "tracing_requests", "families", "registry_records"}) {
        const auto reply =
            world.as("super").patch(std::string("/api/v2/") + type +
                                        "/00000000-0000-4000-8000-000000000000/approvals/closure",
                                    R"({"data":{"approval_status":"requested"}})");
        EXPECT_EQ(reply.status, 404) << type;
    }
}

TEST(CaseTemplates, AreReadWithTheConfigurationByWhoRegistersCases) {
    World world({.module_options = {
                     {"case_templates", json::Array{json::Object{
                                            {"id", "alone"},
                                            {"name_i18n", json::Object{{"en", "Child alone"}}},
                                            {"values", json::Object{{"risk_level", "high"}}}}}}}});
    const auto settings = world.as("worker_a").get("/api/v2/system_settings?extended=true");
    ASSERT_EQ(settings.status, 200) << settings.body;
    EXPECT_THAT(settings.body, ::testing::HasSubstr(R"("case_templates":[{"id":"alone")"));
    EXPECT_THAT(settings.body, ::testing::HasSubstr(R"("values":{"risk_level":"high"})"));
}

}  // namespace
}  // namespace amparo::testing
