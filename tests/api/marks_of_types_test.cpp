// Flags and alerts of every type of record, with who may and who may not (records.md §16).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/deployment.hpp"
#include "tests/support/people.hpp"
#include "tests/support/wire.hpp"

namespace amparo::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* nowhere = "7f0d7a6e-1111-4222-8333-944455566677";

struct Kind {
    std::string type;
    std::string segment;
    std::string form;
    std::string field;
    bool has_dismissal = false;  // only cases and incidents have a right to take an alert away
    bool is_counted = true;      // GET /alerts tells of three types
    std::string outsider = "stranger";  // registry records are read by all who read such records
};

/// A change of the field is news of that form for all who share the record (case-management.md
/// §6.2).
WorldOptions with_news(const Kind& kind) {
    return {
        .module_options = {
            {"changes_field_to_form",
             json::Object{{kind.field, json::Object{{"form_section_unique_id", kind.form},
                                                    {"alert_strategy", "associated_users"}}}}}}};
}

class MarksOfTypes : public ::testing::TestWithParam<Kind> {
  protected:
    MarksOfTypes() : world(with_news(GetParam())) {
        add("keeper", {"read", "write", "create", "flag", "flag_update"});
        add("reader", {"read"}, "group");
        add("marker", {"read", "flag"}, "group");
        add("judge", {"read", "resolve_any_flag", "flag_multiple"}, "group");
        add("stranger", {"read", "write", "create", "flag", "flag_update", "resolve_any_flag"},
            "self", "usergroup-primero-ftr");
        const auto made = world.as("keeper").post(all(), wire({{"module_id", "primeromodule-cp"}}));
        EXPECT_EQ(made.status, 200) << made.body;
        record = all("/" + made.text("id"));
    }
    void add(const std::string& name, std::vector<std::string> actions,
             const std::string& scope = "self", const std::string& group = "usergroup-primero-cp") {
        if (GetParam().has_dismissal && name == "keeper") actions.emplace_back("remove_alert");
        add_person(world, {.user_name = name,
                           .permissions = {{GetParam().type, json::to_array(actions)}},
                           .scope = scope,
                           .agency = scope == "self" ? "AGENCY-1" : "AGENCY-2",
                           .group = group,
                           .forms = {{GetParam().form, "rw"}}});
    }
    static std::string all(const std::string& rest = "") {
        return "/api/v2/" + GetParam().segment + rest;
    }
    std::string flag(const std::string& user = "marker") {
        const auto raised = world.as(user).post(record + "/flags", wire({{"message", "Call"}}));
        EXPECT_EQ(raised.status, 200) << raised.body;
        return record + "/flags/" + json::write(raised.object().at("id"));
    }
    /// Puts a reading of the record into the access log, as if it had been then.
    void looked(const std::string& user, std::chrono::minutes before) {
        auto& house = world.deployment();
        house.audit().append({.at = house.clock().now() - before,
                              .user_name = user,
                              .action = "show",
                              .record_type = "Child",
                              .record_id = record.substr(record.rfind('/') + 1)});
        house.audit().flush();
    }
    /// The names of what changed since the last look; "null" when there was none.
    std::string told_fields(const std::string& user) {
        const auto reply = world.as(user).get(record + "/recent_changes");
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto answer = reply.object();
        if (answer.at("since").is_null()) {
            EXPECT_TRUE(answer.at("changes").as_array().empty());
            return "null";
        }
        std::string names;
        for (const auto& change : answer.at("changes").as_array())
            names += json::string_or(change.as_object(), "field_name") + " ";
        return names;
    }
    json::Array flags() { return world.as("super").get(record + "/flags").rows(); }

    World world;
    std::string record;
};

TEST_P(MarksOfTypes, FlagsAreRaisedEditedAndResolvedByThoseWhoMay) {
    const auto one = flag();
    EXPECT_EQ(world.as("marker").patch(one, wire({{"message", "Visit"}})).status, 403);
    EXPECT_EQ(world.as("reader").patch(one, wire({{"unflag_message", "x"}})).status, 403);
    EXPECT_EQ(world.as("stranger").patch(one, wire({{"unflag_message", "x"}})).status, 403);
    EXPECT_EQ(world.as("keeper").patch(one, wire({{"message", "Visit"}})).status, 200);
    EXPECT_EQ(world.as("keeper").patch(one, wire({{"unflag_message", "x"}})).status, 403)
        << "neither theirs nor may they resolve those of others";
    EXPECT_EQ(world.as("judge").patch(one, wire({{"unflag_message", " "}})).status, 422);
    const auto resolved = world.as("judge").patch(one, wire({{"unflag_message", "Visited"}}));
    ASSERT_EQ(resolved.status, 200) << resolved.body;
    EXPECT_EQ(resolved.text("unflagged_by"), "judge");
    EXPECT_EQ(world.as("keeper").patch(one, wire({{"message", "Again"}})).status, 422)
        << "it is resolved";
    const auto left = flags();
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(json::string_or(left[0].as_object(), "message"), "Visit");
    EXPECT_TRUE(left[0].at("removed").as_bool());
}

TEST_P(MarksOfTypes, FlagsBelongToTheRecordOfThePath) {
    const auto one = flag();
    const auto number = one.substr(one.rfind('/'));
    auto& keeper = world.as("keeper");
    const auto other = keeper.post(all(), wire({{"module_id", "primeromodule-cp"}})).text("id");
    EXPECT_EQ(keeper.patch(all("/" + other + "/flags") + number, wire({{"message", "x"}})).status,
              404);
    EXPECT_EQ(keeper.patch(record + "/flags/12", wire({{"message", "x"}})).status, 404);
    EXPECT_EQ(keeper.get(all("/" + std::string(nowhere) + "/flags")).status, 404);
    EXPECT_EQ(keeper.post(record + "/flags", wire({{"message", " "}})).status, 422);
    EXPECT_EQ(keeper.post(record + "/flags", wire({{"message", "x"}, {"date", "soon"}})).status,
              422);
    for (const auto* name : {"reader", "stranger", "provider"}) {
        EXPECT_EQ(world.as(name).get(record + "/flags").status, 403) << name;
        EXPECT_EQ(world.as(name).post(record + "/flags", wire({{"message", "x"}})).status, 403)
            << name;
    }
    EXPECT_EQ(world.anonymous().get(record + "/flags").status, 401);
    EXPECT_EQ(flags().size(), 1U);
}

TEST_P(MarksOfTypes, FlagsOfADisabledRecordStayAsTheyAre) {
    const auto one = flag();
    ASSERT_EQ(world.as("super").del(record).status, 200);
    EXPECT_EQ(world.as("keeper").post(record + "/flags", wire({{"message", "x"}})).status, 422);
    EXPECT_EQ(world.as("keeper").patch(one, wire({{"message", "x"}})).status, 422);
    EXPECT_EQ(world.as("judge").patch(one, wire({{"unflag_message", "x"}})).status, 422);
    EXPECT_EQ(world.as("keeper").get(record + "/flags").rows().size(), 1U);
}

TEST_P(MarksOfTypes, ManyAreFlaggedAtOnceAndOncePerKey) {
    const std::string body = R"({"data":{"message":"Count","filters":{"status":["open"]}}})";
    const Extra key{.headers = {{"Idempotency-Key", "one tap"}}};
    for (const auto* name : {"marker", "reader", "stranger", "provider"}) {
        EXPECT_EQ(world.as(name).post(all("/flags"), body).status, 403) << name;
    }
    auto& judge = world.as("judge");
    EXPECT_EQ(judge.post(all("/flags"), wire({{"message", "Count"}})).status, 422);
    const auto begun = judge.post(all("/flags"), body, key);
    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_EQ(begun.object().at("matched").to_number<int>(), 1);
    const auto again = judge.post(all("/flags"), body, key);
    EXPECT_EQ(again.body, begun.body);
    EXPECT_EQ(judge
                  .post(all("/flags"),
                        R"({"data":{"message":"Other","filters":{"status":["open"]}}})", key)
                  .status,
              422)
        << "the key belongs to another call";
    world.run_jobs();
    EXPECT_EQ(flags().size(), 1U);
}

TEST_P(MarksOfTypes, AlertsSayWhoChangedWhatWithoutFieldsThatAreNotForTheReader) {
    add("helper", {"read", "write"}, "group");
    add_person(world, {.user_name = "narrow",
                       .permissions = {{GetParam().type, json::Array{"read"}}},
                       .scope = "group",
                       .agency = "AGENCY-2",
                       .group = "usergroup-primero-cp",
                       .forms = {}});
    ASSERT_EQ(world.as("keeper").patch(record, wire({{GetParam().field, "News"}})).status, 200);
    ASSERT_EQ(world.as("helper").patch(record, wire({{GetParam().field, "More"}})).status, 200);
    const auto told = [&](const std::string& user) {
        const auto rows = world.as(user).get(record + "/alerts").rows();
        EXPECT_EQ(rows.size(), 1U) << user;
        return rows.empty() ? json::Object() : rows[0].as_object();
    };
    const auto whole = told("reader");
    EXPECT_THAT(json::string_list(whole, "changed_by"), ElementsAre("keeper", "helper"));
    EXPECT_THAT(json::string_list(whole, "field_names"), ElementsAre(GetParam().field));
    EXPECT_THAT(json::string_list(told("narrow"), "field_names"), IsEmpty());
}

TEST_P(MarksOfTypes, WhatOthersChangedSinceOnesLastLookIsTold) {
    const auto path = record + "/recent_changes";
    ASSERT_EQ(world.as("keeper").patch(record, wire({{GetParam().field, "News"}})).status, 200);
    EXPECT_EQ(told_fields("reader"), "null") << "the first visit";
    looked("reader", std::chrono::minutes(20));
    EXPECT_EQ(told_fields("reader"), "null") << "this visit, still";
    looked("reader", std::chrono::minutes(45));
    EXPECT_EQ(told_fields("reader"), "null") << "one visit, with less than half an hour between";
    looked("reader", std::chrono::minutes(80));
    const auto told = world.as("reader").get(path);
    EXPECT_THAT(told_fields("reader"), HasSubstr(GetParam().field));
    EXPECT_THAT(told.body, HasSubstr("\"user_name\":\"keeper\""));
    EXPECT_THAT(told.body, Not(HasSubstr("News"))) << "which answers, not what they say";
    looked("keeper", std::chrono::hours(2));
    EXPECT_EQ(told_fields("keeper"), "") << "their own work is no news";
}

TEST_P(MarksOfTypes, ChangesSinceTheLastLookAreThoseOneMayRead) {
    add_person(world, {.user_name = "narrow",
                       .permissions = {{GetParam().type, json::Array{"read"}}},
                       .scope = "group",
                       .agency = "AGENCY-2",
                       .group = "usergroup-primero-cp",
                       .forms = {}});
    ASSERT_EQ(world.as("keeper").patch(record, wire({{GetParam().field, "News"}})).status, 200);
    looked("narrow", std::chrono::hours(2));
    EXPECT_THAT(told_fields("narrow"), Not(HasSubstr(GetParam().field)));
    const auto path = record + "/recent_changes";
    EXPECT_EQ(world.as(GetParam().outsider).get(path).status, 403);
    EXPECT_EQ(world.anonymous().get(path).status, 401);
    EXPECT_EQ(world.as("keeper").get(all("/") + nowhere + "/recent_changes").status, 404);
}

TEST_P(MarksOfTypes, AlertsAreListedReadAndCounted) {
    const auto count = [&] {
        const auto counts = world.as("keeper").get("/api/v2/alerts").object();
        const auto* found = counts.if_contains(GetParam().type);
        return found == nullptr ? -1 : found->to_number<int>();
    };
    if (GetParam().is_counted) {
        EXPECT_EQ(count(), 0);
    }
    ASSERT_EQ(world.as("keeper").patch(record, wire({{GetParam().field, "News"}})).status, 200);
    if (GetParam().is_counted) {
        EXPECT_EQ(count(), 1);
    }
    const auto list = world.as("reader").get(record + "/alerts");
    const auto rows = list.rows();
    ASSERT_EQ(rows.size(), 1U) << list.body;
    const auto& alert = rows[0].as_object();
    EXPECT_EQ(json::string_or(alert, "alert_for"), "field_change");
    EXPECT_EQ(json::string_or(alert, "form_unique_id"), GetParam().form);
    const auto one = record + "/alerts/" + json::string_or(alert, "unique_id");
    const auto read = wire({{"read", true}});
    EXPECT_EQ(world.as("keeper").patch(one, read).status, 204);
    EXPECT_EQ(world.as("keeper").patch(one, wire({{"read", "yes"}})).status, 422);
    EXPECT_EQ(world.as("keeper").patch(record + "/alerts/nope", read).status, 404);
    for (const auto& name : {GetParam().outsider, std::string("provider")}) {
        EXPECT_EQ(world.as(name).get(record + "/alerts").status, 403) << name;
        EXPECT_EQ(world.as(name).patch(one, read).status, 403) << name;
    }
    EXPECT_EQ(world.anonymous().get(record + "/alerts").status, 401);
    EXPECT_THAT(list.body, Not(HasSubstr("read_by")));
}

TEST_P(MarksOfTypes, AlertsAreTakenAwayWhereThereIsARightToDoSo) {
    ASSERT_EQ(world.as("keeper").patch(record, wire({{GetParam().field, "News"}})).status, 200);
    const auto list = world.as("keeper").get(record + "/alerts").rows();
    ASSERT_EQ(list.size(), 1U);
    const auto one = record + "/alerts/" + json::string_or(list[0].as_object(), "unique_id");
    if (!GetParam().has_dismissal) {
        EXPECT_EQ(world.as("super").del(one).status, 404);
        return;
    }
    for (const auto* name : {"reader", "stranger", "provider"}) {
        EXPECT_EQ(world.as(name).del(one).status, 403) << name;
    }
    EXPECT_EQ(world.as("keeper").del(record + "/alerts/nope").status, 404);
    EXPECT_EQ(world.as("keeper").del(one).status, 204);
    EXPECT_EQ(world.as("keeper").del(one).status, 404);
    EXPECT_TRUE(world.as("keeper").get(record + "/alerts").rows().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Types, MarksOfTypes,
    ::testing::Values(Kind{"case", "cases", "basic_identity", "name_nickname", true},
                      Kind{"incident", "incidents", "cp_incident_form",
                           "cp_incident_previous_incidents_description", true},
                      Kind{"tracing_request", "tracing_requests", "tracing_request_inquirer",
                           "relation_name"},
                      Kind{"family", "families", "family_overview", "family_name", false, false},
                      Kind{"registry_record", "registry_records", "registry_details", "registry_no",
                           false, false, "provider"}),
    [](const auto& kind) { return kind.param.segment; });

}  // namespace
}  // namespace amparo::testing
