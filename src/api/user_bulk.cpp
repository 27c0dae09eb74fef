// Actions on many users at once (administration.md §5.4).
#include <algorithm>

#include "access/users.hpp"
#include "api/listing.hpp"
#include "api/objects.hpp"
#include "base/clock.hpp"
#include "base/text.hpp"
#include "notify/preferences.hpp"
#include "records/events.hpp"
#include "store/audit.hpp"

namespace amparo::api {

namespace {

constexpr std::size_t batch_size = 50;  // recipients of one job
constexpr std::size_t subject_characters_max = 200;
constexpr std::size_t message_characters_max = 20'000;

/// One value or a list of them, as texts.
std::vector<std::string> texts_of(const json::Object& data, std::string_view key) {
    std::vector<std::string> texts;
    const auto add = [&](const json::Value& value) {
        if (value.is_string()) texts.emplace_back(value.as_string());
        if (value.is_bool()) texts.emplace_back(value.as_bool() ? "true" : "false");
    };
    const auto* value = data.if_contains(key);
    if (value == nullptr) return texts;
    if (!value->is_array()) {
        add(*value);
        return texts;
    }
    for (const auto& entry : value->as_array()) add(entry);
    return texts;
}

std::vector<std::int64_t> numbers_of(const json::Object& data, std::string_view key) {
    std::vector<std::int64_t> numbers;
    const auto* value = data.if_contains(key);
    if (value == nullptr) return numbers;
    const auto add = [&](const json::Value& one) {
        if (const auto number = json::as_integer(one)) numbers.push_back(*number);
    };
    if (!value->is_array()) {
        add(*value);
        return numbers;
    }
    for (const auto& entry : value->as_array()) add(entry);
    return numbers;
}

/// Which users a body means; every match on one page.
access::UserQuery selection_from_wire(const json::Object& data) {
    access::UserQuery query{.text = json::string_or(data, "query"),
                            .user_name = json::string_or(data, "user_name"),
                            .agencies = numbers_of(data, "agency"),
                            .roles = numbers_of(data, "role_id"),
                            .groups = texts_of(data, "user_group_ids"),
                            .ids = numbers_of(data, "ids"),
                            .disabled = one_truth(texts_of(data, "disabled")),
                            .location = json::string_or(data, "location"),
                            .service = json::string_or(data, "services")};
    query.page = {.order_by = "id"};
    return query;
}

/// Who the caller, as everybody, is in the audit log.
store::AuditEntry entry_of(const Call& call, std::string_view action, std::int64_t user_id) {
    store::AuditEntry entry{.at = call.services().clock.now(),
                            .user_name = call.actor().name().text(),
                            .action = std::string(action),
                            .record_type = "User",
                            .record_id = std::to_string(user_id),
                            .details = {{"user_id", call.actor().user().id},
                                        {"remote_ip", call.request().remote_address},
                                        {"request_id", call.request().id}}};
    return entry;
}

Result<http::Response> disable_users(Call& call) {
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto changed,
               call.services().users.disable_matching(call.actor(), selection_from_wire(data)));
    json::Array ids;
    for (const auto id : changed) {
        call.services().audit.append(entry_of(call, "update_bulk", id));
        ids.emplace_back(id);
    }
    call.audit().is_wanted = changed.empty();  // each user has an entry of its own
    return ok_with(json::Array(), {{"total", changed.size()}, {"changed_ids", std::move(ids)}});
}

struct Message {
    std::string subject;
    std::string text;
};

Result<Message> message_from_wire(const json::Object& data) {
    Message message{.subject = text::trim(json::string_or(data, "subject")),
                    .text = text::trim(json::string_or(data, "message"))};
    std::vector<Problem> problems;
    const auto check = [&](const char* field, const std::string& value, std::size_t most) {
        if (value.empty()) problems.push_back({field, "errors.blank"});
        if (text::length(value) > most) problems.push_back({field, "errors.fields.value"});
    };
    check("subject", message.subject, subject_characters_max);
    check("message", message.text, message_characters_max);
    if (problems.empty()) return message;
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

/// The jobs that write to the recipients, all with the request or none.
Result<> enqueue_messages(Call& call, const std::vector<UserName>& recipients,
                          const Message& message) {
    return call.services().database.write([&](store::Transaction& transaction) -> Result<> {
        for (std::size_t at = 0; at < recipients.size(); at += batch_size) {
            const auto begin = recipients.begin() + static_cast<std::ptrdiff_t>(at);
            const auto count = std::min(batch_size, recipients.size() - at);
            const records::Event event{
                .kind = records::EventKind::bulk_message,
                .actor = call.actor().name(),
                .recipients = {begin, begin + static_cast<std::ptrdiff_t>(count)},
                .details = {{"subject", message.subject}, {"message", message.text}}};
            AMPARO_CHECK(store::enqueue_job(transaction, records::event_job(event)));
        }
        return {};
    });
}

Result<http::Response> mail_users(Call& call) {
    if (!call.actor().holds("user", "send_email_multiple")) {
        return refuse(Errc::forbidden, "errors.forbidden");
    }
    AMPARO_TRY(const auto data, call.data());
    AMPARO_TRY(const auto message, message_from_wire(data));
    AMPARO_TRY(const auto matches,
               call.services().users.list(call.actor(), selection_from_wire(data)));
    std::vector<UserName> recipients;
    for (const auto& user : matches.users) {
        const bool can_receive =
            notify::wants(*user, notify::Channel::mail, records::EventKind::bulk_message);
        if (!can_receive || user->user_name == call.actor().name()) continue;
        recipients.push_back(user->user_name);
        call.services().audit.append(entry_of(call, "bulk_email", user->id));
    }
    AMPARO_CHECK(enqueue_messages(call, recipients, message));
    call.audit().is_wanted = recipients.empty();
    return ok(json::Object{{"subject", message.subject}, {"message", message.text}});
}

}  // namespace

Routes user_bulk_routes() {
    using http::Method;
    return {
        {.method = Method::post,
         .pattern = "/api/v2/users/update_bulk",
         .handler = disable_users,
         .model = "User",
         .action = "update_bulk"},
        {.method = Method::post,
         .pattern = "/api/v2/users/send_emails",
         .handler = mail_users,
         .model = "User",
         .action = "bulk_email"},
    };
}

}  // namespace amparo::api
