#pragma once

#include <expected>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace amparo {

/// Why the world says no. Decides the HTTP status, once, in api/errors.cpp.
enum class Errc {
    malformed,            // 400: not JSON, not UTF-8, not a request we can read
    unauthenticated,      // 401
    forbidden,            // 403
    not_found,            // 404
    conflict,             // 409
    precondition_failed,  // 412: If-Match names another revision
    too_large,            // 413
    unsupported_media,    // 415
    invalid,              // 422
    too_many_requests,    // 429
    busy,                 // 503: try again later
};

/// The name of a text in the translation catalogues, with the values it needs.
struct MessageKey {
    std::string key;  // "errors.transfer.recipient_disabled"
    std::vector<std::pair<std::string, std::string>> arguments = {};

    MessageKey() = default;
    // NOLINTBEGIN(google-explicit-constructor): a text is a key, wherever a message is asked for
    MessageKey(const char* name) : key(name) {}
    MessageKey(std::string name) : key(std::move(name)) {}
    // NOLINTEND(google-explicit-constructor)
    /// A key with the values of its text.
    MessageKey(std::string name, std::vector<std::pair<std::string, std::string>> values)
        : key(std::move(name)), arguments(std::move(values)) {}
    bool operator==(const MessageKey&) const = default;
};

/// One thing that is wrong with an input: where, and which text says so.
struct Problem {
    std::string pointer;  // JSON pointer into the input ("/age") or an attribute name
    MessageKey message;
    bool operator==(const Problem&) const = default;
};

/// An expected refusal. Never carries a name, a token or a record's text.
struct Error {
    Errc code = Errc::invalid;
    MessageKey message = {};
    std::string field = {};              // JSON pointer or attribute name, or empty
    std::string internal = {};           // for the log; never sent
    std::vector<Problem> problems = {};  // all findings of a validation, in field order
    int retry_after_seconds = 0;         // with too_many_requests and busy
    std::string extra = {};              // members beside "errors" in the reply, as the text of a
                                         // JSON object; already cut to what the actor may read
};

template <class T = void>
using Result = std::expected<T, Error>;

/// The refusal as a return value: `return refuse(Errc::not_found, "errors.not_found");`
[[nodiscard]] inline std::unexpected<Error> refuse(Errc code, MessageKey message,
                                                   std::string internal = {}) {
    return std::unexpected(
        Error{.code = code, .message = std::move(message), .internal = std::move(internal)});
}

/// The refusal of what the actor has no right to, without a word on what that would be.
[[nodiscard]] inline std::unexpected<Error> refuse_forbidden() {
    return refuse(Errc::forbidden, "errors.forbidden");
}

/// As refuse(), naming the field that is at fault.
[[nodiscard]] inline std::unexpected<Error> refuse_field(Errc code, std::string field,
                                                         MessageKey message) {
    return std::unexpected(
        Error{.code = code, .message = std::move(message), .field = std::move(field)});
}

/// Our own logic is wrong. Ends as 500 with an incident number; nothing of it is sent.
class Bug : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

/// The ground gives way: disk, database, memory. Ends as 503 with Retry-After.
class Outage : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Throws Bug; the out-of-line end of AMPARO_REQUIRE.
[[noreturn]] void report_bug(const char* condition, const char* file, int line);

}  // namespace amparo

#define AMPARO_JOIN_(a, b) a##b
#define AMPARO_JOIN(a, b) AMPARO_JOIN_(a, b)
#define AMPARO_TRY_(temporary, declaration, ...)              \
    auto temporary = (__VA_ARGS__);                           \
    if (!temporary) [[unlikely]]                              \
        return std::unexpected(std::move(temporary).error()); \
    declaration = std::move(*temporary)

/// AMPARO_TRY(const auto x, expression): x, or the refusal goes up to our caller.
#define AMPARO_TRY(declaration, ...) \
    AMPARO_TRY_(AMPARO_JOIN(amparo_result_, __COUNTER__), declaration, __VA_ARGS__)

/// AMPARO_CHECK(expression): goes on when a Result<void> is good, else the refusal goes up.
#define AMPARO_CHECK(...)                                              \
    do {                                                               \
        auto amparo_checked = (__VA_ARGS__);                           \
        if (!amparo_checked) [[unlikely]]                              \
            return std::unexpected(std::move(amparo_checked).error()); \
    } while (false)

/// Holds in every build; a violation is our bug and never reachable by input.
#define AMPARO_REQUIRE(condition) \
    ((condition) ? static_cast<void>(0) : ::amparo::report_bug(#condition, __FILE__, __LINE__))
