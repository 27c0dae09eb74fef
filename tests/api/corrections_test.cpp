// What is put right of Primero v2 (records.md §26, F1 to F24), one test for each. F11 and F13 are
// in transitions_test.cpp, F12 and F14 in links_test.cpp, F24 in both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Corrections : public ::testing::Test {
  protected:
    Corrections()
        : id(world.create_case("worker_a", {{"name_first", "Ada"}, {"name_last", "Lind"}})) {}

    std::string at(const std::string& rest = "") const { return "/api/v2/cases/" + id + rest; }
    Reply change(const std::string& user, const std::string& data, const std::string& more = "") {
        return world.as(user).patch(at(), "{\"data\":" + data + more + "}");
    }
    std::string text(std::string_view key) { return world.as("worker_a").get(at()).text(key); }

    World world;
    std::string id;
};

TEST_F(Corrections, F1OnlyListedActionsAreRecordActionsAndSetTheirOwnKeysOnly) {
    EXPECT_EQ(change("super", R"({"age":3})", R"(,"record_action":"manage")").status, 422);
    EXPECT_EQ(change("super", R"({"age":3})", R"(,"record_action":"assign")").status, 422);
    EXPECT_EQ(change("supervisor", R"({"status":"closed","name_first":"Eve"})",
                     R"(,"record_action":"close")")
                  .status,
              200);
    EXPECT_EQ(text("name_first"), "Ada");
}

TEST_F(Corrections, F2StatesNeedTheirOwnRight) {
    EXPECT_EQ(change("worker_a", R"({"status":"closed"})").status, 403);
    EXPECT_EQ(text("status"), "open");
    // A tracing officer may write cases of their scope, and none of their states.
    const auto own = world.create_case("tracer", {{"name_first", "Bo"}});
    const auto path = "/api/v2/cases/" + own;
    for (const auto* data : {R"({"status":"closed"})", R"({"case_status_reopened":true})"})
        world.as("tracer").patch(path, std::string("{\"data\":") + data + "}");
    const auto shown = world.as("tracer").get(path);
    EXPECT_EQ(shown.text("status"), "open");
    EXPECT_NE(shown.text("case_status_reopened"), "true");
}

TEST_F(Corrections, F3NobodyApprovesThemselves) {
    change("worker_a", R"({"case_plan_approved":true,"approval_status_case_plan":"approved",
                           "approval_subforms":[{"approval_status":"approved"}]})");
    const auto shown = world.as("super").get(at()).object();
    EXPECT_FALSE(json::bool_or(shown, "case_plan_approved", false));
    EXPECT_EQ(json::string_or(shown, "approval_status_case_plan"), "");
    EXPECT_FALSE(shown.contains("approval_subforms") &&
                 !shown.at("approval_subforms").as_array().empty());
}

TEST_F(Corrections, F4WhatTheServerKeepsIsNotWrittenByForms) {
    const auto created = text("created_at");
    change("super", R"({"created_at":"2001-01-01T00:00:00Z","module_id":"primeromodule-gbv",
                        "owned_by":"worker_b","owned_by_agency_id":"AGENCY-2"})");
    EXPECT_EQ(text("created_at"), created);
    EXPECT_EQ(text("module_id"), "primeromodule-cp");
    EXPECT_EQ(text("owned_by"), "worker_a");
}

TEST_F(Corrections, F5AlternativesAndOppositesMustBeReadableToo) {
    // The provider's role reads few forms: a filter on any other field says nothing.
    auto& provider = world.as("provider");
    const Extra strict{.headers = {{"Prefer", "handling=strict"}}};
    const std::string list = "/api/v2/cases?";
    EXPECT_EQ(provider.get(list + "or[0][consent_for_tracing]=true", strict).status, 422);
    EXPECT_EQ(provider.get(list + "not[consent_for_tracing]=true", strict).status, 422);
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get(list + "or[0][consent_for_tracing]=true", strict).status, 200);
    EXPECT_EQ(worker.get(list + "not[consent_for_tracing]=true", strict).status, 200);
}

TEST_F(Corrections, F6FlagsAreListedOfKnownTypesOnly) {
    auto& provider = world.as("provider");
    EXPECT_EQ(provider.get("/api/v2/flags?record_type=cases").status, 200);
    EXPECT_EQ(provider.get("/api/v2/flags?record_type=cases%27%20or%201%3D1").status, 422);
    EXPECT_EQ(provider.get("/api/v2/flags?record_type=users").status, 422);
}

TEST_F(Corrections, F7TasksAreSortedByKnownColumnsOnly) {
    auto& worker = world.as("worker_a");
    for (const auto* order : {"destroy", "class", "send"}) {
        const auto reply = worker.get(std::string("/api/v2/tasks?order_by=") + order);
        EXPECT_TRUE(reply.status == 200 || reply.status == 422) << order;
    }
    EXPECT_EQ(world.as("worker_a").get(at()).status, 200);
}

TEST_F(Corrections, F8QuotesAreValuesNotSyntax) {
    auto& worker = world.as("worker_a");
    for (const auto* filter : {"sex=male%27%20or%20%271%27%3D%271", "sex=%22%29%20or%20%28%22",
                               "sex%27%3Bdrop=1", "owned_by=worker_a%27--"}) {
        const auto reply = worker.get(std::string("/api/v2/cases?") + filter);
        EXPECT_EQ(reply.status, 200) << filter;
        const bool is_dropped = std::string_view(filter).starts_with("sex%27");
        EXPECT_EQ(reply.total(), is_dropped ? 1 : 0) << filter;
    }
}

TEST_F(Corrections, F9SignaturesComeOnlyWhenSelected) {
    const auto some = world.as("worker_a").get(at("?fields=age"));
    for (const auto& [key, value] : some.object())
        EXPECT_EQ(std::string_view(key).find("signature"), std::string_view::npos) << key;
}

TEST_F(Corrections, F10TheHistoryShowsReadableFieldsOnly) {
    ASSERT_EQ(change("worker_a", R"({"consent_for_services":true,"disclosure_other_orgs":true,
                                     "consent_reporting":true,"sex":"female"})")
                  .status,
              200);
    const auto referred =
        world.as("worker_a").post(at("/referrals"), R"({"data":{"transitioned_to":"worker_b",
                              "authorized_role_unique_id":"role-cp-service-provider"}})");
    ASSERT_EQ(referred.status, 200) << referred.body;
    EXPECT_THAT(world.as("worker_a").get(at("/record_history")).body,
                HasSubstr("consent_reporting"));
    const auto theirs = world.as("worker_b").get(at("/record_history"));
    ASSERT_EQ(theirs.status, 200) << theirs.body;
    EXPECT_THAT(theirs.body, HasSubstr("\"sex\""));
    EXPECT_THAT(theirs.body, Not(HasSubstr("consent_reporting")));
}

TEST_F(Corrections, F15RefusedCallsAreAudited) {
    world.as("worker_b").get(at());
    const auto entries = world.audit("user_name=worker_b&audit_log_actions[0]=show");
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_TRUE(entries[0].at("metadata").at("refused").as_bool());
}

TEST_F(Corrections, F16OnlyARecordActionNamesItselfInTheAudit) {
    world.as("worker_a").get(at("?record_action=close"));
    world.as("worker_a").patch(at(), R"({"data":{"age":3},"record_action":"logout"})");
    for (const auto& entry : world.audit("user_name=worker_a")) {
        const auto action = json::string_or(entry.as_object(), "action");
        EXPECT_NE(action, "close");
        EXPECT_NE(action, "logout");
    }
}

TEST_F(Corrections, F17ConcurrentChangesOfDifferentFieldsAreAllKept) {
    std::vector<Client*> clients{&world.as("worker_a"), &world.as("super")};
    const std::vector<std::string> fields{"name_nickname", "name_other"};
    constexpr int rounds = 10;
    std::vector<std::thread> threads;
    std::vector<int> kept(clients.size(), 0);
    for (std::size_t n = 0; n < clients.size(); ++n) {
        threads.emplace_back([&, n] {
            for (int round = 1; round <= rounds; ++round) {
                const auto body =
                    "{\"data\":{\"" + fields[n] + "\":\"" + std::to_string(round) + "\"}}";
                if (clients[n]->patch(at(), body).status == 200) ++kept[n];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    for (std::size_t n = 0; n < clients.size(); ++n) {
        EXPECT_EQ(kept[n], rounds);
        EXPECT_EQ(text(fields[n]), std::to_string(rounds));
    }
    EXPECT_EQ(world.as("worker_a").get(at("/record_history")).total(), 1 + 2 * rounds);
}

TEST_F(Corrections, F18RowsAreRemovedWhenTheyAreDestroyed) {
    auto& tracer = world.as("tracer");
    const auto made = tracer.post("/api/v2/tracing_requests", R"({"data":{"relation_name":"Ana",
        "tracing_request_subform_section":[{"name":"One"},{"name":"Two"}]}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto path = "/api/v2/tracing_requests/" + made.text("id");
    const auto rows = tracer.get(path).object().at("tracing_request_subform_section").as_array();
    ASSERT_EQ(rows.size(), 2U);
    const auto first = json::string_or(rows[0].as_object(), "unique_id");
    const auto removed =
        tracer.patch(path, R"({"data":{"tracing_request_subform_section":[{"unique_id":")" + first +
                               R"(","_destroy":true}]}})");
    ASSERT_EQ(removed.status, 200) << removed.body;
    const auto left = tracer.get(path).object().at("tracing_request_subform_section").as_array();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(json::string_or(left[0].as_object(), "name"), "Two");
}

TEST_F(Corrections, F19EachRecordOfABulkOperationHasItsOwnResult) {
    const auto other = world.create_case("worker_a", {{"name_first", "Bo"}});
    const auto reply =
        world.as("worker_a")
            .post("/api/v2/cases/transfers", R"({"data":{"ids":[")" + id + R"(",")" + other +
                                                 R"("],"transitioned_to":"worker_b"}})");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.errors().size() + reply.rows().size(), 2U) << reply.body;
}

TEST_F(Corrections, F20ATextThatLooksLikeADateStaysAText) {
    ASSERT_EQ(change("worker_a", R"({"name_nickname":"2001-02-30"})").status, 200);
    EXPECT_EQ(text("name_nickname"), "2001-02-30");
    EXPECT_EQ(change("worker_a", R"({"registration_date":"2001-02-30"})").status, 422);
}

TEST_F(Corrections, F21IncidentsAreValidated) {
    const auto made = world.as("super").post(
        "/api/v2/incidents",
        R"({"data":{"module_id":"primeromodule-cp","incident_date":"no date"}})");
    EXPECT_EQ(made.status, 422);
    EXPECT_THAT(made.body, HasSubstr("incident_date"));
}

TEST_F(Corrections, F22AProtectedNameIsInNoHistory) {
    ASSERT_EQ(change("worker_a", R"({"hidden_name":true})").status, 200);
    const auto history = world.as("administrator").get(at("/record_history"));
    EXPECT_THAT(history.body, Not(HasSubstr("Lind")));
    EXPECT_THAT(world.as("supervisor").get("/api/v2/cases?fields=short").body,
                Not(HasSubstr("Ada Lind")));
}

TEST_F(Corrections, F23WrongShapesAreRefusedAndNullEmpties) {
    EXPECT_EQ(change("worker_a", R"({"name_first":{"a":1}})").status, 422);
    EXPECT_EQ(change("worker_a", R"({"age":[1,2]})").status, 422);
    EXPECT_EQ(change("worker_a", R"({"services_section":"none"})").status, 422);
    ASSERT_EQ(change("worker_a", R"({"name_last":null})").status, 200);
    EXPECT_EQ(text("name_last"), "null");
    EXPECT_EQ(text("name_first"), "Ada");
}

}  // namespace
}  // namespace amparo::testing
