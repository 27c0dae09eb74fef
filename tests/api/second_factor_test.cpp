// A second factor: setting it up, signing in with it, requiring and removing it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/directory.hpp"
#include "base/crypto.hpp"
#include "cli/deployment.hpp"
#include "store/documents.hpp"
#include "tests/support/phone.hpp"
#include "tests/support/receivers.hpp"
#include "tests/support/test_key.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* own = "/api/v2/second_factor";
constexpr const char* begin_path = "/api/v2/second_factor/one_time_code";
constexpr const char* confirm_path = "/api/v2/second_factor/one_time_code/confirmation";
constexpr const char* remove_path = "/api/v2/second_factor/one_time_code/removal";
constexpr const char* codes_path = "/api/v2/second_factor/recovery_codes";
constexpr const char* proof_path = "/api/v2/second_factor/proof";
constexpr const char* keys_path = "/api/v2/second_factor/passkeys";
constexpr const char* confirm_key_path = "/api/v2/second_factor/passkeys/confirmation";

std::string data(json::Object members) {
    return json::write(json::Object{{"data", std::move(members)}});
}

struct SetUp {
    Phone phone;
    std::vector<std::string> codes;
};

SetUp set_up(Client& client) {
    const auto begun = client.post(begin_path, data({{"password", World::password()}}));
    EXPECT_EQ(begun.status, 200) << begun.body;
    const auto answer = begun.object();
    Phone phone(json::string_or(answer, "key"));
    const auto done = client.post(confirm_path, data({{"one_time_code", phone.next()}}));
    EXPECT_EQ(done.status, 200) << done.body;
    return {std::move(phone), json::string_list(done.object(), "recovery_codes")};
}

Reply sign_in(Client& client, json::Object more, const std::string& name = "worker_a") {
    more["user_name"] = name;
    more["password"] = World::password();
    return client.post("/api/v2/tokens", json::write(json::Object{{"user", std::move(more)}}));
}

void require_of(World& world, const std::string& role) {
    const auto id = world.deployment().directory().snapshot()->role(RoleId(role))->id;
    const auto reply = world.as("super").patch("/api/v2/roles/" + std::to_string(id),
                                               data({{"second_factor_required", true}}));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_TRUE(json::bool_or(reply.object(), "second_factor_required", false));
}

TEST(SecondFactorApi, IsSetUpAtTheAccountAndAskedForAtTheDoor) {
    World world;
    auto& worker = world.as("worker_a");
    const auto before = worker.get(own).object();
    EXPECT_FALSE(json::bool_or(before, "active", true));
    EXPECT_FALSE(json::bool_or(before, "required", true));
    const auto wrong = worker.post(begin_path, data({{"password", "not the password"}}));
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.detail(), "password");
    const auto begun = worker.post(begin_path, data({{"password", World::password()}}));
    ASSERT_EQ(begun.status, 200) << begun.body;
    EXPECT_EQ(begun.header("Cache-Control"), "no-store");
    const auto answer = begun.object();
    EXPECT_THAT(json::string_or(answer, "address"), HasSubstr("otpauth://totp/Amparo:worker_a?"));
    const auto rows = json::string_list(answer, "square");
    ASSERT_GE(rows.size(), 21U);
    EXPECT_EQ(rows.front().substr(0, 7), "1111111") << "the corner of every square code";
    for (const auto& row : rows) EXPECT_EQ(row.size(), rows.size());
    Phone phone(json::string_or(answer, "key"));
    const auto mistyped = worker.post(confirm_path, data({{"one_time_code", "000000"}}));
    EXPECT_EQ(mistyped.status, 422);
    EXPECT_EQ(mistyped.detail(), "one_time_code");
    const auto done = worker.post(confirm_path, data({{"one_time_code", phone.next()}}));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(json::string_list(done.object(), "recovery_codes").size(), 10U);
    const auto after = worker.get(own);
    EXPECT_TRUE(json::bool_or(after.object(), "active", false));
    EXPECT_EQ(json::integer_or(after.object(), "recovery_codes_left", 0), 10);
    EXPECT_THAT(after.body, Not(HasSubstr(json::string_or(answer, "key"))));
    EXPECT_EQ(worker.post(begin_path, data({{"password", World::password()}})).status, 409);

    auto client = world.anonymous();
    const auto asked = sign_in(client, {});
    EXPECT_EQ(asked.status, 401);
    EXPECT_EQ(asked.detail(), "second_factor");
    EXPECT_THAT(asked.body,
                HasSubstr(R"("second_factor":{"kinds":["one_time_code","recovery_code"]})"));
    EXPECT_TRUE(client.cookie("_app_session").empty());
    EXPECT_EQ(json::string_or(world.audit("user_name=worker_a").at(0).as_object(), "action"),
              "second_factor_asked")
        << "somebody knows the password, which is no failed login";
    EXPECT_EQ(sign_in(client, {{"one_time_code", "000000"}}).status, 401);
    EXPECT_EQ(json::string_or(world.audit("user_name=worker_a").at(0).as_object(), "action"),
              "failed_login");
    EXPECT_EQ(sign_in(client, {{"one_time_code", phone.next()}}).status, 200);
    EXPECT_EQ(client.get("/api/v2/users/me").status, 200);
}

TEST(SecondFactorApi, RecoveryCodesOpenTheDoorAndAreMadeAnew) {
    World world;
    auto& worker = world.as("worker_a");
    auto made = set_up(worker);
    auto client = world.anonymous();
    EXPECT_EQ(sign_in(client, {{"recovery_code", made.codes.at(0)}}).status, 200);
    auto again = world.anonymous();
    EXPECT_EQ(sign_in(again, {{"recovery_code", made.codes.at(0)}}).status, 401);
    const auto refused = client.post(codes_path, data({{"password", World::password()}}));
    EXPECT_EQ(refused.status, 422);
    const auto renewed = client.post(
        codes_path, data({{"password", World::password()}, {"recovery_code", made.codes.at(1)}}));
    ASSERT_EQ(renewed.status, 200) << renewed.body;
    EXPECT_EQ(sign_in(again, {{"recovery_code", made.codes.at(2)}}).status, 401);
    const auto codes = json::string_list(renewed.object(), "recovery_codes");
    EXPECT_EQ(sign_in(again, {{"recovery_code", codes.at(2)}}).status, 200);
}

TEST(SecondFactorApi, IsRemovedWithPasswordAndCode) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.post(remove_path, data({{"password", World::password()}})).status, 404);
    auto made = set_up(worker);
    EXPECT_EQ(worker.post(remove_path, data({{"password", World::password()}})).status, 422);
    const auto removed = worker.post(
        remove_path, data({{"password", World::password()}, {"one_time_code", made.phone.next()}}));
    ASSERT_EQ(removed.status, 200) << removed.body;
    EXPECT_FALSE(json::bool_or(removed.object(), "active", true));
    auto client = world.anonymous();
    EXPECT_EQ(sign_in(client, {}).status, 200);
}

TEST(SecondFactorApi, NothingIsChangedWithoutASession) {
    World world;
    auto client = world.anonymous();
    client.use_basic("worker_a", World::password());
    EXPECT_EQ(client.get(own).status, 200);
    for (const auto* path :
         {begin_path, confirm_path, remove_path, codes_path, proof_path, keys_path,
          confirm_key_path, "/api/v2/second_factor/passkeys/any/removal"}) {
        const auto reply = client.post(path, data({{"password", World::password()}}));
        EXPECT_EQ(reply.status, 403) << path;
        EXPECT_EQ(reply.detail(), "session") << path;
    }
}

TEST(SecondFactorApi, BasicIsClosedToWhoHasOne) {
    World world;
    auto& worker = world.as("worker_a");
    set_up(worker);
    auto client = world.anonymous();
    client.use_basic("worker_a", World::password());
    const auto refused = client.get("/api/v2/users/me");
    EXPECT_EQ(refused.status, 401);
    EXPECT_THAT(refused.body, Not(HasSubstr("second_factor"))) << "as a wrong password";
}

TEST(SecondFactorApi, ALockedAppAndAPasswordAskedAgainNeedNoCode) {
    World world;
    auto& worker = world.as("worker_a");
    set_up(worker);
    EXPECT_EQ(sign_in(worker, {}).status, 200) << "in the own session the password is enough";
    EXPECT_EQ(worker.del("/api/v2/tokens?lock=true").status, 200);
    EXPECT_EQ(worker.get("/api/v2/users/me").status, 401);
    EXPECT_FALSE(worker.cookie("_app_lock").empty());
    EXPECT_EQ(sign_in(worker, {}).status, 200);
    EXPECT_TRUE(worker.cookie("_app_lock").empty());
    EXPECT_EQ(worker.del("/api/v2/tokens").status, 200);
    EXPECT_EQ(sign_in(worker, {}).status, 401) << "signing out forgets it";
}

TEST(SecondFactorApi, ANewPasswordByMailSignsNobodyInPastIt) {
    const MailReceiver receiver;
    World world({.settings = {"smtp.host=127.0.0.1", "smtp.port=" + std::to_string(receiver.port()),
                              "smtp.security=none", "smtp.from=amparo@example.org"}});
    auto made = set_up(world.as("worker_a"));
    auto client = world.anonymous();
    client.post("/api/v2/users/password-reset-request",
                R"({"user":{"email":"worker_a@example.org"}})");
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 1U);
    const auto mail = receiver.mails()[0].body;
    const std::string mark = "reset_password_token=";
    const auto begin = mail.find(mark) + mark.size();
    const auto token = mail.substr(begin, mail.find_first_of(" \r\n", begin) - begin);
    const std::string chosen = "seven herons cross the delta";
    const auto done = client.post(
        "/api/v2/users/password-reset",
        json::write(json::Object{{"user", json::Object{{"reset_password_token", token},
                                                       {"password", chosen},
                                                       {"password_confirmation", chosen}}}}));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_THAT(done.body, Not(HasSubstr("worker_a")));
    EXPECT_TRUE(client.cookie("_app_session").empty());
    const auto with = [&](json::Object more) {
        more["user_name"] = "worker_a";
        more["password"] = chosen;
        return client.post("/api/v2/tokens", json::write(json::Object{{"user", more}})).status;
    };
    EXPECT_EQ(with({}), 401);
    EXPECT_EQ(with({{"one_time_code", made.phone.next()}}), 200);
}

TEST(SecondFactorApi, ARoleThatRequiresItOpensNothingBefore) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get("/api/v2/cases").status, 200);
    require_of(world, "role-cp-case-worker");
    for (const auto* path : {"/api/v2/cases", "/api/v2/tasks", "/api/v2/users", "/api/v2/lookups",
                             "/api/v2/roles", "/api/v2/notifications"}) {
        const auto refused = worker.get(path);
        EXPECT_EQ(refused.status, 403) << path;
        EXPECT_EQ(refused.detail(), "second_factor") << path;
    }
    for (const auto* path : {"/api/v2/users/me", "/api/v2/system_settings", "/api/v2/second_factor",
                             "/api/v2/sessions", "/api/v2/primero"}) {
        EXPECT_EQ(worker.get(path).status, 200) << path;
    }
    const auto me = "/api/v2/users/" + std::to_string(world.id_of("worker_a"));
    EXPECT_EQ(worker.get(me).status, 200);
    EXPECT_EQ(worker.get("/api/v2/users/" + std::to_string(world.id_of("worker_c"))).status, 403);
    const auto session = worker.post("/api/v2/tokens", "");
    EXPECT_TRUE(json::bool_or(session.json().as_object(), "second_factor_needed", false));
    EXPECT_TRUE(json::bool_or(worker.get(own).object(), "required", false));
    auto made = set_up(worker);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 200);
    EXPECT_FALSE(
        worker.post("/api/v2/tokens", "").json().as_object().contains("second_factor_needed"));
    auto client = world.anonymous();
    client.use_basic("worker_c", World::password());
    EXPECT_EQ(client.get("/api/v2/cases").status, 401) << "nobody is there to set one up";
    EXPECT_EQ(worker
                  .post(remove_path, data({{"password", World::password()},
                                           {"one_time_code", made.phone.next()}}))
                  .status,
              200);
    EXPECT_EQ(worker.get("/api/v2/cases").status, 403) << "nor does it open anything after";
}

TEST(SecondFactorApi, WhoMayWriteTheUserRemovesALostOneAndTheUserIsTold) {
    const MailReceiver receiver;
    World world({.settings = {"smtp.host=127.0.0.1", "smtp.port=" + std::to_string(receiver.port()),
                              "smtp.security=none", "smtp.from=amparo@example.org"}});
    auto& worker = world.as("worker_a");
    const auto path = "/api/v2/users/" + std::to_string(world.id_of("worker_a")) + "/second_factor";
    EXPECT_EQ(world.as("super").del(path).status, 404) << "there is none yet";
    const auto made = set_up(worker);
    EXPECT_EQ(world.as("worker_c").get(path).status, 403);
    EXPECT_EQ(world.as("worker_c").del(path).status, 403);
    EXPECT_EQ(worker.del(path).status, 403) << "one's own is proven first";
    const auto seen = world.as("super").get(path);
    EXPECT_TRUE(json::bool_or(seen.object(), "active", false)) << seen.body;
    EXPECT_THAT(seen.body, Not(HasSubstr(made.codes.at(0))));
    EXPECT_EQ(world.as("super").del(path).status, 200);
    EXPECT_EQ(worker.get("/api/v2/users/me").status, 401) << "its sessions end";
    auto client = world.anonymous();
    EXPECT_EQ(sign_in(client, {}).status, 200);
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 1U);
    const auto mail = receiver.mails()[0];
    EXPECT_THAT(mail.to, HasSubstr("worker_a@example.org"));
    EXPECT_THAT(mail.body, HasSubstr("second factor"));
    const auto audit = json::write(world.audit("user_name=super"));
    EXPECT_THAT(audit, HasSubstr("second_factor_remove"));
    EXPECT_THAT(json::write(world.audit("user_name=worker_a")), HasSubstr("second_factor_set_up"));
}

std::string url_bytes(const std::string& bytes) {
    return crypto::base64_url(bytes);
}

json::Object passkey_of(const access::PasskeyAssertion& assertion) {
    return {{"id", url_bytes(assertion.credential_id)},
            {"client_data", url_bytes(assertion.client_data)},
            {"authenticator_data", url_bytes(assertion.authenticator_data)},
            {"signature", url_bytes(assertion.signature)},
            {"user_handle", url_bytes(assertion.user_handle)}};
}

TEST(SecondFactorApi, APasskeyIsRegisteredAskedForUsedAloneAndRemoved) {
    World world;
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.post(keys_path, data({{"password", "not the password"}})).status, 422);
    const auto begun = worker.post(keys_path, data({{"password", World::password()}}));
    ASSERT_EQ(begun.status, 200) << begun.body;
    const auto wish = begun.object();
    // As the client of the tests names the host.
    const auto host = json::string_or(wish, "rp_id");
    const access::PasskeySite site{.id = host, .origin = "http://" + host};
    TestKey key;
    key.user_handle = std::to_string(world.id_of("worker_a"));
    const auto made = key.registration(site, json::string_or(wish, "challenge"));
    const auto confirm = [&](const std::string& name) {
        return worker.post(confirm_key_path,
                           data({{"name", name},
                                 {"client_data", url_bytes(made.client_data)},
                                 {"authenticator_data", url_bytes(made.authenticator_data)}}));
    };
    EXPECT_EQ(confirm("").status, 422);
    const auto done = confirm("Blue key");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(json::string_list(done.object(), "recovery_codes").size(), 10U);
    EXPECT_EQ(confirm("Blue key").status, 422) << "the challenge is used up";

    auto client = world.anonymous();
    const auto asked = sign_in(client, {});
    ASSERT_EQ(asked.status, 401);
    const auto ways = asked.json().as_object().at("second_factor").as_object();
    const auto challenge = json::string_or(ways.at("passkey").as_object(), "challenge");
    EXPECT_EQ(sign_in(client, {{"passkey", passkey_of(key.assertion(site, challenge))}}).status,
              200);

    auto alone = world.anonymous();
    const Extra foreign{.headers = {{"Origin", "https://evil.example"}}};
    EXPECT_EQ(alone.post("/api/v2/tokens/passkey", "", foreign).status, 403);
    const auto offered = alone.post("/api/v2/tokens/passkey", "");
    ASSERT_EQ(offered.status, 200) << offered.body;
    const auto proof = key.assertion(site, json::string_or(offered.object(), "challenge"));
    const auto body =
        json::write(json::Object{{"user", json::Object{{"passkey", passkey_of(proof)}}}});
    const auto signed_in = alone.post("/api/v2/tokens", body);
    ASSERT_EQ(signed_in.status, 200) << signed_in.body;
    EXPECT_EQ(signed_in.json().as_object().at("user_name").as_string(), "worker_a");
    EXPECT_EQ(alone.post("/api/v2/tokens", body).status, 401) << "once";
    EXPECT_EQ(alone.post("/api/v2/tokens", R"({"user":{"passkey":{"id":"AAAA"}}})").status, 401);
    EXPECT_EQ(alone.post("/api/v2/tokens", R"({"user":{"passkey":"x"}})").status, 401);

    const auto status = alone.get(own).object();
    const auto keys = status.at("passkeys").as_array();
    ASSERT_EQ(keys.size(), 1U);
    const auto id = json::string_or(keys.at(0).as_object(), "id");
    const auto wanted = alone.post(proof_path, "").object();
    const auto again = json::string_or(wanted.at("passkey").as_object(), "challenge");
    const auto remove = "/api/v2/second_factor/passkeys/" + id + "/removal";
    EXPECT_EQ(alone.post(remove, data({{"password", World::password()}})).status, 422);
    const auto removed =
        alone.post(remove, data({{"password", World::password()},
                                 {"passkey", passkey_of(key.assertion(site, again))}}));
    ASSERT_EQ(removed.status, 200) << removed.body;
    EXPECT_FALSE(json::bool_or(removed.object(), "active", true));
}

}  // namespace
}  // namespace amparo::testing
