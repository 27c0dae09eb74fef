#include "notify/vapid_keys.hpp"

#include "base/crypto.hpp"
#include "store/documents.hpp"

namespace amparo::notify {
namespace {

constexpr std::string_view kind = "vapid_key";
constexpr std::string_view key = "1";

Result<EcKeys> keys_of(std::string text) {
    for (auto& c : text) {
        if (c == '-') c = '+';
        if (c == '_') c = '/';
    }
    const auto secret = crypto::from_base64(text);
    if (!secret)
        return refuse_field(Errc::invalid, "push.vapid_private", "errors.notify.vapid_key");
    return EcKeys::of(*secret);
}

Result<std::optional<EcKeys>> kept_keys(store::Database& database) {
    AMPARO_TRY(const auto document, database.read([](store::Snapshot& snapshot) {
        return store::find_document(snapshot, kind, key);
    }));
    if (!document) return std::nullopt;
    AMPARO_TRY(auto keys, keys_of(json::string_or(document->data, "secret")));
    return keys;
}

}  // namespace

Result<EcKeys> vapid_keys(store::Database& database, const std::string& configured) {
    if (!configured.empty()) return keys_of(configured);
    AMPARO_TRY(auto kept, kept_keys(database));
    if (kept) return std::move(*kept);
    const auto made = EcKeys::random(database.random());
    const store::DocumentWrite write{.kind = std::string(kind),
                                     .key = std::string(key),
                                     .expected = 0,
                                     .data = {{"secret", crypto::base64_url(made.secret.reveal())}},
                                     .actor = "system",
                                     .at = database.clock().now()};
    const auto stored = database.write(
        [&](store::Transaction& transaction) { return store::put_document(transaction, write); });
    if (stored) return made;
    if (stored.error().code != Errc::conflict) return std::unexpected(stored.error());
    AMPARO_TRY(auto theirs, kept_keys(database));  // another node was faster
    AMPARO_REQUIRE(theirs.has_value());
    return std::move(*theirs);
}

}  // namespace amparo::notify
