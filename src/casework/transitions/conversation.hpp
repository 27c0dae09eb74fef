#pragma once

#include <optional>
#include <string>

#include "casework/transitions/operations.hpp"

/// What the two sides of a referral write to each other while it lasts: kept with the referral, so
/// that whoever may see that may read along.
namespace amparo::casework {

/// Bounds of one conversation; it travels with its record.
inline constexpr std::size_t messages_max = 200;
inline constexpr std::size_t message_characters_max = 2000;

/// What somebody writes.
struct MessageInput {
    std::string text = {};
    std::optional<records::Repetition> repetition = {};
};
/// Adds a message and tells the others who have a word in the referral, without its words. Gives
/// the referral as the actor sees it. forbidden for those who only see it; invalid for a blank or
/// long text, a full conversation, and once the referral is over or goes out of the system.
Result<json::Object> write_message(const access::Actor& actor, records::Service& records,
                                   const TransitionKey& key, const MessageInput& input);

/// The messages, oldest first: `id`, `by`, `at`, `text`, and `read_at` once somebody else has read
/// so far. Who reads is noted, if they have a word in it. forbidden, not_found as for the referral.
Result<json::Array> read_messages(const access::Actor& actor, records::Service& records,
                                  const TransitionKey& key);

}  // namespace amparo::casework
