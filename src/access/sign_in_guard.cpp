#include "access/sign_in_guard.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view guard_kind = "throttle";
constexpr std::chrono::minutes window{1};
/// How long failures are remembered after the last of them.
constexpr std::chrono::hours memory_of_failures{24};

/// What is known of one name or address.
struct Counter {
    std::vector<Instant> attempts;  // within the window, oldest first
    std::int64_t failures = 0;      // in a row
    Instant locked_until{};

    bool is_locked(Instant now) const { return now < locked_until; }
    void drop_old(Instant now) {
        std::erase_if(attempts, [&](Instant at) { return now - at >= window; });
    }
    /// Remembers an attempt; no more of them than the limit needs to be judged.
    void add(Instant now, int limit) {
        attempts.push_back(now);
        const auto kept = static_cast<std::size_t>(std::max(limit, 1));
        if (attempts.size() > kept) attempts.erase(attempts.begin());
    }
    /// Seconds until another attempt is allowed; 0 when it is.
    int wait_seconds(Instant now, int limit) const {
        if (limit == 0 || attempts.size() < static_cast<std::size_t>(limit)) return 0;
        const auto first_to_leave = attempts[attempts.size() - static_cast<std::size_t>(limit)];
        const auto wait = std::chrono::ceil<std::chrono::seconds>(first_to_leave + window - now);
        return std::max(1, static_cast<int>(wait.count()));
    }
};

Instant instant_of(std::int64_t milliseconds) {
    return Instant(std::chrono::milliseconds(milliseconds));
}

std::int64_t number_of(Instant moment) {
    return moment.time_since_epoch().count();
}

Counter counter_of(const json::Object& data) {
    Counter counter;
    counter.failures = json::integer_or(data, "failures", 0);
    counter.locked_until = instant_of(json::integer_or(data, "locked_until", 0));
    if (const auto* attempts = json::find_array(data, "attempts")) {
        for (const auto& at : *attempts) {
            counter.attempts.push_back(instant_of(json::as_integer(at).value_or(0)));
        }
    }
    return counter;
}

Result<Counter> read_counter(store::Snapshot& snapshot, const std::string& key, Instant now) {
    AMPARO_TRY(const auto row, store::find_volatile(snapshot, guard_kind, key));
    if (!row || row->expires_at <= now) return Counter{};
    auto counter = counter_of(row->data);
    counter.drop_old(now);
    return counter;
}

Result<> write_counter(store::Transaction& transaction, const std::string& key,
                       const Counter& counter, Instant now) {
    json::Array attempts;
    for (const auto at : counter.attempts) attempts.emplace_back(number_of(at));
    const auto kept_for = counter.failures == 0 ? std::chrono::milliseconds(window)
                                                : std::chrono::milliseconds(memory_of_failures);
    return store::put_volatile(transaction,
                               {.kind = std::string(guard_kind),
                                .key_hash = key,
                                .owner = "",
                                .updated_at = now,
                                .expires_at = std::max(now, counter.locked_until) + kept_for,
                                .data = {{"attempts", std::move(attempts)},
                                         {"failures", counter.failures},
                                         {"locked_until", number_of(counter.locked_until)}}});
}

std::unexpected<Error> too_often(int wait_seconds) {
    return std::unexpected(Error{.code = Errc::too_many_requests,
                                 .message = "errors.sign_in_too_often",
                                 .retry_after_seconds = wait_seconds});
}

}  // namespace

std::string normalised_name(std::string_view submitted) {
    // No user name is longer; a longer one is nobody's, and is not worth more work.
    constexpr std::size_t bytes_max = 512;
    return text::to_lower(text::trim(submitted.substr(0, bytes_max)));
}

SignInGuard::SignInGuard(store::Database& database, SignInLimits limits)
    : database_(database),
      limits_(limits),
      digest_key_(database.keys().derived("sign-in names").reveal()) {
    AMPARO_REQUIRE(limits_.failures_max > 0);
}

std::chrono::minutes SignInGuard::lock_time(std::int64_t locks) const {
    const auto doublings = std::min<std::int64_t>(locks - 1, 10);
    return std::min<std::chrono::minutes>(limits_.lock * (std::int64_t{1} << doublings),
                                          std::max(lock_max, limits_.lock));
}

std::string SignInGuard::row_key(std::string_view prefix, std::string_view text) const {
    return crypto::hex(
        crypto::hmac_sha256(digest_key_, std::string(prefix) + ":" + std::string(text)));
}

Result<SignInGuard::Admission> SignInGuard::admit(const Attempt& attempt) {
    const auto now = database_.clock().now();
    const auto name_key = row_key("name", attempt.user_name);
    const auto address_key = row_key("address", attempt.remote_ip);
    const bool counts = attempt.way == Way::log_in;
    const auto look = [&](store::Snapshot& snapshot, Counter& name, Counter& address) -> Result<> {
        AMPARO_TRY(name, read_counter(snapshot, name_key, now));
        AMPARO_TRY(address, read_counter(snapshot, address_key, now));
        const int wait = std::max(name.wait_seconds(now, limits_.per_name_minute),
                                  address.wait_seconds(now, limits_.per_address_minute));
        if (wait > 0) return too_often(wait);
        return {};
    };
    const bool is_limited = limits_.per_name_minute > 0 || limits_.per_address_minute > 0;
    if (!counts || !is_limited) {
        return database_.read([&](store::Snapshot& snapshot) -> Result<Admission> {
            Counter name;
            Counter address;
            AMPARO_CHECK(look(snapshot, name, address));
            return Admission{name.is_locked(now)};
        });
    }
    return database_.write([&](store::Transaction& transaction) -> Result<Admission> {
        Counter name;
        Counter address;
        AMPARO_CHECK(look(transaction, name, address));
        name.add(now, limits_.per_name_minute);
        address.add(now, limits_.per_address_minute);
        AMPARO_CHECK(write_counter(transaction, name_key, name, now));
        AMPARO_CHECK(write_counter(transaction, address_key, address, now));
        return Admission{name.is_locked(now)};
    });
}

Result<bool> SignInGuard::record_failure(const Attempt& attempt) {
    const auto now = database_.clock().now();
    const auto name_key = row_key("name", attempt.user_name);
    const auto address_key = row_key("address", attempt.remote_ip);
    return database_.write([&](store::Transaction& transaction) -> Result<bool> {
        AMPARO_TRY(auto name, read_counter(transaction, name_key, now));
        if (attempt.way == Way::basic) {
            AMPARO_TRY(auto address, read_counter(transaction, address_key, now));
            name.add(now, limits_.per_name_minute);
            address.add(now, limits_.per_address_minute);
            AMPARO_CHECK(write_counter(transaction, address_key, address, now));
        }
        // A locked name does not count on, or an attacker could keep it locked for ever.
        bool locks = false;
        if (!name.is_locked(now)) {
            ++name.failures;
            locks = name.failures % limits_.failures_max == 0;
        }
        if (locks) name.locked_until = now + lock_time(name.failures / limits_.failures_max);
        AMPARO_CHECK(write_counter(transaction, name_key, name, now));
        return locks;
    });
}

Result<bool> SignInGuard::record_success(const Attempt& attempt) {
    const auto now = database_.clock().now();
    const auto key = row_key("name", attempt.user_name);
    AMPARO_TRY(const auto before, database_.read([&](store::Snapshot& snapshot) {
        return read_counter(snapshot, key, now);
    }));
    if (before.failures == 0) return true;
    return database_.write([&](store::Transaction& transaction) -> Result<bool> {
        AMPARO_TRY(auto counter, read_counter(transaction, key, now));
        if (counter.is_locked(now)) return false;
        counter.failures = 0;
        AMPARO_CHECK(write_counter(transaction, key, counter, now));
        return true;
    });
}

Result<> SignInGuard::unlock(const UserName& name) {
    return database_.write([&](store::Transaction& transaction) {
        return store::remove_volatile(transaction, guard_kind, row_key("name", name.text()));
    });
}

}  // namespace amparo::access
