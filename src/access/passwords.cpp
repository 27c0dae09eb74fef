#include "access/passwords.hpp"

#include <crypt.h>

#include <algorithm>
#include <cstring>
#include <set>

#include "base/text.hpp"

namespace amparo::access {
namespace {

/// bcrypt through crypt(3). The result is compared in constant time.
bool verify_bcrypt(const SecretText& password, const std::string& stored) {
    // A null byte would end the password early for crypt(3).
    if (password.reveal().find('\0') != std::string::npos) return false;
    const auto data = std::make_unique<crypt_data>();
    const char* computed = crypt_r(password.reveal().c_str(), stored.c_str(), data.get());
    const bool is_same =
        computed != nullptr && computed[0] != '*' && crypto::equal_constant_time(computed, stored);
    wipe_memory(data.get(), sizeof(crypt_data));
    return is_same;
}

/// Two characters or fewer in turn ("aaaaaaaaaaaa", "121212121212").
bool is_monotonous(std::string_view text) {
    return std::set<char>(text.begin(), text.end()).size() <= 2;
}

/// Each character follows the one before it ("abcdefghijkl", "123456789012").
bool is_a_sequence(std::string_view text) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        const bool wraps = text[at - 1] == '9' && text[at] == '0';
        if (!wraps && text[at] != text[at - 1] + 1) return false;
    }
    return true;
}

}  // namespace

/// Gives the turn back when it goes.
class Passwords::Turn {
  public:
    explicit Turn(Passwords& owner) : owner_(owner) {}
    ~Turn() {
        {
            const std::lock_guard lock(owner_.mutex_);
            --owner_.taken_;
        }
        owner_.given_back_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    Passwords& owner_;
};

Passwords::Passwords(PasswordOptions options, Random& random)
    : options_(options),
      nobodys_hash_(crypto::hash_password(SecretText(crypto::random_token(random)), options.cost)) {
    AMPARO_REQUIRE(options_.parallel_max > 0);
}

std::vector<Problem> Passwords::problems_of(const SecretText& password, const User& user) const {
    const auto refused = [](const char* key) { return std::vector<Problem>{{"password", key}}; };
    const auto& clear = password.reveal();
    const auto length = text::length(clear);
    if (length < options_.length_min || length > password_characters_max) {
        return refused("errors.models.user.password_length");
    }
    auto folded = text::fold_case(text::trim(clear));
    const auto is_own = [&](std::string_view name) {
        return !name.empty() && folded == text::fold_case(text::trim(name));
    };
    std::vector<Problem> found;
    if (is_own(user.user_name.text()) || is_own(user.email) || is_own(user.full_name)) {
        found = refused("errors.models.user.password_is_name");
    } else if (is_common_password(folded) || is_monotonous(folded) || is_a_sequence(folded)) {
        found = refused("errors.models.user.password_common");
    }
    wipe_memory(folded.data(), folded.size());
    return found;
}

Result<std::string> Passwords::hash(const SecretText& password) {
    AMPARO_TRY(const auto turn, take_turn());
    return crypto::hash_password(password, options_.cost);
}

Result<bool> Passwords::verify(const SecretText& password, const std::string& stored) {
    AMPARO_TRY(const auto turn, take_turn());
    if (password.reveal().size() > password_bytes_max) return false;
    return is_bcrypt(stored) ? verify_bcrypt(password, stored)
                             : crypto::verify_password(password, stored);
}

Result<> Passwords::pretend_to_verify(const SecretText& password) {
    AMPARO_CHECK(verify(password, nobodys_hash_));
    return {};
}

bool Passwords::is_outdated(const std::string& stored) const {
    return is_bcrypt(stored) || crypto::needs_rehash(stored, options_.cost);
}

std::uint64_t Passwords::hashes_computed() const {
    const std::lock_guard lock(mutex_);
    return computed_;
}

Result<std::unique_ptr<Passwords::Turn>> Passwords::take_turn() {
    std::unique_lock lock(mutex_);
    const bool came = given_back_.wait_for(lock, options_.wait_max,
                                           [&] { return taken_ < options_.parallel_max; });
    if (!came) {
        return std::unexpected(Error{.code = Errc::busy,
                                     .message = "errors.busy",
                                     .internal = "no turn for a password hash",
                                     .retry_after_seconds = 2});
    }
    ++taken_;
    ++computed_;
    lock.unlock();
    return std::make_unique<Turn>(*this);
}

bool is_bcrypt(std::string_view stored) {
    return stored.starts_with("$2a$") || stored.starts_with("$2b$") || stored.starts_with("$2y$");
}

}  // namespace amparo::access
