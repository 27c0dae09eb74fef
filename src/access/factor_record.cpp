#include "access/factor_record.hpp"

#include "base/crypto.hpp"
#include "store/documents.hpp"
#include "store/sessions.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view last_use_kind = "passkey_use";
/// Longer than any key is in use.
constexpr std::chrono::years last_use_life{30};

std::string bytes_or_empty(const json::Object& data, std::string_view key) {
    return crypto::from_base64(json::string_or(data, key)).value_or(std::string());
}

Passkey passkey_of(const json::Object& data) {
    return {
        .id = json::string_or(data, "id"),
        .name = json::string_or(data, "name"),
        .key = {.credential_id = bytes_or_empty(data, "credential_id"),
                .public_key = bytes_or_empty(data, "public_key"),
                .algorithm = static_cast<int>(json::integer_or(data, "algorithm", 0)),
                .sign_count = static_cast<std::uint32_t>(json::integer_or(data, "sign_count", 0))},
        .created_at = parse_instant(json::string_or(data, "created_at")).value_or(Instant{})};
}

json::Object data_of(const Passkey& passkey) {
    return {{"id", passkey.id},
            {"name", passkey.name},
            {"credential_id", crypto::base64(passkey.key.credential_id)},
            {"public_key", crypto::base64(passkey.key.public_key)},
            {"algorithm", passkey.key.algorithm},
            {"sign_count", passkey.key.sign_count},
            {"created_at", format_instant(passkey.created_at)}};
}

std::string last_use_key(const Passkey& passkey) {
    return crypto::hex(crypto::blake2b(passkey.key.credential_id));
}

FactorRecord record_of(const store::Document& document) {
    FactorRecord factors;
    factors.revision = document.revision;
    factors.recovery_salt = bytes_or_empty(document.data, "recovery_salt");
    factors.recovery_hashes = json::string_list(document.data, "recovery_hashes");
    if (const auto* code = json::find_object(document.data, "one_time_code")) {
        factors.one_time_key =
            SecretText(crypto::from_base64(json::string_or(*code, "key")).value_or(std::string()));
        factors.one_time_since = parse_instant(json::string_or(*code, "since")).value_or(Instant{});
    }
    if (const auto* passkeys = json::find_array(document.data, "passkeys")) {
        for (const auto& passkey : *passkeys)
            if (passkey.is_object()) factors.passkeys.push_back(passkey_of(passkey.get_object()));
    }
    return factors;
}

json::Object data_of(const FactorRecord& factors) {
    json::Object data;
    json::Array hashes;
    for (const auto& hash : factors.recovery_hashes) hashes.emplace_back(hash);
    data.emplace("recovery_salt", crypto::base64(factors.recovery_salt));
    data.emplace("recovery_hashes", std::move(hashes));
    if (!factors.one_time_key.empty()) {
        data.emplace("one_time_code",
                     json::Object{{"key", crypto::base64(factors.one_time_key.reveal())},
                                  {"since", format_instant(factors.one_time_since)}});
    }
    json::Array passkeys;
    for (const auto& passkey : factors.passkeys) passkeys.emplace_back(data_of(passkey));
    data.emplace("passkeys", std::move(passkeys));
    return data;
}

}  // namespace

const Passkey* FactorRecord::find_passkey(std::string_view credential_id) const {
    for (const auto& passkey : passkeys)
        if (passkey.key.credential_id == credential_id) return &passkey;
    return nullptr;
}

Result<FactorRecord> find_factors(store::Snapshot& snapshot, std::int64_t user_id) {
    AMPARO_TRY(const auto document,
               store::find_document(snapshot, second_factor_kind, std::to_string(user_id)));
    return document ? record_of(*document) : FactorRecord{};
}

Result<> put_factors(store::Transaction& transaction, std::int64_t user_id,
                     const FactorRecord& factors, const FactorChange& change) {
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(second_factor_kind),
                                                   .key = std::to_string(user_id),
                                                   .expected = factors.revision,
                                                   .data = data_of(factors),
                                                   .actor = change.actor.name().text(),
                                                   .at = change.at}));
    return {};
}

Result<> remove_factors(store::Transaction& transaction, std::int64_t user_id, const Actor& actor) {
    const auto removed = store::remove_document(transaction, second_factor_kind,
                                                std::to_string(user_id), actor.name().text());
    if (!removed && removed.error().code != Errc::not_found)
        return std::unexpected(removed.error());
    return {};
}

Result<std::optional<PasskeyLastUse>> find_last_use(store::Snapshot& snapshot,
                                                    const Passkey& passkey) {
    AMPARO_TRY(const auto row,
               store::find_volatile(snapshot, last_use_kind, last_use_key(passkey)));
    if (!row) return std::nullopt;
    return PasskeyLastUse{
        .sign_count = static_cast<std::uint32_t>(json::integer_or(row->data, "sign_count", 0)),
        .at = row->updated_at};
}

Result<> put_last_use(store::Transaction& transaction, const Passkey& passkey,
                      const PasskeyLastUse& use) {
    const auto life = std::chrono::duration_cast<std::chrono::milliseconds>(last_use_life);
    return store::put_volatile(transaction, {.kind = std::string(last_use_kind),
                                             .key_hash = last_use_key(passkey),
                                             .owner = "",
                                             .updated_at = use.at,
                                             .expires_at = use.at + life,
                                             .data = {{"sign_count", use.sign_count}}});
}

}  // namespace amparo::access
