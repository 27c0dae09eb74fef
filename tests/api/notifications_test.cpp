// Notifications, mails and push messages (case-management.md §6.4, administration.md §19).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto.hpp"
#include "cli/deployment.hpp"
#include "notify/push_crypto.hpp"
#include "records/events.hpp"
#include "store/jobs.hpp"
#include "store/schedules.hpp"
#include "store/user_items.hpp"
#include "tests/support/receivers.hpp"
#include "tests/support/world.hpp"

namespace amparo::testing {
namespace {

using records::Event;
using records::EventKind;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* list_path = "/api/v2/notifications";

/// The settings of a world whose mails go to the receiver.
std::vector<std::string> mail_to(const MailReceiver& receiver) {
    return {"smtp.host=127.0.0.1", "smtp.port=" + std::to_string(receiver.port()),
            "smtp.security=none", "smtp.from=amparo@example.org"};
}

std::vector<std::string> with_push() {
    return {"push.enabled=true", "push.private_targets=true", "push.contact=mailto:it@example.org"};
}

void announce(World& world, const Event& event) {
    auto& database = world.deployment().database();
    ASSERT_TRUE(database.write([&](store::Transaction& transaction) {
        return store::enqueue_job(transaction, records::event_job(event));
    }));
}

Event referral_of(const std::string& case_id) {
    return {.kind = EventKind::referral,
            .record_type = "case",
            .record_id = case_id,
            .actor = UserName("worker_a"),
            .recipients = {UserName("worker_b"), UserName("worker_b"), UserName("worker_a")},
            .occurrence = "transition-1",
            .details = {{"service_type", "health_medical_service"}}};
}

void give_address(World& world, const std::string& name, const std::string& more = "") {
    const auto path = "/api/v2/users/" + std::to_string(world.id_of(name));
    const auto reply = world.as("super").patch(
        path, R"({"data":{"email":")" + name + R"(@example.org","send_mail":true)" + more + "}}");
    ASSERT_EQ(reply.status, 200) << reply.body;
}

std::string short_id(World& world, const std::string& case_id) {
    return world.as("worker_a").get("/api/v2/cases/" + case_id).text("short_id");
}

std::vector<store::Job> jobs_in(World& world, store::JobState state) {
    return world.deployment()
        .database()
        .read(
            [&](store::Snapshot& snapshot) { return store::list_jobs(snapshot, {.state = state}); })
        .value();
}

TEST(NotificationsApi, WhatWasShownHasArrived) {
    World world;
    const auto id = world.create_case(
        "worker_a", {{"consent_for_services", true}, {"disclosure_other_orgs", true}});
    const auto path = "/api/v2/cases/" + id;
    ASSERT_EQ(world.as("worker_a")
                  .post(path + "/referrals", R"({"data":{"transitioned_to":"worker_b"}})")
                  .status,
              200);
    const auto mark = [&](const std::string& name) {
        const auto rows = world.as("worker_a").get(path + "/transitions").rows();
        return json::string_or(rows.at(0).as_object(), name);
    };
    EXPECT_GE(world.run_jobs(), 1U);
    EXPECT_EQ(world.as("worker_a").get(list_path).rows().size(), 0U) << "they did it";
    EXPECT_EQ(mark("received_at"), "");
    ASSERT_EQ(world.as("worker_b").get(list_path).rows().size(), 1U);
    EXPECT_NE(mark("received_at"), "");
    EXPECT_EQ(mark("opened_at"), "") << "news of it is not the case";
}

TEST(NotificationsApi, TellsEachPersonOnceAndOnlyThem) {
    World world;
    const auto id = world.create_case("worker_a", {{"name_first", "Wilhelmina"}});
    announce(world, referral_of(id));
    announce(world, referral_of(id));
    EXPECT_EQ(world.run_jobs(), 2u);
    const auto reply = world.as("worker_b").get(list_path);
    ASSERT_EQ(reply.status, 200) << reply.body;
    ASSERT_EQ(reply.rows().size(), 1u);
    const auto row = reply.rows().at(0).as_object();
    EXPECT_EQ(row.at("event"), "referral");
    EXPECT_EQ(json::string_or(row, "record_id"), id);
    EXPECT_EQ(row.at("actor"), "worker_a");
    EXPECT_TRUE(row.at("read_at").is_null());
    EXPECT_EQ(json::string_or(row, "display_id"), short_id(world, id));
    EXPECT_THAT(reply.body, HasSubstr("\"unread\":1"));
    EXPECT_THAT(reply.body, Not(HasSubstr("Wilhelmina")));
    EXPECT_EQ(world.as("worker_a").get(list_path).total(), 0) << "who did it is not told";
    EXPECT_EQ(world.as("worker_c").get(list_path).total(), 0);
    EXPECT_EQ(world.anonymous().get(list_path).status, 401);
}

TEST(NotificationsApi, WorkOnTheOtherEngineToo) {
    World world({.engine = "postgresql"});
    const auto id = world.create_case("worker_a", {});
    announce(world, referral_of(id));
    announce(world, referral_of(id));
    world.run_jobs();
    auto& worker = world.as("worker_b");
    EXPECT_EQ(worker.get(list_path).total(), 1);
    EXPECT_EQ(worker.post("/api/v2/notifications/read", "{}").object().at("marked"), 1);
}

TEST(NotificationsApi, GoWithTheirUser) {
    World world;
    const auto made = world.as("super").post(
        "/api/v2/users", R"({"data":{"user_name":"ngozi","full_name":"Ngozi Eze",
            "role_unique_id":"role-cp-case-worker","agency_id":1,
            "user_group_unique_ids":["usergroup-primero-cp"]}})");
    ASSERT_EQ(made.status, 200) << made.body;
    const auto number = made.object().at("id").as_int64();
    auto event = referral_of(world.create_case("worker_a", {}));
    event.recipients = {UserName("ngozi")};
    announce(world, event);
    world.run_jobs();
    const auto count = [&] {
        return world.deployment().database().read([&](store::Snapshot& snapshot) {
            return store::count_user_items(snapshot, {.kind = "notification", .user_id = number});
        });
    };
    EXPECT_EQ(count(), 1u);
    ASSERT_EQ(world.as("super").del("/api/v2/users/" + std::to_string(number)).status, 200);
    EXPECT_EQ(count(), 0u);
}

TEST(NotificationsApi, MarksOnesOwnAsRead) {
    World world;
    const auto id = world.create_case("worker_a", {});
    for (const auto* occurrence : {"1", "2", "3"}) {
        auto event = referral_of(id);
        event.occurrence = occurrence;
        announce(world, event);
    }
    world.run_jobs();
    auto& worker = world.as("worker_b");
    const auto first = worker.get(list_path).rows().at(0).as_object().at("id").as_int64();
    const auto one = std::string(list_path) + "/" + std::to_string(first);
    const auto marked = worker.patch(one, R"({"data":{"read":true}})");
    ASSERT_EQ(marked.status, 200) << marked.body;
    EXPECT_NE(marked.text("read_at"), "");
    EXPECT_EQ(worker.get(std::string(list_path) + "?unread=true&per=1").total(), 2);
    EXPECT_TRUE(worker.patch(one, R"({"data":{"read":false}})").object().at("read_at").is_null());
    EXPECT_EQ(worker.patch(one, R"({"data":{"read":"yes"}})").status, 422);
    EXPECT_EQ(world.as("worker_c").patch(one, R"({"data":{"read":true}})").status, 404);
    const auto all = worker.post("/api/v2/notifications/read", "{}");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.object().at("marked"), 3);
    EXPECT_THAT(worker.get(list_path).body, HasSubstr("\"unread\":0"));
}

TEST(NotificationsApi, ComeWithTheTransitionTheyAreAbout) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_c");
    const auto id = world.create_case("worker_a", {{"name_first", "Wilhelmina"}});
    const auto path = "/api/v2/cases/" + id + "/assigns";
    const auto refused =
        world.as("supervisor").post(path, R"({"data":{"transitioned_to":"nobody","notes":"-"}})");
    EXPECT_GE(refused.status, 400);
    const auto assigned =
        world.as("supervisor")
            .post(path,
                  R"({"data":{"transitioned_to":"worker_c","notes":"Wilhelmina needs you"}})");
    ASSERT_EQ(assigned.status, 200) << assigned.body;
    world.run_jobs();
    const auto rows = world.as("worker_c").get(list_path).rows();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows.at(0).as_object().at("event"), "assign");
    ASSERT_EQ(receiver.mails().size(), 1u);
    EXPECT_THAT(receiver.mails()[0].body, HasSubstr("supervisor"));
    EXPECT_THAT(receiver.mails()[0].body, Not(HasSubstr("Wilhelmina")));
}

TEST(Mails, SayWhatHappenedInTheLanguageOfTheReaderAndNoName) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_b", R"(,"locale":"fr")");
    const auto id =
        world.create_case("worker_a", {{"name_first", "Wilhelmina"}, {"name_last", "Eze"}});
    announce(world, referral_of(id));
    EXPECT_EQ(world.run_jobs(), 2u);
    const auto mails = receiver.mails();
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_EQ(mails[0].from, "amparo@example.org");
    EXPECT_EQ(mails[0].to, "worker_b@example.org");
    EXPECT_THAT(mails[0].headers, HasSubstr("Content-Language: fr"));
    EXPECT_THAT(mails[0].body, HasSubstr("a orienté vers vous le dossier " + short_id(world, id)));
    EXPECT_THAT(mails[0].body, HasSubstr("https://cases.example.org/v2/cases/" + id));
    EXPECT_THAT(mails[0].body + mails[0].headers, Not(HasSubstr("Wilhelmina")));
    EXPECT_THAT(mails[0].body + mails[0].headers, Not(HasSubstr("Eze")));
}

TEST(Mails, BearTheDiscreetNameAndSayNothingMoreOutsideThemselves) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_b");
    const auto id = world.create_case("worker_a", {{"name_first", "Wilhelmina"}});
    ASSERT_EQ(world.as("super")
                  .patch("/api/v2/system_settings", R"({"data":{"discreet_name":"Notebook"}})")
                  .status,
              200);
    announce(world, referral_of(id));
    EXPECT_EQ(world.run_jobs(), 2u);
    const auto mails = receiver.mails();
    ASSERT_EQ(mails.size(), 1u);
    EXPECT_THAT(mails[0].headers, HasSubstr("From: =?UTF-8?B?Tm90ZWJvb2s=?="));
    // "Notebook: There is something new."
    const std::string subject = "Tm90ZWJvb2s6IFRoZXJlIGlzIHNvbWV0aGluZyBuZXcu";
    EXPECT_THAT(mails[0].headers, HasSubstr("Subject: =?UTF-8?B?" + subject));
    EXPECT_THAT(mails[0].body + mails[0].headers, Not(HasSubstr("Amparo")));
}

TEST(Mails, HaveATextForEveryEventInEveryLanguage) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    const auto id = world.create_case("worker_a", {});
    std::size_t expected = 0;
    for (const auto* locale : {"en", "fr", "ar", "es"}) {
        give_address(world, "worker_b", R"(,"locale":")" + std::string(locale) + "\"");
        for (int kind = 0; kind <= static_cast<int>(EventKind::bulk_message); ++kind) {
            announce(world, {.kind = static_cast<EventKind>(kind),
                             .record_type = "case",
                             .record_id = id,
                             .actor = UserName("worker_a"),
                             .recipients = {UserName("worker_b")},
                             .details = {{"approval_type", "assessment"},
                                         {"status", "accepted"},
                                         {"subject", "S"},
                                         {"message", "M"}}});
            ++expected;
        }
    }
    world.run_jobs();
    const auto mails = receiver.mails();
    EXPECT_EQ(mails.size(), expected);
    for (const auto& mail : mails) {
        EXPECT_THAT(mail.body, Not(HasSubstr("{"))) << mail.body;
        for (const auto* key : {"mail.", "subject.", "record.", "status."}) {
            EXPECT_THAT(mail.body, Not(HasSubstr(key))) << mail.body;
        }
    }
}

TEST(Mails, FollowTheWishesOfTheReader) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    const auto id = world.create_case("worker_a", {});
    give_address(
        world, "worker_b",
        R"(,"settings":{"notifications":{"send_mail":{"transition_notification":false}}})");
    announce(world, referral_of(id));
    world.run_jobs();
    EXPECT_THAT(receiver.mails(), IsEmpty());
    EXPECT_EQ(world.as("worker_b").get(list_path).total(), 1) << "the centre is always on";
}

TEST(Mails, WaitForTheEndOfQuietHours) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    const auto local =
        format_instant(local_time(world.deployment().clock().now(),
                                  world.deployment().definitions().snapshot()->time_zone()));
    // From a minute ago, for nearly a whole day.
    const auto hour = local.substr(11, 2);
    const auto next = hour == "00" ? "23" : std::to_string(std::stoi(hour) + 99).substr(1);
    give_address(world, "worker_b",
                 R"(,"settings":{"notifications":{"quiet_hours":{"from":")" + hour +
                     R"(:00","to":")" + next + R"(:59"}}})");
    announce(world, referral_of(world.create_case("worker_a", {})));
    world.run_jobs();
    EXPECT_THAT(receiver.mails(), IsEmpty());
    const auto waiting = jobs_in(world, store::JobState::waiting);
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_GT(waiting[0].run_at, world.deployment().clock().now());
    EXPECT_EQ(world.as("worker_b").get(list_path).total(), 1) << "the centre disturbs nobody";
}

TEST(Mails, ComeOnceADayForWhoWantsItSo) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_b", R"(,"settings":{"notifications":{"digest":true}})");
    const auto id = world.create_case("worker_a", {});
    for (const auto* occurrence : {"1", "2"}) {
        auto event = referral_of(id);
        event.occurrence = occurrence;
        announce(world, event);
    }
    world.run_jobs();
    EXPECT_THAT(receiver.mails(), IsEmpty());
    const auto send_digest = [&] {
        ASSERT_TRUE(world.deployment().database().write([](store::Transaction& transaction) {
            return store::hasten_schedule(transaction, "NotificationDigest");
        }));
        world.run_jobs();
    };
    send_digest();
    ASSERT_EQ(receiver.mails().size(), 1u);
    EXPECT_THAT(receiver.mails()[0].body, HasSubstr("A record was referred to you: 2"));
    send_digest();
    EXPECT_EQ(receiver.mails().size(), 1u) << "nothing new";
}

TEST(Mails, AreTriedAgainWhenTheServerIsOut) {
    MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_b");
    receiver.answer_recipients_with("451 later");
    announce(world, referral_of(world.create_case("worker_a", {})));
    world.run_jobs();
    const auto waiting = jobs_in(world, store::JobState::waiting);
    ASSERT_EQ(waiting.size(), 1u);
    EXPECT_EQ(waiting[0].kind, "send_mail");
    EXPECT_EQ(waiting[0].error, "errors.notify.mail_not_sent");
    EXPECT_GT(waiting[0].run_at, world.deployment().clock().now());
    EXPECT_THAT(receiver.mails(), IsEmpty());
}

TEST(Mails, GoToTheDeadLettersWhenTheAddressIsWrongAndCanBeSentAgain) {
    MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_b");
    receiver.answer_recipients_with("550 no such mailbox");
    announce(world, referral_of(world.create_case("worker_a", {})));
    world.run_jobs();
    const auto failed = jobs_in(world, store::JobState::failed);
    ASSERT_EQ(failed.size(), 1u);
    EXPECT_EQ(failed[0].error, "errors.notify.mail_refused");
    receiver.answer_recipients_with("");
    ASSERT_TRUE(world.deployment().database().write([&](store::Transaction& transaction) {
        return store::retry_job(transaction, failed[0].id);
    }));
    world.run_jobs();
    EXPECT_EQ(receiver.mails().size(), 1u);
}

TEST(Mails, SayNothingToAServerThatDoesNotEncrypt) {
    const MailReceiver receiver;
    auto settings = mail_to(receiver);
    settings[2] = "smtp.security=starttls";
    World world({.settings = settings});
    give_address(world, "worker_b");
    announce(world, referral_of(world.create_case("worker_a", {})));
    world.run_jobs();
    EXPECT_EQ(receiver.conversations(), 1);
    EXPECT_THAT(receiver.mails(), IsEmpty());
    EXPECT_EQ(jobs_in(world, store::JobState::waiting).size(), 1u);
}

TEST(Mails, ToManyUsersNameTheSenderAndAreAudited) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    give_address(world, "worker_a");
    give_address(world, "worker_b");
    const auto body = [&](const std::string& more) {
        return R"({"data":{"ids":[)" + std::to_string(world.id_of("worker_a")) + "," +
               std::to_string(world.id_of("worker_b")) + "]" + more + "}}";
    };
    const auto path = "/api/v2/users/send_emails";
    EXPECT_EQ(world.as("worker_a").post(path, body(R"(,"subject":"S","message":"M")")).status, 403);
    EXPECT_EQ(world.as("super").post(path, body("")).status, 422);
    const auto reply =
        world.as("super").post(path, body(R"(,"subject":"Closed on Monday","message":"Sorry")"));
    ASSERT_EQ(reply.status, 200) << reply.body;
    world.run_jobs();
    const auto mails = receiver.mails();
    ASSERT_EQ(mails.size(), 2u);
    for (const auto& mail : mails) {
        EXPECT_THAT(mail.headers, HasSubstr(crypto::base64("Closed on Monday")));
        EXPECT_THAT(mail.body, HasSubstr("super writes to you"));
        EXPECT_THAT(mail.body, HasSubstr("Sorry"));
    }
    EXPECT_EQ(world.audit("audit_log_actions[]=bulk_email").size(), 4u) << "and two refusals";
    EXPECT_EQ(world.as("worker_a").get(list_path).total(), 0) << "the centre keeps ids only";
}

TEST(Mails, WelcomeNewUsersInTheirLanguage) {
    const MailReceiver receiver;
    World world({.settings = mail_to(receiver)});
    const auto made = world.as("super").post(
        "/api/v2/users",
        R"({"data":{"user_name":"ngozi","full_name":"Ngozi Eze","email":"ngozi@example.org",
            "role_unique_id":"role-cp-case-worker","agency_id":1,"locale":"es",
            "password":"a long enough phrase","password_confirmation":"a long enough phrase",
            "user_group_unique_ids":["usergroup-primero-cp"]}})");
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_THAT(made.body, HasSubstr("\"transition_notification\":true"));
    world.run_jobs();
    ASSERT_EQ(receiver.mails().size(), 1u);
    EXPECT_THAT(receiver.mails()[0].body, HasSubstr("Su nombre de usuario es ngozi"));
    EXPECT_THAT(receiver.mails()[0].body, HasSubstr("https://cases.example.org/v2/login"));
    EXPECT_THAT(receiver.mails()[0].body, Not(HasSubstr("a long enough phrase")));
}

TEST(UsersBulkApi, DisablesWhoMatchesAndNamesThem) {
    World world;
    auto& super = world.as("super");
    const auto path = "/api/v2/users/update_bulk";
    EXPECT_EQ(super.post(path, R"({"data":{}})").status, 422);
    const auto body = R"({"data":{"ids":[)" + std::to_string(world.id_of("worker_c")) + "," +
                      std::to_string(world.id_of("super")) + "]}}";
    EXPECT_EQ(world.as("worker_a").post(path, body).status, 403);
    const auto reply = super.post(path, body);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_THAT(reply.body,
                HasSubstr("\"changed_ids\":[" + std::to_string(world.id_of("worker_c")) + "]"));
    auto client = world.anonymous();
    EXPECT_EQ(client.sign_in("worker_c", World::password()).status, 401);
}

/// The body of a subscription at the receiver, with keys a browser could have made.
std::string subscription(const PushReceiver& receiver, const std::string& point) {
    return R"({"data":{"notification_url":"http://127.0.0.1:)" + std::to_string(receiver.port()) +
           R"(/send/1","auth":"BTBZMqHH6r4Tts7J_aSIgg","p256dh":")" + point + R"("}})";
}

std::string browser_point() {
    SystemRandom random;
    return crypto::base64_url(notify::EcKeys::random(random).point);
}

constexpr const char* subscriptions_path = "/api/v2/webpush/subscriptions";

TEST(WebpushApi, IsNotThereUnlessItIsSwitchedOn) {
    World world;
    auto& worker = world.as("worker_a");
    const auto config = worker.get("/api/v2/webpush/config");
    ASSERT_EQ(config.status, 200) << config.body;
    EXPECT_EQ(config.object().at("enabled"), false);
    EXPECT_EQ(worker.get(subscriptions_path).status, 404);
    EXPECT_EQ(worker.post(subscriptions_path, R"({"data":{}})").status, 404);
}

TEST(WebpushApi, KeepsTheBrowsersOfAUserAndNeverTellsTheirKeys) {
    const PushReceiver receiver;
    World world({.settings = with_push()});
    auto& worker = world.as("worker_a");
    EXPECT_EQ(worker.get("/api/v2/webpush/config").text("vapid_public").size(), 87u);
    const auto body = subscription(receiver, browser_point());
    const auto saved = worker.post(subscriptions_path, body);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_THAT(saved.body, Not(HasSubstr("BTBZMqHH6r4Tts7J_aSIgg")));
    EXPECT_EQ(worker.post(subscriptions_path, body).object().at("id"), saved.object().at("id"));
    EXPECT_EQ(worker.get(subscriptions_path).rows().size(), 1u);
    EXPECT_EQ(world.as("worker_b").get(subscriptions_path).rows().size(), 0u);
    for (const auto* wrong : {R"({"data":{}})", R"({"data":{"notification_url":"x"}})",
                              R"({"data":{"notification_url":"https://a.example.org/","auth":"AA",
                                  "p256dh":"AA"}})"}) {
        EXPECT_EQ(worker.post(subscriptions_path, wrong).status, 422) << wrong;
    }
    const auto current = std::string(subscriptions_path) + "/current";
    const auto url = saved.text("notification_url");
    EXPECT_EQ(world.as("worker_b")
                  .patch(current, R"({"data":{"notification_url":")" + url + "\"}}")
                  .status,
              404);
    const auto off =
        worker.patch(current, R"({"data":{"disabled":true,"notification_url":")" + url + "\"}}");
    EXPECT_EQ(off.object().at("disabled"), true);
    EXPECT_EQ(worker.get(subscriptions_path).rows().size(), 0u);
    EXPECT_EQ(
        worker.get(std::string(subscriptions_path) + "?notification_url=" + url).rows().size(), 1u);
    EXPECT_EQ(worker.post(subscriptions_path, body).status, 404) << "off for good";
}

/// A world in which worker_b has a browser at the receiver.
void subscribe(World& world, const PushReceiver& receiver) {
    give_address(world, "worker_b", R"(,"receive_webpush":true)");
    const auto saved =
        world.as("worker_b").post(subscriptions_path, subscription(receiver, browser_point()));
    ASSERT_EQ(saved.status, 200) << saved.body;
}

TEST(Push, SendsWhatOnlyTheBrowserCanRead) {
    const PushReceiver receiver;
    World world({.settings = with_push()});
    subscribe(world, receiver);
    announce(world, referral_of(world.create_case("worker_a", {{"name_first", "Wilhelmina"}})));
    world.run_jobs();
    const auto requests = receiver.requests();
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_THAT(requests[0].head, HasSubstr("POST /send/1"));
    EXPECT_THAT(requests[0].head, HasSubstr("Content-Encoding: aes128gcm"));
    EXPECT_THAT(requests[0].head, HasSubstr("Authorization: vapid t="));
    EXPECT_GT(requests[0].body.size(), 100u);
    EXPECT_THAT(requests[0].body, Not(HasSubstr("Wilhelmina")));
    EXPECT_THAT(requests[0].body, Not(HasSubstr("cases.example.org"))) << "it is encrypted";
}

TEST(Push, ForgetsABrowserThatIsGone) {
    PushReceiver receiver;
    World world({.settings = with_push()});
    subscribe(world, receiver);
    receiver.answer_with(410);
    announce(world, referral_of(world.create_case("worker_a", {})));
    world.run_jobs();
    EXPECT_EQ(receiver.requests().size(), 1u);
    EXPECT_EQ(world.as("worker_b").get(subscriptions_path).rows().size(), 0u);
    EXPECT_THAT(jobs_in(world, store::JobState::failed), IsEmpty());
}

TEST(Push, IsTriedAgainWhenTheServiceIsBusy) {
    PushReceiver receiver;
    World world({.settings = with_push()});
    subscribe(world, receiver);
    receiver.answer_with(503);
    announce(world, referral_of(world.create_case("worker_a", {})));
    world.run_jobs();
    ASSERT_EQ(jobs_in(world, store::JobState::waiting).size(), 1u);
    EXPECT_EQ(world.as("worker_b").get(subscriptions_path).rows().size(), 1u);
}

}  // namespace
}  // namespace amparo::testing
