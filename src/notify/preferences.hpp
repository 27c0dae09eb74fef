#pragma once

#include <string>

#include "access/actor.hpp"
#include "records/events.hpp"

/// What a user wants to be told of, by which way and when (case-management.md §6.4). Pure.
namespace amparo::notify {

/// The two ways to somebody who is not looking; the notification centre is always on.
enum class Channel { mail, push };

/// Whether an event has a place in the notification centre; an invitation, a new password and a
/// message to many come by mail alone.
bool is_kept(records::EventKind kind);
/// Whether the user wants the event this way: the switch of the channel, then the preference of
/// the event. Preferences that were never chosen are on; once some of a channel are chosen, one
/// that Primero v2 knows and that is absent is off.
bool wants(const access::User& user, Channel channel, records::EventKind kind);
/// Whether mails are gathered to one a day.
bool wants_digest(const access::User& user);
/// When to disturb the user at the earliest: now, or the end of their quiet hours.
Instant not_before(const access::User& user, Instant now, const std::string& zone);

}  // namespace amparo::notify
