#include "casework/transitions/conversation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/transitions/receipt.hpp"
#include "casework/transitions/transitions_test_support.hpp"
#include "casework/transitions/visibility.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Status = TransitionStatus;
using Texts = std::vector<std::string>;

/// A case that worker_a has referred to worker_b.
class Conversation : public ::testing::Test, protected TransitionWorld {
  protected:
    void SetUp() override {
        id_ = new_case();
        const auto made = refer("worker_a", id_, {.to = "worker_b"});
        ASSERT_EQ(refusal(made), "");
        made_ = *made;
    }
    TransitionKey key() { return {id_, TransitionType::referral, json::string_or(made_, "id")}; }
    Result<json::Object> write(const std::string& by, const std::string& text) {
        return write_message(world.as(by), world.records(), key(), {.text = text});
    }
    Texts read(const std::string& by, std::string_view member = "text") {
        Texts texts;
        const auto messages = read_messages(world.as(by), world.records(), key());
        EXPECT_TRUE(messages.has_value()) << by;
        if (!messages) return texts;
        for (const auto& message : *messages)
            texts.push_back(json::string_or(message.as_object(), member));
        return texts;
    }
    /// The referral as somebody sees it in the list.
    json::Object row(const std::string& by) {
        const auto rows = list_transitions(world.as(by), world.records(), {"case", id_}, {});
        EXPECT_TRUE(rows.has_value());
        return rows && !rows->empty() ? rows->front().as_object() : json::Object();
    }
    void later(std::chrono::minutes time) { world.clock.set(world.clock.now() + time); }

    RecordId id_;
    json::Object made_;
};

TEST_F(Conversation, GoesBothWaysAndTellsTheOtherSideOnly) {
    const auto edited_at = text(id_, "last_updated_at");
    later(std::chrono::minutes(1));
    ASSERT_EQ(refusal(write("worker_b", "  When can she come? ")), "");
    EXPECT_THAT(told(), ElementsAre("referral:worker_b", "referral_message:worker_a"));
    EXPECT_EQ(count_of(row("worker_a"), "unread_messages"), 1);
    EXPECT_EQ(count_of(row("worker_b"), "unread_messages"), 0);
    EXPECT_THAT(read("worker_b", "read_at"), ElementsAre("")) << "one's own reading is none";

    later(std::chrono::minutes(1));
    EXPECT_THAT(read("worker_a"), ElementsAre("When can she come?"));
    EXPECT_EQ(count_of(row("worker_a"), "unread_messages"), 0);
    EXPECT_THAT(read("worker_b", "read_at"), ElementsAre(format_instant(world.clock.now())));
    later(std::chrono::minutes(1));
    ASSERT_EQ(refusal(write("worker_a", "On Monday.")), "");
    EXPECT_THAT(told(), Contains("referral_message:worker_b"));
    EXPECT_THAT(read("worker_b"), ElementsAre("When can she come?", "On Monday."));
    EXPECT_THAT(read("worker_b", "by"), ElementsAre("worker_b", "worker_a"));
    EXPECT_EQ(text(id_, "last_updated_at"), edited_at) << "a word on it is no edit of the case";
}

TEST_F(Conversation, IsForThoseWhoSeeTheReferral) {
    ASSERT_EQ(refusal(write("worker_a", "secret words")), "");
    for (const auto* stranger : {"tracer", "recipient"}) {
        const auto seen = read_messages(world.as(stranger), world.records(), key());
        ASSERT_FALSE(seen.has_value()) << stranger;
        EXPECT_EQ(seen.error().code, Errc::forbidden) << stranger;
        EXPECT_EQ(refusal(write(stranger, "hello")), " errors.forbidden") << stranger;
    }
    // Nothing of it is in the record, nor in the list of referrals.
    const auto record = world.records().read(world.as("worker_b"), "case", id_, "");
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(json::write(record->data).find("secret words"), std::string::npos);
    EXPECT_EQ(json::write(row("worker_b")).find("secret words"), std::string::npos);
    auto other = key();
    other.id = "7f0d7a6e-1111-4222-8333-944455566677";
    const auto unknown = read_messages(world.as("worker_a"), world.records(), other);
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Errc::not_found);
}

TEST_F(Conversation, HasBounds) {
    EXPECT_EQ(refusal(write("worker_a", "  ")), "text errors.fields.required");
    EXPECT_EQ(refusal(write("worker_a", std::string(message_characters_max + 1, 'x'))),
              "text errors.validation.text_length");
    for (std::size_t count = 0; count < messages_max; ++count)
        ASSERT_EQ(refusal(write("worker_a", std::string("word"))), "");
    EXPECT_EQ(refusal(write("worker_a", "one more")), "base transition.errors.conversation_full");
    EXPECT_EQ(count_of(row("worker_a"), "message_count"), static_cast<int>(messages_max));
}

TEST_F(Conversation, EndsWithTheReferral) {
    ASSERT_EQ(refusal(write("worker_b", "hello")), "");
    EXPECT_TRUE(json::bool_or(row("worker_a"), "user_can_write", false));
    ASSERT_EQ(refusal(answer("worker_a", id_, made_, Status::revoked)), "");
    EXPECT_EQ(refusal(write("worker_b", "still there?")), " errors.forbidden");
    EXPECT_EQ(refusal(write("worker_a", "still there?")),
              "base transition.errors.conversation_over");
    EXPECT_FALSE(json::bool_or(row("worker_a"), "user_can_write", true));
    EXPECT_THAT(read("worker_a"), ElementsAre("hello")) << "what was written stays";
}

TEST_F(Conversation, IsNotHeldWithSomebodyOutside) {
    const auto made = refer("worker_a", id_, {.to_remote = "Clinic", .is_remote = true});
    ASSERT_EQ(refusal(made), "");
    made_ = *made;
    EXPECT_EQ(refusal(write("worker_a", "hello")), "base transition.errors.conversation_over");
    EXPECT_FALSE(row("worker_a").contains("message_count"));
}

TEST_F(Conversation, ArrivalIsNotedOnceAndForTheRecipientAlone) {
    const auto mark = [&](std::string_view name) { return json::string_or(row("worker_a"), name); };
    const auto open_as = [&](const std::string& who) {
        return note_seen(world.as(who), world.records(), {"case", id_}).has_value();
    };
    const std::vector<RecordId> cases{id_};
    ASSERT_TRUE(open_as("worker_a"));
    ASSERT_TRUE(note_received(world.as("worker_a"), world.records(), cases).has_value());
    EXPECT_EQ(mark("received_at") + mark("opened_at"), "");
    later(std::chrono::minutes(1));
    const auto received = format_instant(world.clock.now());
    ASSERT_TRUE(note_received(world.as("worker_b"), world.records(), cases).has_value());
    EXPECT_EQ(mark("received_at"), received);
    EXPECT_EQ(mark("opened_at"), "");
    later(std::chrono::minutes(1));
    const auto opened = format_instant(world.clock.now());
    ASSERT_TRUE(open_as("worker_b"));
    later(std::chrono::minutes(1));
    ASSERT_TRUE(open_as("worker_b"));
    EXPECT_EQ(mark("received_at"), received);
    EXPECT_EQ(mark("opened_at"), opened);
}

TEST_F(Conversation, OpeningATransferIsNotedToo) {
    const auto id = new_case();
    ASSERT_EQ(refusal(transfer("worker_a", id, "worker_b")), "");
    ASSERT_TRUE(note_seen(world.as("worker_b"), world.records(), {"case", id}).has_value());
    const auto stored = data(id);
    const auto rows = records::derived::rows(stored, transitions_key);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_NE(json::string_or(*rows.front(), "opened_at"), "");
    EXPECT_EQ(json::string_or(*rows.front(), "received_at"),
              json::string_or(*rows.front(), "opened_at"));
}

}  // namespace
}  // namespace amparo::casework
