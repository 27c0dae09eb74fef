#include "access/passkey_challenges.hpp"

#include "base/crypto.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view challenge_kind = "passkey_challenge";
/// Says of a challenge that it was taken, so that of two who come at once only one is right.
constexpr std::string_view taken_kind = "passkey_challenge_taken";

std::string_view name_of(PasskeyUse use) {
    switch (use) {
        case PasskeyUse::registration:
            return "registration";
        case PasskeyUse::second_factor:
            return "second_factor";
        case PasskeyUse::sign_in:
            break;
    }
    return "sign_in";
}

std::string digest_of(std::string_view challenge) {
    return crypto::hex(crypto::blake2b(challenge));
}

}  // namespace

Result<std::string> give_challenge(store::Database& database, PasskeyUse use,
                                   std::string_view whose) {
    auto challenge = crypto::random_token(database.random());
    const auto now = database.clock().now();
    AMPARO_CHECK(database.write([&](store::Transaction& transaction) {
        return store::insert_volatile(transaction, {.kind = std::string(challenge_kind),
                                                    .key_hash = digest_of(challenge),
                                                    .owner = std::string(whose),
                                                    .updated_at = now,
                                                    .expires_at = now + passkey_challenge_life,
                                                    .data = {{"use", name_of(use)}}});
    }));
    return challenge;
}

Result<bool> take_challenge(store::Database& database, PasskeyUse use, std::string_view whose,
                            std::string_view challenge) {
    const auto digest = digest_of(challenge);
    const auto now = database.clock().now();
    return database.write([&](store::Transaction& transaction) -> Result<bool> {
        AMPARO_TRY(const auto row, store::find_volatile(transaction, challenge_kind, digest));
        if (!row) return false;
        AMPARO_CHECK(store::remove_volatile(transaction, challenge_kind, digest));
        const auto taken =
            store::insert_volatile(transaction, {.kind = std::string(taken_kind),
                                                 .key_hash = digest,
                                                 .owner = "",
                                                 .updated_at = now,
                                                 .expires_at = now + passkey_challenge_life,
                                                 .data = {}});
        if (!taken && taken.error().code == Errc::conflict) return false;
        if (!taken) return std::unexpected(taken.error());
        return row->owner == whose && json::string_or(row->data, "use") == name_of(use);
    });
}

}  // namespace amparo::access
