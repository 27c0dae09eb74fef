#include "notify/service.hpp"

#include <algorithm>
#include <set>

#include "access/password_resets.hpp"
#include "base/crypto.hpp"
#include "base/log.hpp"
#include "notify/centre.hpp"
#include "records/settings_change.hpp"
#include "store/documents.hpp"

namespace amparo::notify {
namespace {

using records::Event;
using store::RunningJob;

/// Remembers that somebody was told by mail alone, so that a repeated job does not tell twice.
constexpr std::string_view announcement_kind = "announcement";
constexpr std::chrono::days kept_for{90};
constexpr int attempts_of_mail = 30;  // with growing pauses: about a day
constexpr int attempts_of_push = 14;  // the push service forgets after a day anyway
constexpr int pause_max_seconds = 3600;
constexpr std::size_t unread_max = 500;  // of one person in a digest
constexpr std::chrono::hours claim_time{12};

/// Two jobs about one occurrence give one key. The codes of the event are part of it: a referral
/// that is accepted and then done is news twice.
std::string key_of(const Event& event, std::int64_t job_id) {
    std::string named = std::string(records::wire_name(event.kind)) + "|" + event.record_id + "|";
    named += event.occurrence.empty() ? "job " + std::to_string(job_id) : event.occurrence;
    auto codes = event.details;
    codes.erase("count");  // it may have grown when a job is done again
    named += "|" + json::write(codes);
    constexpr std::size_t digits = 32;
    return crypto::hex(crypto::sha256(named)).substr(0, digits);
}

int pause_after(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 12);
    return std::min(pause_max_seconds, 5 << doublings);
}

/// The refusal of a delivery as the engine understands it: later, or never again.
std::unexpected<Error> as_failure(Error error, int attempts) {
    if (error.code != Errc::busy) {
        error.retry_after_seconds = store::never_again;
    } else if (error.retry_after_seconds == 0) {
        error.retry_after_seconds = pause_after(attempts);
    }
    return std::unexpected(std::move(error));
}

Result<Announcement> announcement_of(const store::Job& job) {
    store::Job announced{.kind = std::string(records::announce_kind), .payload = job.payload};
    AMPARO_TRY(auto event, records::event_of(announced));
    return Announcement{.event = std::move(event),
                        .display_id = json::string_or(job.payload, "display_id")};
}

json::Object outcome(std::string_view word) {
    return {{"outcome", word}};
}

}  // namespace

/// What is told, under a key that is told once.
struct Service::News {
    const Announcement& announcement;
    const std::string& key;
};

/// Of one morning.
struct Service::Digest {
    Instant since;
    std::string key;
};

Service::Service(Parts parts)
    : parts_(std::move(parts)), subscriptions_(parts_.database), centre_(parts_.database) {}

TextSources Service::sources(const forms::Definitions& definitions,
                             const access::Directory& directory) const {
    return {.definitions = definitions,
            .directory = directory,
            .public_url = parts_.public_url,
            .discreet_name = records::discreet_name_of(definitions, parts_.push.discreet_name)};
}

Result<json::Object> Service::announce(const RunningJob& running) {
    AMPARO_TRY(auto event, records::event_of(running.job));
    const auto key = key_of(event, running.job.id);
    const std::set<UserName> names(event.recipients.begin(), event.recipients.end());
    event.recipients.clear();
    Announcement announcement{.event = std::move(event), .display_id = {}};
    if (!announcement.event.record_id.empty()) {
        announcement.display_id =
            parts_.display_id(announcement.event.record_type, announcement.event.record_id);
    }
    AMPARO_TRY(const auto told, parts_.database.write([&](store::Transaction& transaction) {
        return tell_all(transaction, names, {.announcement = announcement, .key = key});
    }));
    return json::Object{{"told", told}};
}

Result<std::size_t> Service::tell_all(store::Transaction& transaction,
                                      const std::set<UserName>& names, const News& news) {
    const auto directory = parts_.directory();
    std::size_t told = 0;
    for (const auto& name : names) {
        const auto user = directory->user(name);
        if (!user || !user->is_active() || name == news.announcement.event.actor) continue;
        AMPARO_CHECK(tell(transaction, *user, news));
        ++told;
    }
    return told;
}

// The item and the jobs come together or not at all; an item that is there already says that the
// jobs were enqueued with it.
Result<> Service::tell(store::Transaction& transaction, const access::User& user,
                       const News& news) {
    const bool kept = is_kept(news.announcement.event.kind);
    const store::UserItem item{.kind = std::string(kept ? notification_kind : announcement_kind),
                               .user_id = user.id,
                               .key = news.key,
                               .state = unread_state,
                               .data = kept ? to_item_data(news.announcement) : json::Object{}};
    AMPARO_TRY(const auto id, store::insert_user_item(transaction, item));
    if (!id) return {};
    return enqueue_deliveries(transaction, user, news);
}

Result<> Service::enqueue_deliveries(store::Transaction& transaction, const access::User& user,
                                     const News& news) {
    const auto& event = news.announcement.event;
    auto payload = records::event_job(event).payload;
    payload["user_id"] = user.id;
    payload["display_id"] = news.announcement.display_id;
    const auto now = parts_.database.clock().now();
    const auto zone = parts_.definitions()->time_zone();
    const auto run_at = is_kept(event.kind) ? not_before(user, now, zone) : now;
    const bool in_digest = is_kept(event.kind) && wants_digest(user);
    const bool by_mail =
        parts_.smtp.is_configured() && !in_digest && wants(user, Channel::mail, event.kind);
    if (by_mail) {
        AMPARO_CHECK(store::enqueue_job(transaction, {.queue = std::string(mail_queue),
                                                      .kind = std::string(send_mail_kind),
                                                      .attempts_max = attempts_of_mail,
                                                      .run_at = run_at,
                                                      .payload = payload}));
    }
    const bool by_push =
        parts_.push.enabled && is_kept(event.kind) && wants(user, Channel::push, event.kind);
    if (!by_push) return {};
    AMPARO_TRY(const auto browsers, browsers_of(transaction, user));
    for (const auto browser : browsers) {
        payload["subscription_id"] = browser;
        AMPARO_CHECK(store::enqueue_job(transaction, {.queue = std::string(push_queue),
                                                      .kind = std::string(send_push_kind),
                                                      .attempts_max = attempts_of_push,
                                                      .run_at = run_at,
                                                      .payload = payload}));
    }
    return {};
}

Result<std::vector<std::int64_t>> Service::browsers_of(store::Transaction& transaction,
                                                       const access::User& user) const {
    AMPARO_TRY(const auto items, store::list_user_items(
                                     transaction, {.kind = Subscriptions::kind, .user_id = user.id},
                                     {.state = 0, .count = Subscriptions::per_user_max}));
    std::vector<std::int64_t> ids;
    for (const auto& item : items) ids.push_back(item.id);
    return ids;
}

Result<json::Object> Service::send_mail(const RunningJob& running) {
    const auto directory = parts_.directory();
    const auto user = directory->user(json::integer_or(running.job.payload, "user_id", 0));
    if (!user || !user->is_active() || user->email.empty()) return outcome("no_recipient");
    const auto definitions = parts_.definitions();
    const auto from = sources(*definitions, *directory);
    Mail mail;
    if (const auto* digest = json::find_object(running.job.payload, "digest")) {
        std::vector<DigestCount> counts;
        for (const auto& [name, count] : *digest) {
            const auto kind = records::event_kind_named(name);
            if (kind) counts.push_back({*kind, static_cast<std::size_t>(count.to_number<int>())});
        }
        mail = parts_.texts.digest(from, *user, counts);
    } else {
        AMPARO_TRY(const auto announcement, announcement_of(running.job));
        mail = parts_.texts.mail(from, *user, announcement);
    }
    const Envelope envelope{.from = parts_.smtp.from, .at = parts_.database.clock().now()};
    const auto sent = send(parts_.smtp, mail, message_of(mail, envelope, parts_.database.random()));
    if (!sent) return as_failure(sent.error(), running.job.attempts);
    return outcome("sent");
}

Result<json::Object> Service::tell_contact(const RunningJob& running) {
    AMPARO_TRY(const auto contact, parts_.database.read([](store::Snapshot& snapshot) {
        return store::find_document(snapshot, "contact_information", "1");
    }));
    const auto address = contact ? json::string_or(contact->data, "email") : std::string();
    if (address.empty() || !parts_.smtp.is_configured()) return outcome("no_recipient");
    const auto definitions = parts_.definitions();
    const auto directory = parts_.directory();
    const auto mail =
        parts_.texts.notice(sources(*definitions, *directory), address, running.job.payload);
    const Envelope envelope{.from = parts_.smtp.from, .at = parts_.database.clock().now()};
    const auto sent = send(parts_.smtp, mail, message_of(mail, envelope, parts_.database.random()));
    if (!sent) return as_failure(sent.error(), running.job.attempts);
    return outcome("sent");
}

Result<json::Object> Service::send_password_reset(const RunningJob& running) {
    const auto directory = parts_.directory();
    const auto user = access::user_to_reset(*directory, running.job.payload);
    if (!user || !parts_.smtp.is_configured()) return outcome("no_recipient");
    json::Object details;
    const auto why = json::string_or(running.job.payload, "why");
    if (!why.empty()) details["why"] = why;
    // Nobody asked for a password here: the link only leads to the door.
    if (why != "known") {
        AMPARO_TRY(const auto token, access::issue_reset_token(parts_.database, user->user_name));
        details["token"] = token.reveal();
    }
    const Announcement announcement{
        .event = {.kind = records::EventKind::password_reset, .details = std::move(details)},
        .display_id = {}};
    const auto definitions = parts_.definitions();
    const auto mail = parts_.texts.mail(sources(*definitions, *directory), *user, announcement);
    const Envelope envelope{.from = parts_.smtp.from, .at = parts_.database.clock().now()};
    const auto sent = send(parts_.smtp, mail, message_of(mail, envelope, parts_.database.random()));
    if (!sent) return as_failure(sent.error(), running.job.attempts);
    return outcome("sent");
}

Result<json::Object> Service::send_push(const RunningJob& running) {
    const auto& payload = running.job.payload;
    const auto user_id = json::integer_or(payload, "user_id", 0);
    const auto id = json::integer_or(payload, "subscription_id", 0);
    const auto subscription = subscriptions_.find(user_id, id);
    const auto directory = parts_.directory();
    const auto user = directory->user(user_id);
    const bool is_there = subscription && !subscription->disabled && user && user->is_active();
    if (!parts_.push.enabled || !is_there) return outcome("no_recipient");
    const auto now = parts_.database.clock().now();
    if (subscription->updated_at + parts_.push.pause_after < now) return outcome("paused");
    AMPARO_TRY(const auto announcement, announcement_of(running.job));
    const auto definitions = parts_.definitions();
    const auto text = parts_.texts.push(sources(*definitions, *directory), *user, announcement);
    const json::Object message{{"title", text.title},
                               {"body", text.body},
                               {"action_label", text.action_label},
                               {"icon", ""},
                               {"link", text.link}};
    const auto origin = push_origin(subscription->url, parts_.push.targets);
    if (!origin) return as_failure(origin.error(), running.job.attempts);
    AMPARO_TRY(const auto receiver, read_receiver(subscription->p256dh, subscription->auth));
    const PushRequest request{
        .url = subscription->url,
        .body = encrypt_push(receiver, fresh(parts_.database.random()), json::write(message)),
        .authorization = vapid_header(
            parts_.push.keys,
            {.origin = *origin, .contact = parts_.push.contact, .until = now + claim_time})};
    const auto sent = send(request, parts_.push.targets);
    if (sent) {
        AMPARO_CHECK(subscriptions_.count_success(user_id, id));
        return outcome("sent");
    }
    if (sent.error().code == Errc::not_found) {
        AMPARO_CHECK(subscriptions_.disable(user_id, id));
        return outcome("gone");
    }
    if (sent.error().code == Errc::invalid) {
        AMPARO_CHECK(subscriptions_.count_failure(user_id, id));
    }
    return as_failure(sent.error(), running.job.attempts);
}

/// How many unread notifications of each event came since then; nullopt when there are none.
Result<std::optional<json::Object>> Service::unread_since(store::Transaction& transaction,
                                                          std::int64_t user_id,
                                                          Instant since) const {
    AMPARO_TRY(const auto items,
               store::list_user_items(transaction, {.kind = notification_kind, .user_id = user_id},
                                      {.state = unread_state, .count = unread_max}));
    json::Object counts;
    for (const auto& item : items) {
        if (item.created_at <= since) break;  // the newest come first
        const auto event = json::string_or(item.data, "event");
        counts[event] = json::integer_or(counts, event, 0) + 1;
    }
    if (counts.empty()) return std::nullopt;
    return counts;
}

Result<bool> Service::enqueue_digest(store::Transaction& transaction, std::int64_t user_id,
                                     const Digest& digest) {
    AMPARO_TRY(auto counts, unread_since(transaction, user_id, digest.since));
    if (!counts) return false;
    const store::UserItem mark{
        .kind = std::string(announcement_kind), .user_id = user_id, .key = digest.key};
    AMPARO_TRY(const auto is_new, store::insert_user_item(transaction, mark));
    if (!is_new) return false;
    AMPARO_CHECK(store::enqueue_job(
        transaction, {.queue = std::string(mail_queue),
                      .kind = std::string(send_mail_kind),
                      .attempts_max = attempts_of_mail,
                      .payload = {{"user_id", user_id}, {"digest", std::move(*counts)}}}));
    return true;
}

Result<json::Object> Service::send_digests(Instant since, const RunningJob& running) {
    std::size_t sent = 0;
    const Digest digest{.since = since, .key = "digest " + std::to_string(running.job.id)};
    for (const auto& user : parts_.directory()->users()) {
        const bool wanted = wants_digest(*user) && parts_.smtp.is_configured() &&
                            wants(*user, Channel::mail, records::EventKind::alert_case);
        if (!wanted) continue;
        AMPARO_TRY(const auto is_sent, parts_.database.write([&](store::Transaction& transaction) {
            return enqueue_digest(transaction, user->id, digest);
        }));
        sent += is_sent ? 1U : 0U;
    }
    return json::Object{{"sent", sent}};
}

Result<std::size_t> Service::forget_old() {
    const auto before = parts_.database.clock().now() - kept_for;
    return parts_.database.write([&](store::Transaction& transaction) -> Result<std::size_t> {
        std::size_t forgotten = 0;
        for (const auto kind : {notification_kind, announcement_kind}) {
            AMPARO_TRY(const auto count, store::expire_user_items(transaction, kind, before));
            forgotten += count;
        }
        return forgotten;
    });
}

}  // namespace amparo::notify
