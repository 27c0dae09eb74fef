#include "notify/webhooks/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amparo::notify {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// exchange.md §7.2.
TEST(WebhookSignature, IsThatOfTheSpecification) {
    EXPECT_EQ(signature_of(SecretText("whsec_demo"), "1764000000",
                           R"({"data":{"record_id":"1f0c7a52-5f0e-4b6e-9a0a-3d0c9b2c7e11",)"
                           R"("record_type":"case"}})"),
              "v1=8969867e88fb98edaed7d0c1b096ddec25c36888fc845861bd9c32b4dfcd1797");
}

TEST(WebhookPosts, CarryWhatTheReceiverAsksForAndNoMore) {
    const store::Delivery delivery{.name = "d-1"};
    const json::Object body{{"event", "case.update"}};
    Webhook webhook{.url = "https://example.org/", .secret = SecretText("name:word")};
    const Instant now{std::chrono::milliseconds(1'764'000'000'123)};
    webhook.auth = WebhookAuth::basic_auth;
    const auto basic = signed_post(webhook, delivery, body, now).headers;
    EXPECT_THAT(basic, Contains("Authorization: Basic bmFtZTp3b3Jk"));
    EXPECT_THAT(basic, Contains("Amparo-Timestamp: 1764000000"));
    EXPECT_THAT(basic, Contains("Amparo-Delivery: d-1"));
    webhook.auth = WebhookAuth::hmac;
    for (const auto& header : signed_post(webhook, delivery, body, now).headers) {
        EXPECT_THAT(header, Not(HasSubstr("name:word")));
        EXPECT_THAT(header, Not(HasSubstr("Authorization")));
    }
    webhook.secret = SecretText();
    for (const auto& header : signed_post(webhook, delivery, body, now).headers) {
        EXPECT_THAT(header, Not(HasSubstr("Signature")));
    }
}

TEST(WebhookPosts, DropTheOldSecretInTheEnd) {
    Webhook webhook{.url = "https://example.org/",
                    .secret = SecretText("new secret"),
                    .old_secret = SecretText("old secret"),
                    .old_secret_until = Instant(std::chrono::hours(24))};
    const auto signatures = [&](Instant now) {
        for (const auto& header : signed_post(webhook, {}, {}, now).headers) {
            if (header.starts_with("Amparo-Signature: "))
                return std::ranges::count(header, ',') + 1;
        }
        return std::ptrdiff_t{0};
    };
    EXPECT_EQ(signatures(Instant(std::chrono::hours(23))), 2);
    EXPECT_EQ(signatures(Instant(std::chrono::hours(24))), 1);
}

TEST(WebhookEvents, AreTypesAndWhatHappened) {
    for (const auto* name : {"case.create", "incident.update", "tracing_request.post", "family.*",
                             "registry_record.update"}) {
        EXPECT_TRUE(is_event(name)) << name;
    }
    for (const auto* name : {"", "case", "case.", "*", "*.create", "user.create", "case.delete",
                             "case.update.more", ".create"}) {
        EXPECT_FALSE(is_event(name)) << name;
    }
    const Webhook webhook{.events = {"case.*", "incident.create"}};
    EXPECT_TRUE(webhook.wants("case.update"));
    EXPECT_TRUE(webhook.wants("incident.create"));
    EXPECT_FALSE(webhook.wants("incident.update"));
    EXPECT_FALSE(webhook.wants("family.create"));
}

TEST(WebhookDocuments, KeepEverythingAndShowNoSecret) {
    const Webhook webhook{.id = "w",
                          .events = {"case.*"},
                          .url = "https://example.org/",
                          .role = RoleId("role-x"),
                          .metadata = {{"payload", "changes"}},
                          .auth = WebhookAuth::hmac,
                          .secret = SecretText("new secret"),
                          .old_secret = SecretText("old secret"),
                          .old_secret_until = Instant(std::chrono::hours(24)),
                          .disabled = true,
                          .is_gone = true,
                          .since = 7,
                          .created_at = Instant(std::chrono::hours(1))};
    const auto again = webhook_of({.kind = "webhook", .key = "w", .data = to_document(webhook)});
    EXPECT_EQ(to_document(again), to_document(webhook));
    EXPECT_EQ(again.secret.reveal(), "new secret");
    EXPECT_EQ(again.since, 7);
    const auto wire = json::write(to_wire(again));
    EXPECT_THAT(wire, Not(HasSubstr("secret\":\"")));
    EXPECT_THAT(wire, HasSubstr("\"has_secret\":true"));
    EXPECT_EQ(again.payload(), WebhookPayload::changes);
    const Webhook unreadable{.metadata = {{"payload", "everything"}}};
    EXPECT_EQ(unreadable.payload(), WebhookPayload::reference) << "the least";
}

}  // namespace
}  // namespace amparo::notify
