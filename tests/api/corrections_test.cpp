// What is put right of Primero v2 (records.md §26, F1 to F24), one test for each at least. F11 and
// F13 are in transitions_test.cpp, F12 and F14 in links_test.cpp, F24 in both and for every type in
// record_rights_test.cpp.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/support/people.hpp"
#include "tests/support/wire.hpp"

namespace amparo::testing {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
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

TEST_F(Corrections, F2RecordsAreDisabledByThoseWithThatRightOnly) {
    add_person(world, {.user_name = "writer",
                       .permissions = {{"case", json::Array{"read", "write"}}},
                       .scope = "all",
                       .forms = {{"basic_identity", "rw"}}});
    EXPECT_EQ(change("writer", R"({"record_state":false})").status, 403);
    EXPECT_EQ(
        change("writer", R"({"record_state":false})", R"(,"record_action":"enable_disable_record")")
            .status,
        403);
    EXPECT_EQ(world.as("writer").del(at()).status, 403);
    EXPECT_EQ(text("record_state"), "true");
    EXPECT_EQ(change("super", R"({"record_state":false})").status, 200);
    EXPECT_EQ(world.as("super").get(at()).text("record_state"), "false");
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

TEST_F(Corrections, F4NoneOfTheKeysOfTheServerIsTakenFromAnybody) {
    constexpr const char* texts[] = {"case_id",
                                     "case_id_display",
                                     "case_id_code",
                                     "created_by",
                                     "created_by_full_name",
                                     "created_organization",
                                     "created_agency_office",
                                     "posted_at",
                                     "last_updated_by_full_name",
                                     "last_updated_organization",
                                     "owned_by_full_name",
                                     "owned_by_location",
                                     "owned_by_user_code",
                                     "owned_by_agency_office",
                                     "previously_owned_by",
                                     "previously_owned_by_agency",
                                     "transfer_status",
                                     "reassigned_transferred_on",
                                     "last_referral_rejected_at",
                                     "followup_status",
                                     "case_type",
                                     "identified_by_full_name",
                                     "registry_name",
                                     "unique_identifier",
                                     "short_id"};
    constexpr const char* lists[] = {
        "created_by_groups",       "owned_by_groups",        "assigned_user_names",
        "associated_user_names",   "associated_user_groups", "associated_user_agencies",
        "current_alert_types",     "reopened_logs",          "referred_users",
        "referred_users_accepted", "transferred_to_users",   "service_due_dates",
        "followup_dates",          "approval_subforms"};
    constexpr const char* truths[] = {"not_edited_by_owner", "flagged",       "has_photo",
                                      "has_incidents",       "has_case_plan", "case_plan_approved"};
    json::Object forged;
    for (const auto* key : texts) forged[key] = "forged";
    for (const auto* key : lists) forged[key] = json::Array{"forged"};
    for (const auto* key : truths) forged[key] = true;
    forged["flag_count"] = forged["alert_count"] = 7;
    const auto kept = [](json::Object record) {
        record.erase("last_updated_at");
        record.erase("last_updated_by");
        record.erase("last_updated_by_full_name");
        record.erase("last_updated_organization");
        record.erase("not_edited_by_owner");  // true now, but not because somebody says so
        return record;
    };
    const auto before = kept(world.as("super").get(at()).object());
    for (const auto& [key, value] : forged) {
        const auto reply = change("super", json::write(json::Object{{key, value}}));
        EXPECT_THAT(reply.status, AnyOf(200, 403, 422)) << std::string(key) << reply.body;
    }
    EXPECT_EQ(kept(world.as("super").get(at()).object()), before);
    forged["module_id"] = "primeromodule-cp";
    for (const auto* key : lists) forged.erase(key);  // of another shape than a form has them
    // New records may take these two from a form that has them (§10).
    for (const auto* key : {"unique_identifier", "short_id"}) forged.erase(key);
    const auto made = world.as("super").post("/api/v2/cases", wire(std::move(forged)));
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_THAT(world.as("super").get("/api/v2/cases/" + made.text("id")).body,
                Not(HasSubstr("forged")));
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

TEST_F(Corrections, F5FiltersOfActionsOnManyMustBeReadableToo) {
    add_person(world, {.user_name = "chief",
                       .permissions = {{"case", json::Array{"read", "assign", "flag_multiple"}}},
                       .scope = "all",
                       .forms = {{"basic_identity", "r"}}});
    const auto act = [&](const char* what, const char* filters) {
        return world.as("chief").post(
            std::string("/api/v2/cases/") + what,
            std::string(R"({"data":{"message":"x","transitioned_to":"worker_a","filters":)") +
                filters + "}}");
    };
    for (const auto* filters :
         {R"({"consent_for_tracing":["true"]})", R"({"or":{"consent_for_tracing":"true"}})",
          R"({"not":{"consent_for_tracing":"true"}})", R"({"no_such_field":["x"]})"}) {
        EXPECT_EQ(act("flags", filters).status, 422) << filters;
        EXPECT_EQ(act("assigns", filters).status, 422) << filters;
    }
    EXPECT_EQ(act("flags", R"({"status":["open"]})").status, 200);
    world.run_jobs();
    EXPECT_EQ(world.as("super").get(at("/flags")).rows().size(), 1U);
}

TEST_F(Corrections, F6FlagsAreListedOfKnownTypesOnly) {
    auto& provider = world.as("provider");
    EXPECT_EQ(provider.get("/api/v2/flags?record_type=cases").status, 200);
    EXPECT_EQ(provider.get("/api/v2/flags?record_type=cases%27%20or%201%3D1").status, 422);
    EXPECT_EQ(provider.get("/api/v2/flags?record_type=users").status, 422);
}

TEST_F(Corrections, F7TasksAreSortedByKnownColumnsOnly) {
    auto& worker = world.as("worker_a");
    ASSERT_EQ(change("worker_a",
                     R"({"assessment_due_date":"2024-01-02","case_plan_due_date":"2024-01-01"})")
                  .status,
              200);
    const auto usual = worker.get("/api/v2/tasks");
    ASSERT_EQ(usual.rows().size(), 2U) << usual.body;
    for (const auto* order : {"destroy", "class", "send", "id%3Bdrop"}) {
        const auto reply = worker.get(std::string("/api/v2/tasks?order_by=") + order);
        EXPECT_EQ(reply.status, 200) << order;
        EXPECT_EQ(reply.rows().size(), 2U) << order;
    }
    EXPECT_NE(worker.get("/api/v2/tasks?order_by=type&order=asc").rows(),
              worker.get("/api/v2/tasks?order_by=type&order=desc").rows());
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

/// A field for a signature in each of two forms.
WorldOptions with_signatures() {
    const auto signature = [](const char* name) {
        return json::Array{json::Object{
            {"name", name}, {"type", "signature"}, {"display_name", json::Object{{"en", name}}}}};
    };
    return {.form_fields = {{"basic_identity", signature("signature_of_child")},
                            {"consent", signature("signature_of_parent")}}};
}

TEST(CorrectionsOfSignatures, F9SignaturesComeOnlyWhenSelectedAndReadable) {
    World world(with_signatures());
    add_person(world, {.user_name = "reader",
                       .permissions = {{"case", json::Array{"read"}}},
                       .scope = "all",
                       .forms = {{"basic_identity", "r"}}});
    const auto id = world.create_case("worker_a", {{"age", 9}});
    const auto path = "/api/v2/cases/" + id;
    for (const auto* field : {"signature_of_child", "signature_of_parent"}) {
        const auto signed_on =
            world.as("worker_a")
                .post(path + "/attachments", wire({{"field_name", field},
                                                   {"attachment_type", "signature"},
                                                   {"file_name", "a.png"},
                                                   {"signature_provided_by", "Ada"},
                                                   {"attachment",
                                                    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAA"
                                                    "AAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu"
                                                    "7N9hAAAAAElFTkSuQmCC"}}));
        ASSERT_EQ(signed_on.status, 200) << signed_on.body;
    }
    EXPECT_THAT(world.as("worker_a").get(path).body,
                AllOf(HasSubstr("signature_of_child"), HasSubstr("signature_of_parent")));
    EXPECT_THAT(world.as("worker_a").get(path + "?fields=age").body,
                Not(HasSubstr("signature_of")));
    EXPECT_THAT(world.as("worker_a").get("/api/v2/cases?fields=short").body,
                Not(HasSubstr("signature_of")));
    const auto seen = world.as("reader").get(path);
    EXPECT_THAT(seen.body, HasSubstr("signature_of_child"));
    EXPECT_THAT(seen.body, Not(HasSubstr("signature_of_parent")));
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

TEST_F(Corrections, F10AnswersAndRowsOfOthersShowReadableFieldsOnly) {
    add_person(world, {.user_name = "helper",
                       .permissions = {{"case", json::Array{"read", "flag"}}},
                       .scope = "all",
                       .forms = {{"basic_identity", "r"}}});
    ASSERT_EQ(change("worker_a", R"({"incident_details":[{"incident_date":"2024-05-01"}]})").status,
              200);
    EXPECT_THAT(world.as("worker_a").get(at()).body, HasSubstr("2024-05-01"));
    const auto seen = world.as("helper").get(at());
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_THAT(seen.body, Not(HasSubstr("2024-05-01")));
    const auto flagged = world.as("helper").post(at("/flags"), R"({"data":{"message":"Call"}})");
    ASSERT_EQ(flagged.status, 200) << flagged.body;
    const auto changed = flagged.object().at("record").as_object();
    EXPECT_TRUE(changed.contains("flag_count")) << flagged.body;
    for (const auto& [key, value] : changed) {
        EXPECT_TRUE(seen.object().contains(key) || key == "flagged") << std::string(key);
    }
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
    add_person(world, {.user_name = "reader",
                       .permissions = {{"case", json::Array{"read", "write", "change_log"}}},
                       .scope = "all",
                       .forms = {{"basic_identity", "r"}}});
    const auto history = world.as("reader").get(at("/record_history"));
    ASSERT_EQ(history.status, 200) << history.body;
    EXPECT_THAT(history.body, HasSubstr("hidden_name"));
    EXPECT_THAT(history.body, Not(HasSubstr("Ada Lind")));
    const auto list = world.as("reader").get("/api/v2/cases?fields=short");
    ASSERT_EQ(list.total(), 1) << list.body;
    EXPECT_THAT(list.body, HasSubstr("*******"));
    EXPECT_THAT(list.body, Not(HasSubstr("Ada Lind")));
}

TEST_F(Corrections, F23WrongShapesAreRefusedAndNullEmpties) {
    EXPECT_EQ(change("worker_a", R"({"name_first":{"a":1}})").status, 422);
    EXPECT_EQ(change("worker_a", R"({"age":[1,2]})").status, 422);
    EXPECT_EQ(change("worker_a", R"({"services_section":"none"})").status, 422);
    ASSERT_EQ(change("worker_a", R"({"name_last":null})").status, 200);
    EXPECT_EQ(text("name_last"), "null");
    ASSERT_EQ(change("worker_a", R"({"protection_concerns":["migrant"]})").status, 200);
    ASSERT_EQ(change("worker_a", R"({"protection_concerns":null})").status, 200);
    EXPECT_EQ(text("protection_concerns"), "") << "an empty list";
    EXPECT_EQ(change("worker_a", R"({"protection_concerns":"migrant"})").status, 422);
    EXPECT_EQ(text("name_first"), "Ada");
}

}  // namespace
}  // namespace amparo::testing
