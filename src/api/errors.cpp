#include "api/errors.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/log.hpp"

namespace amparo::api {

namespace {

constexpr int outage_retry_seconds = 10;
constexpr int busy_retry_seconds = 2;

// What existing clients compare word by word (records.md §3, administration.md §1.6).
constexpr std::string_view forbidden_text = "Forbidden";
constexpr std::string_view not_found_text = "Not Found";
constexpr std::string_view conflict_text = "Conflict: A record with this id already exists";
constexpr std::string_view invalid_text = "Invalid Record JSON";
constexpr std::string_view invalid_attachment_text = "Invalid Attachment JSON";
constexpr std::string_view unavailable_text = "Service Unavailable";
constexpr std::string_view challenge = "Bearer realm=\"Primero\" charset=\"UTF8\"";

constexpr std::string_view attachment_key = "errors.invalid_attachment_json";

constexpr std::array<std::string_view, 8> client_key_prefixes{
    "errors.models.", "errors.attachments.",  "errors.api.",    "transition.",
    "approvals.",     "user.password_reset.", "case.messages.", "users.alerts."};

bool is_pointer(std::string_view field) {
    return field.starts_with('/');
}

json::Object parameters_of(const MessageKey& message) {
    json::Object parameters;
    for (const auto& [name, value] : message.arguments) parameters.emplace(name, value);
    return parameters;
}

void add_code(json::Object& entry, const MessageKey& message) {
    if (message.key.empty()) return;
    entry.emplace("code", message.key);
    if (!message.arguments.empty()) entry.emplace("params", parameters_of(message));
}

json::Object start_entry(const http::Request& request, int status) {
    json::Object entry;
    entry.emplace("status", status);
    entry.emplace("resource", request.path);
    return entry;
}

http::Response reply(int status, json::Array errors) {
    json::Object body;
    body.emplace("errors", std::move(errors));
    return {.status = status,
            .headers = {{"Content-Type", "application/json; charset=utf-8"},
                        {"Cache-Control", "no-store"}},
            .body = json::write(body)};
}

MessageKey default_message(Errc code) {
    switch (code) {
        case Errc::malformed:
            return "errors.request.malformed";
        case Errc::unauthenticated:
            return "errors.not_signed_in";
        case Errc::not_found:
            return "errors.not_found";
        case Errc::conflict:
            return "errors.conflict";
        case Errc::precondition_failed:
            return "errors.precondition_failed";
        case Errc::too_large:
            return "errors.too_large";
        case Errc::unsupported_media:
            return "errors.unsupported_media";
        case Errc::too_many_requests:
            return "errors.too_many_requests";
        case Errc::forbidden:
            return "errors.forbidden";
        case Errc::busy:
            return "errors.busy";
        case Errc::invalid:
            break;
    }
    return "errors.invalid";
}

/// Whether the wire has a fixed word for refusals of this kind, with the reason as `detail`.
std::string_view fixed_text(const Error& error) {
    const auto is_plain = [&](std::string_view key) {
        return error.message.key.empty() || error.message.key == key;
    };
    switch (error.code) {
        case Errc::not_found:
            return not_found_text;
        case Errc::busy:
            return unavailable_text;
        case Errc::forbidden:
            return is_plain("errors.forbidden") ? forbidden_text : "";
        case Errc::conflict:
            return is_plain("errors.conflict") || error.message.key == "errors.conflict.taken"
                       ? conflict_text
                       : "";
        default:
            return "";
    }
}

std::string method_and_path(const http::Request& request) {
    return std::string(http::wire_name(request.method)) + " " + request.path;
}

}  // namespace

int status_of(Errc code) {
    switch (code) {
        case Errc::malformed:
            return 400;
        case Errc::unauthenticated:
            return 401;
        case Errc::forbidden:
            return 403;
        case Errc::not_found:
            return 404;
        case Errc::conflict:
            return 409;
        case Errc::precondition_failed:
            return 412;
        case Errc::too_large:
            return 413;
        case Errc::unsupported_media:
            return 415;
        case Errc::invalid:
            return 422;
        case Errc::too_many_requests:
            return 429;
        case Errc::busy:
            return 503;
    }
    return 500;
}

bool is_client_key(std::string_view key) {
    return std::ranges::any_of(client_key_prefixes,
                               [&](std::string_view prefix) { return key.starts_with(prefix); });
}

Errors Errors::in(std::string_view locale) const {
    const auto language = locale.substr(0, locale.find('-'));
    for (const auto known : {locale, language}) {
        if (messages_.catalogues().contains(known))
            return Errors(messages_, [text = std::string(known)] { return text; });
    }
    return *this;
}

json::Object Errors::reason(std::string_view pointer, const MessageKey& message) const {
    json::Object reason{{"pointer", pointer}, {"message", text(message)}};
    add_code(reason, message);
    return reason;
}

json::Object Errors::entry(const http::Request& request, const Error& error) const {
    auto entry = start_entry(request, status_of(error.code));
    const auto message = error.message.key.empty() ? default_message(error.code) : error.message;
    if (const auto fixed = fixed_text(error); !fixed.empty()) {
        entry.emplace("detail", error.field.empty() ? text(message) : error.field);
        entry.emplace("message", fixed);
        if (error.code == Errc::forbidden && error.field.empty()) entry.erase("detail");
        const bool has_place = !error.field.empty() && error.code != Errc::busy;
        if (has_place) entry.emplace("problems", json::Array{reason(error.field, message)});
    } else {
        const bool is_rule =
            error.code == Errc::invalid && !is_pointer(error.field) && !error.field.empty();
        const auto words = is_client_key(message.key) ? message.key : text(message);
        if (!error.field.empty()) entry.emplace("detail", error.field);
        entry.emplace("message",
                      is_rule ? json::Value(json::Array{json::Value(words)}) : json::Value(words));
        // Clients that translate keys themselves read the key, others the sentence.
        if (is_client_key(message.key))
            entry.emplace("problems", json::Array{reason(error.field, message)});
    }
    add_code(entry, message);
    return entry;
}

json::Object Errors::places_entry(const http::Request& request, const Error& error,
                                  const std::vector<Problem>& problems) const {
    auto entry = start_entry(request, status_of(error.code));
    json::Array places;
    json::Array reasons;
    for (const auto& problem : problems) {
        places.emplace_back(problem.pointer);
        reasons.emplace_back(reason(problem.pointer, problem.message));
    }
    entry.emplace("detail", std::move(places));
    if (error.message.key == attachment_key) {
        entry.emplace("message", invalid_attachment_text);
    } else if (error.code == Errc::invalid) {
        entry.emplace("message", invalid_text);
    } else {
        entry.emplace("message", text(error.message));
        add_code(entry, error.message);
    }
    entry.emplace("problems", std::move(reasons));
    return entry;
}

json::Array Errors::entries(const http::Request& request, const Error& error) const {
    json::Array errors;
    if (error.problems.empty()) {
        if (error.code == Errc::invalid && is_pointer(error.field)) {
            errors.emplace_back(places_entry(request, error, {{error.field, error.message}}));
        } else {
            errors.emplace_back(entry(request, error));
        }
        return errors;
    }
    const auto is_place = [&](const Problem& problem) {
        return is_pointer(problem.pointer) || error.message.key == attachment_key;
    };
    std::vector<Problem> places;
    std::ranges::copy_if(error.problems, std::back_inserter(places), is_place);
    if (!places.empty()) errors.emplace_back(places_entry(request, error, places));
    // One entry for each attribute, with all that is wrong with it, in the order of the findings.
    std::vector<std::pair<std::string, std::vector<const Problem*>>> by_attribute;
    for (const auto& problem : error.problems) {
        if (is_place(problem)) continue;
        auto found = std::ranges::find(by_attribute, problem.pointer,
                                       [](const auto& group) { return group.first; });
        if (found == by_attribute.end()) {
            found = by_attribute.insert(found, {problem.pointer, {}});
        }
        found->second.push_back(&problem);
    }
    for (const auto& [attribute, problems] : by_attribute) {
        auto entry = start_entry(request, status_of(error.code));
        entry.emplace("detail", attribute);
        json::Array words;
        json::Array reasons;
        for (const auto* problem : problems) {
            reasons.emplace_back(reason(problem->pointer, problem->message));
            words.emplace_back(is_client_key(problem->message.key) ? problem->message.key
                                                                   : text(problem->message));
        }
        entry.emplace("message", std::move(words));
        add_code(entry, problems.front()->message);
        entry.emplace("problems", std::move(reasons));
        errors.emplace_back(std::move(entry));
    }
    return errors;
}

http::Response Errors::respond(const http::Request& request, const Error& error) const {
    const auto status = status_of(error.code);
    auto response = reply(status, entries(request, error));
    if (!error.internal.empty()) {
        log::info("api.refused", {{"id", request.id}, {"status", status}, {"why", error.internal}});
    }
    if (!error.extra.empty() && error.extra != "{}") {
        response.body.back() = ',';
        response.body.append(error.extra, 1);
    }
    if (error.code == Errc::unauthenticated) {
        const auto message =
            error.message.key.empty() ? default_message(error.code) : error.message;
        std::string body = "{\"error\":";
        json::write_string(body, text(message));
        body += ',';
        response.body = body.append(response.body, 1);
        response.set_header("WWW-Authenticate", std::string(challenge));
    }
    const bool may_retry = error.code == Errc::busy || error.code == Errc::too_many_requests;
    if (may_retry) {
        const auto seconds =
            error.retry_after_seconds > 0 ? error.retry_after_seconds : busy_retry_seconds;
        response.set_header("Retry-After", std::to_string(seconds));
    }
    return response;
}

http::Response Errors::respond_to_bug(const http::Request& request, std::string_view what) const {
    log::error("api.bug",
               {{"incident", request.id}, {"call", method_and_path(request)}, {"what", what}});
    return respond_with(request, 500);
}

http::Response Errors::respond_to_outage(const http::Request& request,
                                         std::string_view what) const {
    log::error("api.outage",
               {{"id", request.id}, {"call", method_and_path(request)}, {"what", what}});
    return respond(request, {.code = Errc::busy,
                             .message = "errors.outage",
                             .retry_after_seconds = outage_retry_seconds});
}

http::Response Errors::respond_with(const http::Request& request, int status) const {
    if (status == 413) return respond(request, {.code = Errc::too_large});
    if (status == 503) return respond(request, {.code = Errc::busy});
    MessageKey message("errors.request.malformed");
    if (status == 411) message = MessageKey("errors.request.length_required");
    if (status == 414) message = MessageKey("errors.request.target_too_long");
    if (status == 431) message = MessageKey("errors.request.headers_too_long");
    if (status == 500) message = MessageKey("errors.internal");
    auto entry = start_entry(request, status);
    if (status == 500) entry.emplace("detail", request.id);
    entry.emplace("message", text(message));
    add_code(entry, message);
    json::Array errors;
    errors.emplace_back(std::move(entry));
    return reply(status, std::move(errors));
}

}  // namespace amparo::api
