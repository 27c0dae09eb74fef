// Registering oneself (administration.md §6.3, decisions/0030).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "access/proof_of_work.hpp"
#include "tests/support/receivers.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/webhook_receiver.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr const char* path = "/api/v2/users/self-register";
constexpr const char* challenge_path = "/api/v2/users/self-register/challenge";
constexpr const char* settings_path = "/api/v2/system_settings";
constexpr const char* email = "amal@example.org";
constexpr const char* own_password = "seven herons cross the delta";

json::Object stream_to(const std::string& role) {
    return {{"unique_id", "families"},
            {"role", role},
            {"agency", "AGENCY-1"},
            {"user_groups", json::Array{"usergroup-primero-cp"}}};
}

std::string token_in(const std::string& body) {
    const std::string mark = "reset_password_token=";
    const auto at = body.find(mark);
    if (at == std::string::npos) return "";
    const auto begin = at + mark.size();
    return body.substr(begin, body.find_first_of(" \r\n", begin) - begin);
}

json::Array work_out(const std::string& challenge, int bits) {
    json::Array answers;
    for (std::size_t round = 0; round < access::work_rounds; ++round) {
        std::uint64_t answer = 0;
        while (!access::has_leading_zeros(access::work_message(challenge, round, answer), bits))
            ++answer;
        answers.emplace_back(static_cast<std::int64_t>(answer));
    }
    return answers;
}

Reply change_options(World& world, json::Object options, const std::string& user = "super") {
    const json::Object data{{"system_options", std::move(options)}};
    return world.as(user).patch(settings_path, json::write(json::Object{{"data", data}}));
}

/// A role for strangers, and a stream that gives it.
void set_up_families(World& world) {
    const auto role = world.as("super").post("/api/v2/roles", R"({"data":{
        "unique_id":"role-registered","name":"Registered","group_permission":"identified",
        "user_category":"identified","permissions":{"case":["read","create","write"]},
        "form_section_read_write":{"basic_identity":"rw"},
        "module_unique_ids":["primeromodule-cp"]}})");
    EXPECT_EQ(role.status, 200) << role.body;
    const auto offered = change_options(
        world, {{"registration_streams", json::Array{stream_to("role-registered")}}});
    EXPECT_EQ(offered.status, 200) << offered.body;
}

/// A deployment where people may register; mails are taken here.
class RegistrationApi : public ::testing::Test {
  protected:
    explicit RegistrationApi(std::vector<std::string> more = {})
        : world({.settings = settings_with(std::move(more))}) {
        set_up_families(world);
    }

    std::vector<std::string> settings_with(std::vector<std::string> more) const {
        std::vector<std::string> all{"smtp.host=127.0.0.1",
                                     "smtp.port=" + std::to_string(mails.port()),
                                     "smtp.security=none",
                                     "smtp.from=amparo@example.org",
                                     "registration.enabled=true",
                                     "registration.work_bits=4",
                                     "registration.per_address_minute=100"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }

    Reply offer(json::Object stream, const std::string& user = "super") {
        return change({{"registration_streams", json::Array{std::move(stream)}}}, user);
    }
    Reply change(json::Object options, const std::string& user = "super") {
        return change_options(world, std::move(options), user);
    }

    json::Object proof() {
        const auto given = world.anonymous().get(challenge_path);
        EXPECT_EQ(given.status, 200) << given.body;
        const auto data = given.object();
        const auto challenge = json::string_or(data, "challenge");
        EXPECT_EQ(json::integer_or(data, "rounds", 0),
                  static_cast<std::int64_t>(access::work_rounds));
        const auto bits = static_cast<int>(json::integer_or(data, "bits", 0));
        return {{"challenge", challenge}, {"answers", work_out(challenge, bits)}};
    }

    /// What a person sends, with the changes laid over it.
    json::Object registration(const json::Object& changes = {}) {
        json::Object user{{"full_name", "Amal Idris"},
                          {"email", email},
                          {"registration_stream", "families"},
                          {"data_processing_consent_provided", true},
                          {"send_mail", false},
                          {"locale", "fr"},
                          {"proof", proof()}};
        for (const auto& [key, value] : changes) user.insert_or_assign(key, value);
        return user;
    }
    Reply submit(json::Object user) {
        auto client = world.anonymous();
        return client.post(path, json::write(json::Object{{"user", std::move(user)}}));
    }
    Reply register_with(const json::Object& changes = {}) { return submit(registration(changes)); }

    /// "email: errors.models.user.email" of all that was refused.
    std::vector<std::string> refused(const json::Object& changes) {
        const auto reply = register_with(changes);
        EXPECT_EQ(reply.status, 422) << reply.body;
        std::vector<std::string> all;
        for (const auto& error : reply.errors()) {
            const auto& entry = error.as_object();
            const auto& message = entry.at("message");
            all.push_back(json::string_or(entry, "detail") + ": " +
                          std::string(message.is_array() ? message.as_array().at(0).as_string()
                                                         : message.as_string()));
        }
        return all;
    }

    MailReceiver mails;
    World world;
};

TEST_F(RegistrationApi, SomebodyRegistersChoosesAPasswordByMailAndIsIn) {
    const auto reply = register_with();
    ASSERT_EQ(reply.status, 201) << reply.body;
    EXPECT_EQ(reply.body, "{}");
    world.run_jobs();
    ASSERT_EQ(mails.mails().size(), 1U);
    const auto mail = mails.mails()[0];
    EXPECT_THAT(mail.to, HasSubstr(email));
    EXPECT_THAT(mail.body, HasSubstr("Votre nom"));
    const auto id = world.id_of(email);
    ASSERT_NE(id, 0);
    const auto user = world.as("super").get("/api/v2/users/" + std::to_string(id)).object();
    EXPECT_EQ(user.at("user_name"), email);
    EXPECT_EQ(user.at("full_name"), "Amal Idris");
    EXPECT_EQ(user.at("role_unique_id"), "role-registered");
    EXPECT_EQ(user.at("locale"), "fr");
    EXPECT_EQ(user.at("unverified"), true);
    EXPECT_EQ(user.at("self_registered"), true);
    EXPECT_EQ(user.at("send_mail"), false);
    EXPECT_EQ(user.at("registration_stream"), "families");
    EXPECT_TRUE(user.contains("data_processing_consent_provided_on"));
    auto client = world.anonymous();
    const json::Object reset{{"user", json::Object{{"reset_password_token", token_in(mail.body)},
                                                   {"password", own_password},
                                                   {"password_confirmation", own_password}}}};
    const auto done = client.post("/api/v2/users/password-reset", json::write(reset));
    ASSERT_EQ(done.status, 200) << done.body;
    const auto me = client.get("/api/v2/users/me").object();
    EXPECT_EQ(me.at("unverified"), false);
    EXPECT_EQ(client.get("/api/v2/cases").status, 200);
    EXPECT_EQ(client.get("/api/v2/users").status, 403);
    EXPECT_EQ(world.anonymous().sign_in(email, own_password).status, 200);
}

TEST_F(RegistrationApi, WhetherAnAddressIsKnownIsToldItsOwnerAlone) {
    const auto stranger = register_with();
    const auto known = register_with({{"email", "Worker_A@example.org"}});
    EXPECT_EQ(known.status, stranger.status);
    EXPECT_EQ(known.body, stranger.body);
    world.run_jobs();
    ASSERT_EQ(mails.mails().size(), 2U);
    const auto first = mails.mails()[0];
    const auto told = first.to.find("worker_a") != std::string::npos ? first : mails.mails()[1];
    EXPECT_THAT(told.to, HasSubstr("worker_a@example.org"));
    EXPECT_THAT(told.body, AllOf(HasSubstr("/v2/login"), Not(HasSubstr("token"))));
    const auto worker =
        world.as("super").get("/api/v2/users/" + std::to_string(world.id_of("worker_a"))).object();
    EXPECT_FALSE(worker.contains("self_registered"));
    EXPECT_EQ(worker.at("full_name"), "Amina Sarr");
    // Nobody can fill a mailbox by it, and somebody whose mail was lost gets another by asking.
    EXPECT_EQ(register_with({{"email", "worker_a@example.org"}}).status, 201);
    EXPECT_EQ(register_with().status, 201);
    world.run_jobs();
    EXPECT_EQ(mails.mails().size(), 2U);
    const auto asked = json::write(json::Object{{"user", json::Object{{"email", email}}}});
    EXPECT_EQ(world.anonymous().post("/api/v2/users/password-reset-request", asked).status, 200);
    world.run_jobs();
    ASSERT_EQ(mails.mails().size(), 3U);
    EXPECT_THAT(mails.mails()[2].body, HasSubstr("reset_password_token="));
}

TEST_F(RegistrationApi, WhoIsDisabledHearsNothingAndANarrowerStreamClosesWhatWaits) {
    const auto worker = "/api/v2/users/" + std::to_string(world.id_of("worker_b"));
    ASSERT_EQ(world.as("super").patch(worker, R"({"data":{"disabled":true}})").status, 200);
    EXPECT_EQ(register_with({{"email", "worker_b@example.org"}}).status, 201);
    EXPECT_EQ(register_with().status, 201);
    // Taken away before the work was done: nobody is made by it.
    ASSERT_EQ(change({{"registration_streams", nullptr}}).status, 200);
    world.run_jobs();
    EXPECT_EQ(mails.mails().size(), 0U);
    EXPECT_EQ(world.id_of(email), 0);
}

TEST_F(RegistrationApi, AllThatWillNotDoIsNamedAtOnce) {
    EXPECT_THAT(refused({{"full_name", " "},
                         {"email", "nobody"},
                         {"locale", "xx"},
                         {"data_processing_consent_provided", false}}),
                UnorderedElementsAre("full_name: errors.models.user.full_name",
                                     "email: errors.models.user.email",
                                     "locale: errors.models.user.invalid_locale",
                                     "data_processing_consent_provided_on: "
                                     "errors.models.user.data_processing_consent_provided_on"));
    EXPECT_THAT(refused({{"registration_stream", "staff"}}),
                ElementsAre("registration_stream: errors.models.user.registration_stream"));
    // Each attempt counts for its address, so that these have one of their own.
    for (const auto* name : {"see https://evil.example", "a\nb", "x@y", "<b>"})
        EXPECT_THAT(refused({{"full_name", name}, {"email", "name@example.org"}}),
                    ElementsAre("full_name: errors.models.user.full_name_form"))
            << name;
    EXPECT_THAT(refused({{"full_name", std::string(201, 'x')}, {"email", "name@example.org"}}),
                ElementsAre("full_name: errors.models.user.full_name_form"));
    EXPECT_EQ(
        register_with({{"full_name", std::string(200, 'x')}, {"email", "long@example.org"}}).status,
        201);
    EXPECT_THAT(refused({{"email", ""}}), ElementsAre("email: errors.models.user.email"));
    EXPECT_EQ(world.anonymous().post(path, "{}").status, 422);
    EXPECT_EQ(world.anonymous().post(path, "{no").status, 400);
    const auto novel = json::Object{{"full_name", std::string(20'000, 'x')}};
    EXPECT_EQ(register_with(novel).status, 413);
}

TEST_F(RegistrationApi, AChallengeWorksOnceAndOnlyWhenItIsOurs) {
    const auto user = registration();
    ASSERT_EQ(submit(user).status, 201);
    auto again = user;
    again["email"] = "other@example.org";
    EXPECT_EQ(submit(again).status, 422) << "used before";
    EXPECT_EQ(submit(again).message(), "errors.api.user.invalid_captcha");
    auto without = user;
    without.erase("proof");
    EXPECT_EQ(submit(without).message(), "errors.api.user.invalid_captcha");
    for (const auto* challenge : {"", "1.0.99999999999999.abc.def", "1.4.x.y", "."}) {
        auto forged = user;
        forged["proof"].as_object()["challenge"] = challenge;
        EXPECT_EQ(submit(forged).status, 422) << challenge;
    }
    auto guessed = registration({{"email", "other@example.org"}});
    json::Array zeros(access::work_rounds, 1);
    guessed["proof"].as_object()["answers"] = zeros;
    EXPECT_EQ(submit(guessed).status, 422) << "one in 2^64 passes";
    guessed["proof"].as_object()["answers"] = json::Array{-1};
    EXPECT_EQ(submit(guessed).status, 422);
    world.run_jobs();
    EXPECT_EQ(world.id_of("other@example.org"), 0);
}

TEST_F(RegistrationApi, WhoIsNotConfirmedIsNobodyYet) {
    ASSERT_EQ(register_with().status, 201);
    world.run_jobs();
    const auto id = world.id_of(email);
    const auto given =
        json::write(json::Object{{"data", json::Object{{"password", own_password},
                                                       {"password_confirmation", own_password}}}});
    ASSERT_EQ(world.as("super").patch("/api/v2/users/" + std::to_string(id), given).status, 200);
    EXPECT_EQ(world.anonymous().sign_in(email, own_password).status, 401);
    const auto child = world.create_case("worker_a", {{"name_first", "Ada"}});
    for (const auto* kind : {"assign-to", "transfer-to", "refer-to"}) {
        const auto rows = world.as("worker_a")
                              .get(std::string("/api/v2/users/") + kind +
                                   "?record_type=case&record_module_id=primeromodule-cp")
                              .body;
        EXPECT_THAT(rows, Not(HasSubstr(email))) << kind;
    }
    const auto to = R"({"data":{"transitioned_to":"amal@example.org","notes":"x",
                        "consent_overridden":true}})";
    for (const auto* step : {"assigns", "transfers", "referrals"}) {
        const auto reply = world.as("super").post("/api/v2/cases/" + child + "/" + step, to);
        EXPECT_GE(reply.status, 400) << step << reply.body;
    }
    const auto attributed = world.as("super").patch(
        "/api/v2/cases/" + child, R"({"data":{"identified_by":"amal@example.org"}})");
    EXPECT_EQ(attributed.status, 422) << attributed.body;
    const auto identified = world.as("super").get("/api/v2/users/identified").body;
    EXPECT_THAT(identified, Not(HasSubstr(email)));
}

TEST_F(RegistrationApi, TheLimitOfUsersHoldsForAnyAddress) {
    const auto role = world.as("super").post("/api/v2/roles", R"({"data":{
        "unique_id":"role-counted","name":"Counted","group_permission":"self",
        "permissions":{"case":["read"]},"module_unique_ids":["primeromodule-cp"]}})");
    ASSERT_EQ(role.status, 200) << role.body;
    ASSERT_EQ(offer(stream_to("role-counted")).status, 200);
    ASSERT_EQ(change({{"maximum_users", 1}}).status, 200);
    const std::vector<std::string> full{"base: users.alerts.limit_user_reached"};
    EXPECT_EQ(refused({}), full);
    EXPECT_EQ(refused({{"email", "worker_a@example.org"}}), full) << "known or not";
    ASSERT_EQ(offer(stream_to("role-registered")).status, 200);
    EXPECT_EQ(register_with().status, 201) << "who registers for themselves is not counted";
}

TEST_F(RegistrationApi, StrangersGetNoRoleThatShowsMoreThanTheirOwn) {
    for (const auto* role :
         {"role-superuser", "role-cp-administrator", "role-cp-manager", "role-cp-user-manager",
          "role-cp-case-worker", "role-cp-ftr-worker", "role-cp-service-provider", "role-nobody"}) {
        const auto reply = offer(stream_to(role));
        EXPECT_EQ(reply.status, 422) << role;
        EXPECT_THAT(reply.body, HasSubstr("/system_options/registration_streams/0/role")) << role;
    }
    auto nowhere = stream_to("role-registered");
    nowhere["agency"] = "AGENCY-9";
    nowhere["user_groups"] = json::Array{"usergroup-none"};
    nowhere["unique_id"] = "not an id";
    const auto reply = offer(nowhere);
    EXPECT_EQ(reply.status, 422);
    for (const auto* member : {"/0/agency", "/0/user_groups", "/0/unique_id"})
        EXPECT_THAT(reply.body, HasSubstr(member));
    EXPECT_EQ(offer(stream_to("role-registered"), "worker_a").status, 403);
    // A role that was widened later is not given any more.
    const auto roles = world.as("super").get("/api/v2/roles?per=100");
    std::int64_t id = 0;
    for (const auto& row : roles.rows())
        if (json::string_or(row.as_object(), "unique_id") == "role-registered")
            id = json::integer_or(row.as_object(), "id", 0);
    const auto user = registration();
    const auto widened = world.as("super").patch("/api/v2/roles/" + std::to_string(id),
                                                 R"({"data":{"group_permission":"all"}})");
    ASSERT_EQ(widened.status, 200) << widened.body;
    EXPECT_EQ(submit(user).status, 403);
    EXPECT_EQ(world.anonymous().get(challenge_path).status, 403);
}

TEST_F(RegistrationApi, EverybodyReadsTheWaysInAndTheirTexts) {
    const json::Object labels{{"en", json::Object{{"families", "Register your family"}}},
                              {"ar", json::Object{{"families", "سجّل عائلتك"}}}};
    const json::Object consents{{"en", json::Object{{"families", "We keep your name."}}}};
    ASSERT_EQ(change({{"registration_streams_link_labels_i18n", labels},
                      {"registration_streams_consent_text_i18n", consents}})
                  .status,
              200);
    const auto info = world.anonymous().get("/api/v2/primero").object();
    EXPECT_EQ(info.at("allow_self_registration"), true);
    EXPECT_EQ(json::write(info.at("registration_streams")), R"([{"id":"families"}])");
    EXPECT_EQ(
        info.at("registration_streams_link_labels").as_object().at("families").as_object().at("ar"),
        "سجّل عائلتك");
    EXPECT_THAT(json::write(info.at("registration_streams_consent_text")),
                HasSubstr("We keep your name."));
    EXPECT_EQ(info.at("password_length_min"), 12);
    EXPECT_THAT(json::write(info), Not(HasSubstr("role-registered")));
    for (const auto* bad : {R"({"xx":{"families":"a"}})", R"({"en":{"A b":"a"}})",
                            R"({"en":{"families":" "}})", R"({"en":"a"})", R"([])"}) {
        const auto reply = world.as("super").patch(
            settings_path,
            std::string(R"({"data":{"system_options":{"registration_streams_link_labels_i18n":)") +
                bad + "}}}");
        EXPECT_EQ(reply.status, 422) << bad;
    }
    ASSERT_EQ(change({{"registration_streams", nullptr}}).status, 200);
    EXPECT_EQ(world.anonymous().get("/api/v2/primero").object().at("allow_self_registration"),
              false);
}

TEST(RegistrationClosedApi, NobodyRegistersWhereItIsNotAllowedOrNoMailGoesOut) {
    const std::vector<std::vector<std::string>> ways{
        {"registration.enabled=false", "smtp.host=127.0.0.1", "smtp.from=amparo@example.org"},
        {"registration.enabled=true"}};
    for (const auto& way : ways) {
        World world({.settings = way});
        set_up_families(world);
        EXPECT_EQ(world.anonymous().post(path, R"({"user":{}})").status, 403);
        EXPECT_EQ(world.anonymous().get(challenge_path).status, 403);
        const auto info = world.anonymous().get("/api/v2/primero").object();
        EXPECT_EQ(info.at("allow_self_registration"), false);
        EXPECT_THAT(info.at("registration_streams").as_array(), IsEmpty());
    }
}

class SlowRegistrationApi : public RegistrationApi {
  protected:
    SlowRegistrationApi() : RegistrationApi({"registration.per_address_minute=2"}) {}
};

TEST_F(SlowRegistrationApi, OneAddressOfTheNetRegistersSoManyAMinute) {
    EXPECT_EQ(register_with({{"email", "one@example.org"}}).status, 201);
    EXPECT_EQ(register_with({{"email", "two@example.org"}}).status, 201);
    const auto third = register_with({{"email", "three@example.org"}});
    EXPECT_EQ(third.status, 429);
    EXPECT_FALSE(third.header("Retry-After").empty());
    EXPECT_EQ(world.anonymous().sign_in("worker_a", World::password()).status, 200);
}

/// Stands in for Turnstile; there before the deployment that is told of it.
struct HasTurnstile {
    WebhookReceiver turnstile;
};

class TurnstileRegistrationApi : private HasTurnstile, public RegistrationApi {
  protected:
    TurnstileRegistrationApi()
        : RegistrationApi({"registration.turnstile_secret=its secret",
                           "registration.turnstile_site_key=site",
                           "registration.turnstile_url=" + turnstile.url()}) {}
    WebhookReceiver& service() { return turnstile; }
    Reply with_token(const std::string& address) {
        auto user = registration({{"email", address}, {"captcha_token", "a&token"}});
        user.erase("proof");
        return submit(std::move(user));
    }
};

TEST_F(TurnstileRegistrationApi, ATokenOfPagesOfTheDeploymentIsCheckedThere) {
    const auto info = world.anonymous().get("/api/v2/primero").object();
    EXPECT_EQ(json::write(info.at("captcha")), R"({"provider":"turnstile","site_key":"site"})");
    service().behave({.status = 200, .body = R"({"success":true})"});
    EXPECT_EQ(with_token("one@example.org").status, 201);
    const auto asked = service().taken();
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].body, "secret=its%20secret&response=a%26token&remoteip=127.0.0.1");
    service().behave({.status = 200, .body = R"({"success":false})"});
    const auto machine = with_token("two@example.org");
    EXPECT_EQ(machine.status, 422);
    EXPECT_EQ(machine.message(), "errors.api.user.invalid_captcha");
    for (const WebhookManners& broken :
         {WebhookManners{.status = 500, .body = R"({"success":true})"},
          WebhookManners{.status = 200, .body = "<html>"}, WebhookManners{.hangs_up = true}}) {
        service().behave(broken);
        const auto reply = with_token("three@example.org");
        EXPECT_EQ(reply.status, 503);
        EXPECT_THAT(reply.body, HasSubstr("errors.api.user.captcha_service_unavailable"));
    }
    service().behave({.status = 200, .body = R"({"success":true})"});
    EXPECT_EQ(register_with({{"email", "four@example.org"}}).status, 201) << "the app's own way";
    EXPECT_EQ(service().taken().size(), 5U) << "asks nobody";
}

TEST_F(RegistrationApi, WhereNoTurnstileIsConfiguredItsTokensAreNothing) {
    auto user = registration({{"captcha_token", "a token"}});
    user.erase("proof");
    EXPECT_EQ(submit(std::move(user)).message(), "errors.api.user.invalid_captcha");
    EXPECT_FALSE(world.anonymous().get("/api/v2/primero").object().contains("captcha"));
}

class ChoosyRegistrationApi : public RegistrationApi {
  protected:
    ChoosyRegistrationApi() : RegistrationApi({"registration.disposable_file=" + list()}) {}
    static TemporaryFolder& folder() {
        static TemporaryFolder shared;
        return shared;
    }
    static std::string list() {
        const auto file = folder().path() / "domains.txt";
        std::ofstream(file) << "# thrown away\nMailNowhere.example\n\n";
        return file.string();
    }
};

TEST_F(ChoosyRegistrationApi, AddressesThatAreThrownAwayAreRefusedWhereAListSaysSo) {
    const std::vector<std::string> disposable{"email: errors.api.user.disposable_email"};
    EXPECT_EQ(refused({{"email", "a@mailnowhere.example"}}), disposable);
    EXPECT_EQ(refused({{"email", "a@sub.MAILNOWHERE.example"}}), disposable);
    EXPECT_EQ(register_with({{"email", "a@notmailnowhere.example"}}).status, 201);
}

}  // namespace
}  // namespace amparo::testing
