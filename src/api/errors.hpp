#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/messages.hpp"
#include "http/message.hpp"

namespace amparo::api {

/// The one place that says what a refusal, a bug or an outage looks like on the wire. Thread-safe.
class Errors {
  public:
    /// `locale` gives the deployment's language.
    Errors(const Messages& messages, std::function<std::string()> locale)
        : messages_(messages), locale_(std::move(locale)) {}

    /// The same in somebody's language ("fr", "ar-SY"), as far as there are texts in it. Codes, and
    /// what old clients compare word by word, are the same in every language.
    Errors in(std::string_view locale) const;

    /// An expected refusal.
    http::Response respond(const http::Request& request, const Error& error) const;
    /// A bug: logged under an incident number, of which alone the client learns.
    http::Response respond_to_bug(const http::Request& request, std::string_view what) const;
    /// The database or the disk is in trouble: 503, try again.
    http::Response respond_to_outage(const http::Request& request, std::string_view what) const;
    /// What the listener itself refuses: 400, 413, 414, 431, 500, 503.
    http::Response respond_with(const http::Request& request, int status) const;

  private:
    std::string text(const MessageKey& message) const { return messages_.text(locale_(), message); }
    json::Object entry(const http::Request& request, const Error& error) const;
    /// One of `problems`: where it is, and the sentence for a person.
    json::Object reason(std::string_view pointer, const MessageKey& message) const;
    /// One entry for all places of the input that are at fault: pointers in `detail`, as old
    /// clients read them, and each with its reason in `problems`.
    json::Object places_entry(const http::Request& request, const Error& error,
                              const std::vector<Problem>& problems) const;
    json::Array entries(const http::Request& request, const Error& error) const;

    const Messages& messages_;
    std::function<std::string()> locale_;
};

/// The status of a refusal.
int status_of(Errc code);

/// Whether a message goes out as its key, which clients translate, and not as a sentence.
bool is_client_key(std::string_view key);

}  // namespace amparo::api
