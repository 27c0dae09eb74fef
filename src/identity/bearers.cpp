#include "identity/bearers.hpp"

#include "base/crypto.hpp"
#include "identity/claims.hpp"
#include "store/sessions.hpp"

namespace amparo::identity {
namespace {

constexpr std::string_view bearer_kind = "bearer";

std::unexpected<Error> signed_out() {
    return refuse(Errc::unauthenticated, "errors.not_signed_in", "signed out");
}

bool has_ended(const store::VolatileRow& row) {
    return json::bool_or(row.data, "ended", true);
}

}  // namespace

std::string Bearers::digest_of(std::string_view token) {
    return crypto::hex(crypto::blake2b(token));
}

Result<> Bearers::admit(const Bearer& bearer) {
    const auto now = database_.clock().now();
    {
        const std::scoped_lock lock(mutex_);
        const auto known = good_until_.find(bearer.digest);
        if (known != good_until_.end() && now < known->second) return {};
    }
    AMPARO_TRY(const auto row, database_.read([&](store::Snapshot& snapshot) {
        return store::find_volatile(snapshot, bearer_kind, bearer.digest);
    }));
    if (row && has_ended(*row)) return signed_out();
    if (!row) {
        const store::VolatileRow fresh{.kind = std::string(bearer_kind),
                                       .key_hash = bearer.digest,
                                       .owner = bearer.user.text(),
                                       .updated_at = now,
                                       .expires_at = bearer.expires_at + leeway,
                                       .data = {{"ended", false}}};
        const auto stored = database_.write([&](store::Transaction& transaction) {
            return store::insert_volatile(transaction, fresh);
        });
        // Two requests at once: the other one wrote it; what it is now, the next look tells.
        if (!stored && stored.error().code != Errc::conflict) return stored;
    }
    const std::scoped_lock lock(mutex_);
    if (good_until_.size() >= remembered_max) good_until_.clear();
    good_until_[bearer.digest] = now + revalidate_every;
    return {};
}

Result<> Bearers::end(const UserName& user, std::string_view kept_digest) {
    const auto ended = database_.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto rows,
                   store::volatile_of_owner(transaction, bearer_kind, user.text()));
        for (auto row : rows) {
            if (row.key_hash == kept_digest) continue;
            row.data["ended"] = true;
            AMPARO_CHECK(store::put_volatile(transaction, row));
        }
        return {};
    });
    const std::scoped_lock lock(mutex_);
    good_until_.clear();
    return ended;
}

Result<> Bearers::end_others(const Bearer& bearer) {
    return end(bearer.user, bearer.digest);
}

Result<> Bearers::end_all(const UserName& user) {
    return end(user, "");
}

}  // namespace amparo::identity
