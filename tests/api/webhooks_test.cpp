// Other systems that are told of records (administration.md §18, exchange.md §7, records.md §21).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/crypto.hpp"
#include "cli/deployment.hpp"
#include "notify/webhooks/lanes.hpp"
#include "store/jobs.hpp"
#include "tests/support/webhook_receiver.hpp"
#include "tests/support/webhook_world.hpp"

namespace amparo::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* all = "/api/v2/webhooks";
constexpr const char* secret = "a secret of eight or more";

/// The default deployment with a receiver and a role for what it may see.
class Webhooks : public ::testing::Test {
  protected:
    Webhooks() {
        add_role(world, {.user_name = "receiver",
                         .permissions = {{"case", json::Array{"read"}}},
                         .forms = {{"basic_identity", "r"}}});
    }
    json::Object wish(json::Object more = {}) const {
        json::Object data{{"events", json::Array{"case.*"}},
                          {"url", receiver.url()},
                          {"role_unique_id", "role-receiver"}};
        for (const auto& [key, value] : more) data[key] = value;
        return {{"data", std::move(data)}};
    }
    std::string register_webhook(json::Object more = {}) {
        const auto made = world.as("super").post(all, json::write(wish(std::move(more))));
        EXPECT_EQ(made.status, 200) << made.body;
        return made.text("id");
    }
    std::string new_case(const std::string& name = "Amal") {
        return world.create_case("worker_a", {{"name_first", name}, {"sex", "female"}});
    }
    Reply change(const std::string& id, json::Object fields) {
        return world.as("worker_a")
            .patch("/api/v2/cases/" + id, json::write(json::Object{{"data", std::move(fields)}}));
    }
    json::Array log_of(const std::string& webhook) {
        return world.as("super").get(std::string(all) + "/" + webhook + "/deliveries").rows();
    }
    std::vector<std::string> states(const std::string& webhook) {
        std::vector<std::string> found;
        for (const auto& row : log_of(webhook)) {
            found.push_back(json::string_or(row.as_object(), "status"));
        }
        return found;
    }
    /// The pauses are over.
    void let_time_pass() {
        ASSERT_TRUE(world.deployment().database().write([](store::Transaction& transaction) {
            return notify::wake_lanes(transaction, "", Instant::max());
        }));
    }
    std::string sync_status(const std::string& id) {
        return world.as("super").get("/api/v2/cases/" + id).text("sync_status");
    }
    std::vector<std::string> sexes() const {
        std::vector<std::string> told;
        for (const auto& message : receiver.taken()) told.push_back(message.text("sex"));
        return told;
    }

    World world{with_local_receivers()};
    WebhookReceiver receiver;
};

TEST_F(Webhooks, AreMadeShownChangedAndDeleted) {
    auto& super = world.as("super");
    const auto id = register_webhook({{"auth_type", "hmac"}, {"auth_secret", secret}});
    const auto one = std::string(all) + "/" + id;
    const auto shown = super.get(one);
    EXPECT_EQ(shown.object().at("events"), json::Value(json::Array{"case.*"}));
    EXPECT_TRUE(shown.object().at("has_secret").as_bool());
    EXPECT_THAT(shown.body, Not(HasSubstr(secret)));
    EXPECT_EQ(super.get(all).rows().size(), 1U);
    const auto tag = shown.header("ETag");
    const auto changed = super.patch(one, R"({"data":{"events":"incident.create,case.post"}})");
    EXPECT_EQ(changed.object().at("events"),
              json::Value(json::Array{"incident.create", "case.post"}));
    EXPECT_EQ(changed.text("url"), receiver.url());
    EXPECT_EQ(
        super.patch(one, R"({"data":{"disabled":true}})", {.headers = {{"If-Match", tag}}}).status,
        412);
    EXPECT_EQ(super.del(one).text("id"), id);
    EXPECT_EQ(super.get(one).status, 404);
    EXPECT_EQ(super.get(one + "/deliveries").status, 404);
}

TEST_F(Webhooks, AnswerAClientsIdWith204AndGiveTheirOwn) {
    const auto wished = wish({{"id", "7f0d7a6e-1111-4222-8333-944455566677"}});
    EXPECT_EQ(world.as("super").post(all, json::write(wished)).status, 204);
    const auto rows = world.as("super").get(all).rows();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_NE(rows[0].at("id").as_string(), "7f0d7a6e-1111-4222-8333-944455566677");
}

TEST_F(Webhooks, RefuseWhatCannotWork) {
    const auto status = [&](json::Object more) {
        return world.as("super").post(all, json::write(wish(std::move(more)))).status;
    };
    EXPECT_EQ(status({{"events", json::Array()}}), 422);
    EXPECT_EQ(status({{"events", json::Array{"case.explode"}}}), 422);
    EXPECT_EQ(status({{"events", "user.create"}}), 422);
    EXPECT_EQ(status({{"url", ""}}), 422);
    EXPECT_EQ(status({{"url", "ftp://example.org/"}}), 422);
    EXPECT_EQ(status({{"url", "https://name:word@example.org/"}}), 422);
    EXPECT_EQ(status({{"url", "https://10.0.0.7/"}}), 422);
    EXPECT_EQ(status({{"url", "https://169.254.169.254/latest"}}), 422);
    EXPECT_EQ(status({{"role_unique_id", "role-nobody"}}), 422);
    EXPECT_EQ(status({{"auth_type", "hmac"}}), 422) << "without a secret";
    EXPECT_EQ(status({{"auth_type", "api_key"}, {"auth_secret", "a\nX-Other: header"}}), 422);
    EXPECT_EQ(status({{"auth_type", "basic_auth"}, {"auth_secret", "no colon in it"}}), 422);
    EXPECT_EQ(status({{"metadata", json::Object{{"payload", "everything"}}}}), 422);
    EXPECT_EQ(status({{"metadata", json::Object{{"where", "status[0]=open"}}}}), 422)
        << "a filter that is not there must not be promised";
    register_webhook();
    EXPECT_EQ(status({}), 409) << "the address is taken";
}

TEST_F(Webhooks, NeedTheVeryRight) {
    for (const auto* right : {"create", "read", "write", "delete"}) {
        add_person(world, {.user_name = std::string("may_") + right,
                           .permissions = {{"webhook", json::Array{right}}}});
    }
    const auto one = std::string(all) + "/" + register_webhook();
    const auto expect = [&](const std::string& user, const std::string& method,
                            const std::string& path, const std::vector<std::string>& rights) {
        const bool is_allowed = std::ranges::count(rights, user) > 0;
        const auto body = method == "PATCH" ? R"({"data":{}})" : "";
        const auto status = world.as(user).send(method, path, body).status;
        EXPECT_EQ(status, is_allowed ? 200 : 403) << user << " " << method << " " << path;
        const auto nowhere = std::string(all) + "/7f0d7a6e-1111-4222-8333-944455566677";
        if (path != one || is_allowed) return;
        EXPECT_EQ(world.as(user).send(method, nowhere, body).status, 403) << "learns nothing";
    };
    for (const std::string user :
         {"may_create", "may_read", "may_write", "may_delete", "worker_a", "administrator"}) {
        expect(user, "GET", all, {"may_read"});
        expect(user, "GET", one, {"may_read"});
        expect(user, "GET", one + "/deliveries", {"may_read"});
        expect(user, "PATCH", one, {"may_write"});
        expect(user, "POST", one + "/test", {"may_write"});
        expect(user, "POST", one + "/replay", {"may_write"});
        if (user != "may_write" && user != "may_delete") expect(user, "DELETE", one, {});
    }
    EXPECT_EQ(world.as("may_read").post(all, json::write(wish())).status, 403);
    EXPECT_EQ(world.as("may_delete").del(one).status, 200);
    EXPECT_EQ(world.anonymous().get(all).status, 401);
}

TEST_F(Webhooks, ShareNoMoreThanWhoeverMakesThemMayGiveAndSee) {
    const auto add = [&](const std::string& name, json::Object more, const std::string& scope,
                         json::Object forms) {
        json::Object permissions{{"webhook", json::Array{"create", "write"}},
                                 {"role", json::Array{"assign"}},
                                 {"case", json::Array{"read"}}};
        for (const auto& [resource, actions] : more) permissions[resource] = actions;
        add_person(world, {.user_name = name,
                           .permissions = std::move(permissions),
                           .scope = scope,
                           .forms = std::move(forms)});
    };
    const json::Object form{{"basic_identity", "r"}};
    add("good", {}, "all", form);
    add("narrow", {}, "agency", form);
    add("blind", {}, "all", {{"consent", "r"}});
    add("no_reader", {{"case", json::Array{"create"}}}, "all", form);
    add("no_giver", {{"role", json::Array{"read"}}}, "all", form);
    const auto one = std::string(all) + "/" + register_webhook();
    const auto change = [&](const std::string& user, const std::string& data) {
        return world.as(user).patch(one, R"({"data":)" + data + "}").status;
    };
    const auto elsewhere = R"({"url":")" + receiver.url("/elsewhere") + R"("})";
    for (const auto* user : {"narrow", "blind", "no_reader", "no_giver"}) {
        const auto refused =
            world.as(user).post(all, json::write(wish({{"url", receiver.url("/2")}})));
        EXPECT_EQ(refused.status, 403) << user;
        EXPECT_EQ(change(user, elsewhere), 403) << user;
        EXPECT_EQ(change(user, R"({"events":["case.create"]})"), 403) << user;
        EXPECT_EQ(change(user, R"({"metadata":{"payload":"changes"}})"), 403) << user;
        EXPECT_EQ(change(user, R"({"disabled":true})"), 200) << user << " may stop it";
        EXPECT_EQ(change(user, R"({"disabled":false})"), 403) << user;
    }
    EXPECT_EQ(change("good", R"({"events":["incident.create"]})"), 403) << "reads no incidents";
    EXPECT_EQ(change("good", R"({"role_unique_id":"role-superuser"})"), 403);
    EXPECT_EQ(change("good", R"({"disabled":false})"), 200);
    EXPECT_EQ(change("good", elsewhere), 200);
    EXPECT_EQ(world.as("good").post(all, json::write(wish({{"url", receiver.url("/2")}}))).status,
              200);
}

TEST_F(Webhooks, TakeNoSecretToAnotherAddress) {
    const auto one = std::string(all) + "/" +
                     register_webhook({{"auth_type", "api_key"}, {"auth_secret", secret}});
    WebhookReceiver other;
    const auto move = [&](json::Object more) {
        more["url"] = other.url();
        return world.as("super").patch(one, json::write(json::Object{{"data", std::move(more)}}));
    };
    EXPECT_EQ(move({}).status, 422) << "the other receiver would learn it";
    EXPECT_EQ(world.as("super").get(one).text("url"), receiver.url());
    EXPECT_EQ(move({{"auth_secret", "key of the other"}}).status, 200);
    new_case();
    world.run_jobs();
    ASSERT_EQ(other.taken().size(), 1U);
    EXPECT_EQ(other.taken()[0].header("x-api-key"), "key of the other");
    EXPECT_THAT(other.taken()[0].header("Amparo-Signature"), Not(HasSubstr(",")))
        << "the old secret signs nothing there";
}

TEST_F(Webhooks, TellOfEachCommitWithWhatTheRoleMaySee) {
    const auto webhook = register_webhook();
    const auto id = new_case();
    ASSERT_EQ(change(id, {{"sex", "male"}, {"name_first", "Amir"}}).status, 200);
    EXPECT_GE(world.run_jobs(), 2U);
    const auto taken = receiver.taken();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_THAT(taken[0].head, HasSubstr("POST /hook HTTP/1.1"));
    EXPECT_EQ(taken[0].header("Content-Type"), "application/json");
    EXPECT_EQ(taken[0].header("Amparo-Event"), "case.create");
    EXPECT_EQ(taken[1].header("Amparo-Event"), "case.update");
    EXPECT_EQ(taken[1].header("Amparo-Signature"), "") << "there is no secret";
    const auto body = taken[1].json();
    EXPECT_EQ(json::string_or(body, "delivery"), taken[1].header("Amparo-Delivery"));
    EXPECT_THAT(json::string_list(body, "changed"), Contains("sex"));
    EXPECT_EQ(taken[1].text("record_id"), id);
    EXPECT_EQ(taken[1].text("record_type"), "case");
    EXPECT_EQ(taken[1].text("hostname"), "cases.example.org");
    EXPECT_EQ(taken[1].text("sex"), "male");
    EXPECT_EQ(taken[1].text("owned_by"), "worker_a");
    EXPECT_THAT(states(webhook), ElementsAre("sent", "sent"));
    EXPECT_EQ(sync_status(id), "sent");
    EXPECT_LT(json::integer_or(taken[0].json(), "seq", 0), json::integer_or(body, "seq", 0));
}

TEST_F(Webhooks, SendNoFieldOutsideTheRolesForms) {
    register_webhook();
    const auto id = new_case();
    ASSERT_EQ(change(id, {{"risk_level", "high"},
                          {"protection_concerns", json::Array{"sexually_exploited"}}})
                  .status,
              200);
    world.run_jobs();
    const auto last = receiver.taken().back().json();
    const auto& data = last.at("data").as_object();
    for (const auto* key : {"protection_concerns", "risk_level", "associated_user_names",
                            "owned_by_groups", "sync_status", "transitions", "flags"}) {
        EXPECT_FALSE(data.contains(key)) << key;
    }
    EXPECT_THAT(json::string_list(last, "changed"), Not(Contains("protection_concerns")));
}

TEST_F(Webhooks, KeepHiddenNames) {
    register_webhook();
    const auto id = new_case("Yasmin");
    ASSERT_EQ(change(id, {{"hidden_name", true}}).status, 200);
    world.run_jobs();
    EXPECT_EQ(receiver.taken().back().text("name"), "*******");
    EXPECT_THAT(receiver.taken().back().body, Not(HasSubstr("Yasmin")));
}

TEST_F(Webhooks, SendOnlyIdsToWhoAsksForReferences) {
    register_webhook({{"metadata", json::Object{{"payload", "reference"}}}});
    const auto id = new_case("Yasmin");
    world.run_jobs();
    EXPECT_EQ(receiver.taken().at(0).text("record_id"), id);
    EXPECT_THAT(receiver.taken().at(0).body, Not(HasSubstr("Yasmin")));
    EXPECT_EQ(receiver.taken().at(0).json().at("data").as_object().size(), 3U);
}

TEST_F(Webhooks, SendOnlyWhatChangedToWhoAsksForChanges) {
    register_webhook({{"metadata", json::Object{{"payload", "changes"}}}});
    const auto id = new_case("Yasmin");
    ASSERT_EQ(change(id, {{"sex", "male"}}).status, 200);
    world.run_jobs();
    EXPECT_EQ(receiver.taken().at(1).text("sex"), "male");
    EXPECT_EQ(receiver.taken().at(1).text("record_id"), id);
    EXPECT_THAT(receiver.taken().at(1).body, Not(HasSubstr("Yasmin")));
}

TEST_F(Webhooks, SignWithBothSecretsWhileOneTakesOver) {
    const auto id = register_webhook({{"auth_type", "hmac"}, {"auth_secret", secret}});
    const auto one = std::string(all) + "/" + id;
    new_case();
    world.run_jobs();
    const auto signature = [](const std::string& key, const TakenWebhook& message) {
        const auto text = message.header("Amparo-Timestamp") + "." + message.body;
        return "v1=" + crypto::hex(crypto::hmac_sha256(key, text));
    };
    const auto first = receiver.taken().at(0);
    EXPECT_EQ(first.header("Amparo-Signature"), signature(secret, first));
    ASSERT_EQ(world.as("super").patch(one, R"({"data":{"auth_secret":"another secret"}})").status,
              200);
    new_case();
    world.run_jobs();
    const auto second = receiver.taken().at(1);
    EXPECT_EQ(second.header("Amparo-Signature"),
              signature("another secret", second) + "," + signature(secret, second));
    EXPECT_EQ(second.header("x-api-key"), "") << "a signature must not give its key away";
}

TEST_F(Webhooks, AuthenticateAsReceiversOfPrimeroExpect) {
    register_webhook({{"auth_type", "api_key"}, {"auth_secret", "key-of-eight"}});
    register_webhook({{"url", receiver.url("/basic")},
                      {"auth_type", "basic_auth"},
                      {"auth_secret", "amparo:pass word"}});
    new_case();
    world.run_jobs();
    ASSERT_EQ(receiver.taken().size(), 2U);
    for (const auto& message : receiver.taken()) {
        const bool is_basic = message.head.starts_with("POST /basic");
        EXPECT_EQ(message.header("x-api-key"), is_basic ? "" : "key-of-eight");
        EXPECT_EQ(message.header("Authorization"),
                  is_basic ? "Basic " + crypto::base64("amparo:pass word") : "");
    }
}

TEST_F(Webhooks, TellNothingOfWhatTheyWereNotAskedFor) {
    new_case("Before");
    const auto id = register_webhook({{"events", json::Array{"case.create"}}});
    const auto later = new_case("After");
    ASSERT_EQ(change(later, {{"sex", "male"}}).status, 200);
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 1U) << "nothing from before, no update";
    set_module_option(world, "use_webhooks_for", json::Array{"incident"});
    new_case();
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 1U) << "the module offers no cases";
    set_module_option(world, "use_webhooks_for", json::Array{"case"});
    const auto one = std::string(all) + "/" + id;
    ASSERT_EQ(world.as("super").patch(one, R"({"data":{"disabled":true}})").status, 200);
    new_case();
    world.run_jobs();
    ASSERT_EQ(world.as("super").patch(one, R"({"data":{"disabled":false}})").status, 200);
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 1U) << "nothing of what happened while it was off";
    new_case();
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 2U);
}

TEST_F(Webhooks, KeepTheOrderOfARecordThroughFailures) {
    const auto webhook = register_webhook();
    const auto id = new_case();
    world.run_jobs();
    receiver.behave({.status = 503, .body = "later"});
    ASSERT_EQ(change(id, {{"sex", "male"}}).status, 200);
    ASSERT_EQ(change(id, {{"sex", "female"}}).status, 200);
    const auto other = new_case("Other");
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 3U) << "the first of each record was tried, once";
    EXPECT_THAT(states(webhook), ElementsAre("failed", "pending", "failed", "sent"));
    EXPECT_EQ(sync_status(id), "failed");
    const auto entry = log_of(webhook).at(2).as_object();
    EXPECT_EQ(entry.at("http_status"), 503);
    EXPECT_EQ(entry.at("attempt"), 1);
    EXPECT_TRUE(entry.at("next_attempt_at").is_string());
    EXPECT_TRUE(entry.at("error").is_string());
    const auto failed = receiver.taken().at(1).header("Amparo-Delivery");
    receiver.behave({});
    let_time_pass();
    world.run_jobs();
    EXPECT_THAT(states(webhook), ElementsAre("sent", "sent", "sent", "sent"));
    std::vector<std::string> updates;
    for (const auto& message : receiver.taken()) {
        const bool is_update = message.header("Amparo-Event") == "case.update";
        if (is_update) updates.push_back(message.header("Amparo-Delivery"));
    }
    ASSERT_EQ(updates.size(), 3U);
    EXPECT_EQ(updates[0], failed);
    EXPECT_EQ(updates[1], failed) << "the same name at the second attempt";
    EXPECT_NE(updates[2], failed);
    EXPECT_EQ(sync_status(other), "sent");
}

TEST_F(Webhooks, GiveUpAfterTheLastPauseAndGoOnWithTheNext) {
    const auto webhook = register_webhook();
    const auto id = new_case();
    receiver.behave({.status = 500});
    ASSERT_EQ(change(id, {{"sex", "male"}}).status, 200);
    for (int attempt = 0; attempt < 9; ++attempt) {
        world.run_jobs();
        const std::size_t next = attempt < 8 ? 0 : 1;  // the update has its turn
        EXPECT_EQ(receiver.taken().size(), static_cast<std::size_t>(attempt) + 1 + next);
        if (attempt < 8) let_time_pass();
    }
    EXPECT_THAT(states(webhook), ElementsAre("failed", "dead"));
    const auto failed = world.deployment().database().read([](store::Snapshot& snapshot) {
        return store::list_jobs(snapshot, {.state = store::JobState::failed});
    });
    ASSERT_EQ(failed->size(), 1U) << "as `amparo jobs --state failed` shows it";
    receiver.behave({});
    ASSERT_TRUE(world.deployment().database().write([&](store::Transaction& transaction) {
        return store::retry_job(transaction, failed->at(0).id);
    }));
    let_time_pass();
    world.run_jobs();
    EXPECT_THAT(states(webhook), ElementsAre("sent", "sent")) << "the dead letter went out too";
}

TEST_F(Webhooks, SendWhatWasGivenUpAgainWhenSomebodyAsksForIt) {
    const auto webhook = register_webhook();
    const auto other = register_webhook({{"url", receiver.url() + "/other"}});
    receiver.behave({.status = 500});
    new_case();
    for (int attempt = 0; attempt < 9; ++attempt) {
        world.run_jobs();
        let_time_pass();
    }
    ASSERT_THAT(states(webhook), ElementsAre("dead"));
    ASSERT_THAT(states(other), ElementsAre("dead"));
    receiver.behave({});
    const auto taken = receiver.taken().size();
    const auto path = std::string(all) + "/" + webhook + "/replay";
    auto& super = world.as("super");
    EXPECT_EQ(
        super.post(path, R"({"data":{"from_time":"2090-01-01T00:00:00Z"}})").object().at("count"),
        0);
    EXPECT_EQ(super.post(path, R"({"data":{"from_time":"yesterday"}})").status, 422);
    EXPECT_EQ(super.post(path, R"({"data":{"from_time":7}})").status, 422);
    EXPECT_EQ(
        super.post(std::string(all) + "/7f0d7a6e-1111-4222-8333-944455566677/replay", "").status,
        404);
    EXPECT_EQ(super.post(path, "").object().at("count"), 1);
    EXPECT_EQ(super.post(path, "").object().at("count"), 0) << "it is on its way";
    world.run_jobs();
    EXPECT_THAT(states(webhook), ElementsAre("sent"));
    EXPECT_THAT(states(other), ElementsAre("dead")) << "nobody asked for it";
    EXPECT_EQ(receiver.taken().size(), taken + 1);
}

TEST_F(Webhooks, FollowNoRedirect) {
    WebhookReceiver elsewhere;
    receiver.behave({.status = 302, .header = "Location: " + elsewhere.url()});
    const auto webhook = register_webhook();
    new_case();
    world.run_jobs();
    EXPECT_THAT(elsewhere.taken(), IsEmpty());
    EXPECT_THAT(states(webhook), ElementsAre("failed"));
}

TEST_F(Webhooks, WaitOnlySoLongAndReadOnlySoMuch) {
    const auto webhook = register_webhook();
    receiver.behave_once({.body = std::string(200'000, 'x')});
    new_case();
    world.run_jobs();
    EXPECT_THAT(states(webhook), ElementsAre("sent"))
        << "it was taken, whatever they went on about";
    receiver.behave({.delay = std::chrono::milliseconds(1500)});
    new_case();
    const auto begin = std::chrono::steady_clock::now();
    world.run_jobs();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    EXPECT_THAT(states(webhook), ElementsAre("failed", "sent"));
}

TEST_F(Webhooks, OfADeadReceiverDelayNoOther) {
    WebhookReceiver good;
    const auto webhook = register_webhook();
    const auto other = register_webhook({{"url", good.url()}});
    receiver.behave({.hangs_up = true});
    for (int child = 0; child < 5; ++child) new_case();
    world.run_jobs();
    EXPECT_EQ(good.taken().size(), 5U);
    EXPECT_EQ(receiver.taken().size(), 1U) << "it rests after the first silence";
    EXPECT_THAT(states(other), Not(Contains(Not(::testing::StrEq("sent")))));
    EXPECT_THAT(states(webhook), Contains("failed"));
}

TEST_F(Webhooks, StopWhenTheReceiverIsNoMore) {
    const auto id = register_webhook();
    receiver.behave({.status = 410});
    new_case();
    new_case();
    world.run_jobs();
    EXPECT_EQ(receiver.taken().size(), 1U);
    const auto shown = world.as("super").get(std::string(all) + "/" + id).object();
    EXPECT_TRUE(shown.at("disabled").as_bool());
    EXPECT_TRUE(shown.at("gone").as_bool());
    receiver.behave({});
    ASSERT_EQ(world.as("super")
                  .patch(std::string(all) + "/" + id, R"({"data":{"disabled":false}})")
                  .status,
              200);
    world.run_jobs();
    EXPECT_THAT(states(id), ElementsAre("sent", "sent")) << "what waited goes out";
}

TEST_F(Webhooks, CanBeTested) {
    const auto id = register_webhook({{"auth_type", "hmac"}, {"auth_secret", secret}});
    const auto one = std::string(all) + "/" + id;
    const auto good = world.as("super").post(one + "/test", "");
    EXPECT_EQ(good.text("status"), "sent") << good.body;
    EXPECT_EQ(good.object().at("http_status"), 200);
    EXPECT_EQ(receiver.taken().at(0).header("Amparo-Event"), "ping");
    EXPECT_NE(receiver.taken().at(0).header("Amparo-Signature"), "");
    receiver.behave({.status = 401, .body = "who are you"});
    const auto bad = world.as("super").post(one + "/test", "");
    EXPECT_EQ(bad.text("status"), "failed");
    EXPECT_THAT(bad.body, Not(HasSubstr("who are you")));
    EXPECT_THAT(log_of(id), IsEmpty()) << "a test is no delivery";
}

TEST_F(Webhooks, LeaveATraceInTheAuditLogWithoutSecrets) {
    register_webhook({{"url", receiver.url("/hook?token=very-secret")},
                      {"auth_type", "api_key"},
                      {"auth_secret", secret}});
    const auto id = new_case();
    world.run_jobs();
    const auto entries = world.audit("audit_actions[0]=webhook");
    const auto text = json::write(json::Value(entries));
    EXPECT_THAT(text, HasSubstr(receiver.url("/hook")));
    EXPECT_THAT(text, HasSubstr("\"webhook_status\":\"sent\""));
    EXPECT_THAT(json::write(json::Value(world.audit("per=1000"))), Not(HasSubstr(secret)));
    EXPECT_THAT(text, Not(HasSubstr("very-secret")));
}

TEST_F(Webhooks, KeepOfAnAnswerOnlyWhyItFailedAndNoSecret) {
    register_webhook({{"auth_type", "api_key"}, {"auth_secret", secret}});
    receiver.behave_once({.body = "thanks for Yasmin"});
    const auto id = new_case();
    world.run_jobs();
    receiver.behave_once({.status = 500, .body = "no: x-api-key " + std::string(secret)});
    ASSERT_EQ(change(id, {{"sex", "male"}}).status, 200);
    world.run_jobs();
    const auto text = json::write(json::Value(world.audit("audit_actions[0]=webhook")));
    EXPECT_THAT(text, HasSubstr("no: x-api-key"));
    EXPECT_THAT(text, Not(HasSubstr(secret)));
    EXPECT_THAT(text, Not(HasSubstr("Yasmin")));
}

TEST_F(Webhooks, LetASlowAttemptNotUndoWhatAnotherHasDone) {
    const auto webhook = register_webhook();
    new_case();
    receiver.behave({.status = 503, .delay = std::chrono::milliseconds(400)});
    std::jthread slow([&] { world.run_jobs(); });
    while (receiver.taken().empty()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ASSERT_TRUE(
        world.deployment().database().write([&](store::Transaction& transaction) -> Result<> {
            AMPARO_TRY(auto all_of_it, store::list_deliveries(transaction, {.webhook = webhook}));
            auto& delivery = all_of_it.at(0);
            ++delivery.attempts;
            delivery.state = store::DeliveryState::sent;
            return store::update_delivery(transaction, delivery);
        }));
    slow.join();
    EXPECT_THAT(states(webhook), ElementsAre("sent"));
}

TEST(StrictWebhooks, CallNoMachineOfTheirOwnNetwork) {
    World world;  // no range is allowed, no http
    add_role(world, {.user_name = "receiver", .permissions = {{"case", json::Array{"read"}}}});
    const auto status = [&](const std::string& url) {
        return world.as("super")
            .post(all, R"({"data":{"events":"case.*","role_unique_id":"role-receiver","url":")" +
                           url + R"("}})")
            .status;
    };
    EXPECT_EQ(status("https://127.0.0.1:8443/"), 422);
    EXPECT_EQ(status("https://[::1]:8443/"), 422);
    EXPECT_EQ(status("https://[::ffff:169.254.169.254]/latest"), 422);
    EXPECT_EQ(status("https://2130706433/"), 422) << "127.0.0.1 as a number";
    EXPECT_EQ(status("http://hooks.example.org/"), 422);
    // A name says nothing yet: what it leads to is looked at when it is called.
    EXPECT_EQ(status("https://localhost:8443/"), 200);
    const auto id = world.as("super").get(all).rows().at(0).at("id").as_string();
    const auto tested =
        world.as("super").post(std::string(all) + "/" + std::string(id) + "/test", "");
    EXPECT_EQ(tested.text("status"), "failed");
    EXPECT_THAT(tested.text("error"), HasSubstr("webhooks.private_targets"));
}

}  // namespace
}  // namespace amparo::testing
