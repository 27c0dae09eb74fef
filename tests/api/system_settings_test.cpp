// What administrators set of the deployment over the wire (administration.md §15).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "records/live_definitions.hpp"
#include "records/settings_change.hpp"
#include "store/documents.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* path = "/api/v2/system_settings";

class SettingsChangeApi : public ::testing::Test {
  protected:
    World world;

    Reply change(const std::string& user, const std::string& data) {
        return world.as(user).patch(path, R"({"data":)" + data + "}");
    }
    json::Object settings() { return world.as("worker_a").get(path).object(); }
    /// The pointers of what was refused.
    std::vector<std::string> refused(const std::string& data) {
        const auto reply = change("super", data);
        EXPECT_EQ(reply.status, 422) << reply.body;
        std::vector<std::string> pointers;
        for (const auto& error : reply.errors()) {
            for (const auto& problem : error.as_object().at("problems").as_array())
                pointers.push_back(json::string_or(problem.as_object(), "pointer"));
        }
        return pointers;
    }
};

TEST_F(SettingsChangeApi, RulesTextsAndDaysAreSetAndHoldForEverybodyAtOnce) {
    const auto reply = change("super", R"({
        "plausibility_rules":[{"record_type":"case","kind":"age_max","age":"age",
                               "birth":"date_of_birth","max":3}],
        "interface_texts_i18n":{"en":{"navigation.cases":"Children"}},
        "home_presets":{"default":{"order":["workflow"],"hidden":["risk"]}},
        "system_options":{"days_without_contact":14,"field_mode":true,"lock_pin":false}})");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.object().at("plausibility_rules").as_array().size(), 1U);
    const auto seen = settings();
    EXPECT_EQ(
        seen.at("interface_texts_i18n").as_object().at("en").as_object().at("navigation.cases"),
        "Children");
    const auto& options = seen.at("system_options").as_object();
    EXPECT_EQ(options.at("days_without_contact"), 14);
    EXPECT_EQ(options.at("field_mode"), true);
    EXPECT_EQ(options.at("lock_pin"), false);
    EXPECT_EQ(options.at("show_alerts"), true) << "other options stay";
    EXPECT_TRUE(seen.at("home_presets").as_object().contains("default"));
    const auto id = world.create_case("worker_a", {{"name_first", "Ada"}, {"age", 9}});
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases/" + id + "/warnings").rows().size(), 1U);
    ASSERT_EQ(change("super", R"({"plausibility_rules":null,"home_presets":null,
                                  "system_options":{"days_without_contact":null}})")
                  .status,
              200);
    EXPECT_EQ(world.as("worker_a").get("/api/v2/cases/" + id + "/warnings").rows().size(), 0U);
    EXPECT_FALSE(settings().contains("home_presets"));
    EXPECT_FALSE(settings().at("system_options").as_object().contains("days_without_contact"));
}

TEST_F(SettingsChangeApi, OnlyWhoManagesTheSystemChangesThemAndItIsLogged) {
    const auto* rename = R"({"discreet_name":"Notebook"})";
    for (const auto* user : {"worker_a", "supervisor", "provider"})
        EXPECT_EQ(change(user, rename).status, 403) << user;
    EXPECT_EQ(world.anonymous().patch(path, R"({"data":{}})").status, 401);
    EXPECT_FALSE(settings().contains("discreet_name"));
    ASSERT_EQ(change("super", rename).status, 200);
    const auto log = world.audit("user_name=super&audit_log_actions[0]=update");
    ASSERT_FALSE(log.empty());
    EXPECT_THAT(json::write(log.at(0)), HasSubstr("discreet_name"));
    EXPECT_THAT(json::write(log.at(0)), Not(HasSubstr("Notebook")));
}

TEST_F(SettingsChangeApi, WhatIsNoneOfTheirsOrOfAWrongKindIsRefusedWithItsPlace) {
    EXPECT_THAT(refused(R"({"default_locale":"fr"})"), ElementsAre("/default_locale"));
    EXPECT_THAT(refused(R"({"plausibility_rules":[{"record_type":"case","kind":"magic"}]})"),
                ElementsAre("/plausibility_rules/0"));
    EXPECT_THAT(refused(R"({"plausibility_rules":[{"record_type":"car","kind":"order",
                                                   "earlier":"a","later":"b"}]})"),
                ElementsAre("/plausibility_rules/0"));
    EXPECT_THAT(refused(R"({"interface_texts_i18n":{"en":{"password.title":"x"},"xx":{}}})"),
                ElementsAre("/interface_texts_i18n/en/password.title", "/interface_texts_i18n/xx"));
    EXPECT_THAT(refused(R"({"system_options":{"days_without_contact":0,"time_zone":"UTC"}})"),
                ElementsAre("/system_options/days_without_contact", "/system_options/time_zone"));
    EXPECT_THAT(refused(R"({"system_options":{"field_mode":"yes","lock_pin":1}})"),
                ElementsAre("/system_options/field_mode", "/system_options/lock_pin"));
    EXPECT_THAT(refused(R"({"home_presets":{"role":{"order":[1],"hidden":[]}}})"),
                ElementsAre("/home_presets/role"));
    EXPECT_THAT(refused(R"({"discreet_name":")" + std::string(31, 'n') + R"("})"),
                ElementsAre("/discreet_name"));
    EXPECT_THAT(refused(R"({"discreet_name":"Notes","system_options":7})"),
                ElementsAre("/system_options"));
    EXPECT_FALSE(settings().contains("discreet_name")) << "nothing or all";
}

TEST_F(SettingsChangeApi, TheDiscreetNameIsOnThePageAndBeforeTheSignIn) {
    ASSERT_EQ(change("super", R"({"discreet_name":"Notebook"})").status, 200);
    auto anybody = world.anonymous();
    const auto known = anybody.get("/api/v2/primero").object();
    EXPECT_EQ(known.at("app_name"), "Notebook");
    EXPECT_EQ(known.at("discreet"), true);
    EXPECT_THAT(anybody.get("/api/v2/app_manifest").body, Not(HasSubstr("Amparo")));
    ASSERT_EQ(change("super", R"({"discreet_name":null})").status, 200);
    EXPECT_EQ(anybody.get("/api/v2/primero").object().at("app_name"), "Amparo");
}

TEST_F(SettingsChangeApi, ADeploymentOfBeforeGetsRulesOnceAndKeepsWhatItTookAway) {
    auto& database = world.deployment().database();
    const json::Object defaults{
        {"plausibility_rules", json::Array{json::Object{{"record_type", "case"},
                                                        {"kind", "order"},
                                                        {"earlier", "date_of_birth"},
                                                        {"later", "registration_date"}}}}};
    const auto stored = [&] {
        return database
            .read([](store::Snapshot& snapshot) {
                return store::find_document(snapshot, records::system_settings_kind, "default");
            })
            .value()
            ->data;
    };
    const auto rewrite = [&](const json::Object& data) {
        const auto done = database.write([&](store::Transaction& transaction) {
            return store::put_document(
                transaction,
                {.kind = "system_settings", .key = "default", .data = data, .actor = "test"});
        });
        ASSERT_TRUE(done.has_value());
    };
    auto old = stored();
    old.erase("plausibility_rules");
    rewrite(old);
    ASSERT_TRUE(records::add_missing_settings(database, defaults, Instant()).has_value());
    EXPECT_EQ(stored().at("plausibility_rules").as_array().size(), 1U);
    ASSERT_EQ(change("super", R"({"plausibility_rules":null})").status, 200);
    ASSERT_TRUE(records::add_missing_settings(database, defaults, Instant()).has_value());
    EXPECT_EQ(stored().at("plausibility_rules").as_array().size(), 0U);
}

}  // namespace
}  // namespace amparo::testing
