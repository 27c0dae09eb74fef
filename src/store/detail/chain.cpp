#include "store/detail/chain.hpp"

#include "base/compress.hpp"
#include "store/detail/bindings.hpp"
#include "store/detail/log_end.hpp"

namespace amparo::store::detail {
namespace {

constexpr std::size_t salt_size = 16;

// Setting a column to itself locks the row on PostgreSQL, and reads it on both engines.
const Statement lock_log_end{"log.lock", R"sql(
    UPDATE log_head SET seq = seq
    WHERE one = 1
    RETURNING seq, hash)sql",
                             "ib"};

const Statement insert_change{"changes.insert", R"sql(
    INSERT INTO changes (seq, at, actor, subject, subject_id, revision, action, writes_record,
        key_id, sealed, digest, prev_hash, hash)
    VALUES (:seq, :at, :actor, :subject, :subject_id, :revision, :action, :writes_record,
        :key_id, :sealed, :digest, :prev_hash, :hash))sql"};

std::string digest_of(std::string_view salted) {
    return std::string(crypto::bytes_of(crypto::blake2b(salted)));
}

/// The salted details as zstd frames: one, or three when the middle was there already.
std::string packed_details(std::string_view salted, const ChangeDetails& details) {
    if (details.packed.empty()) return zstd_compress(salted);
    const auto middle = salt_size + details.packed_at;
    auto packed = zstd_compress(salted.substr(0, middle));
    packed += details.packed;
    packed += zstd_compress(salted.substr(middle + details.packed_length));
    return packed;
}

}  // namespace

SealedChange seal_change(const Context& context, Change change, const ChangeDetails& details,
                         bool writes_record) {
    std::string salted;
    salted.reserve(salt_size + details.text.size());
    salted.resize(salt_size);
    context.random.fill(std::as_writable_bytes(std::span(salted)));
    salted += details.text;
    SealedChange sealed{.change = std::move(change),
                        .writes_record = writes_record,
                        .sealed = {},
                        .digest = digest_of(salted)};
    sealed.sealed =
        seal_packed(context, change_binding(sealed.change), packed_details(salted, details));
    return sealed;
}

Result<json::Object> open_change(const KeyRing& keys, const SealedChange& stored) {
    AMPARO_TRY(const auto salted, unseal_bytes(keys, change_binding(stored.change), stored.sealed));
    if (salted.size() < salt_size || digest_of(salted) != stored.digest) {
        return refuse(Errc::invalid, "errors.store.broken_seal", "table changes, digest");
    }
    return json::parse_object(std::string_view(salted).substr(salt_size),
                              {.bytes_max = 64U << 20, .depth_max = 128});
}

std::string genesis_hash() {
    return std::string(sizeof(crypto::Digest), '\0');
}

std::string link_hash(std::string_view previous, const SealedChange& link) {
    const auto& change = link.change;
    const auto bytes =
        binding({previous, part(change.sequence), part(change.at.time_since_epoch().count()),
                 change.actor, change.subject, change.subject_id, part(change.revision),
                 change.action, part(link.writes_record ? 1 : 0), link.digest});
    return digest_of(bytes);
}

void lock_log(Connection& connection) {
    auto& log = connection.log();
    if (log.is_locked) return;
    auto rows = connection.query(lock_log_end);
    AMPARO_REQUIRE(rows.next());
    log.sequence = rows.integer(0);
    log.hash = rows.take(1);
    if (log.hash.empty()) log.hash = genesis_hash();
    log.is_locked = true;
}

Sequence append_link(Connection& connection, SealedChange& link, FeedItem item) {
    lock_log(connection);
    auto& log = connection.log();
    auto& change = link.change;
    change.sequence = log.sequence + 1;
    const auto hash = link_hash(log.hash, link);
    connection.execute(insert_change, {{"seq", change.sequence},
                                       {"at", change.at.time_since_epoch().count()},
                                       {"actor", std::string_view(change.actor)},
                                       {"subject", std::string_view(change.subject)},
                                       {"subject_id", std::string_view(change.subject_id)},
                                       {"revision", change.revision},
                                       {"action", std::string_view(change.action)},
                                       {"writes_record", std::int64_t{link.writes_record}},
                                       {"key_id", std::string_view(link.sealed.key_id)},
                                       {"sealed", Bytes{link.sealed.bytes}},
                                       {"digest", Bytes{link.digest}},
                                       {"prev_hash", Bytes{log.hash}},
                                       {"hash", Bytes{hash}}});
    log.sequence = change.sequence;
    log.hash = hash;
    item.sequence = change.sequence;
    log.items.push_back(std::move(item));
    return change.sequence;
}

bool store_log_end(Connection& connection) {
    const auto& log = connection.log();
    if (log.items.empty()) return false;
    write_log_end(connection, {log.sequence, log.hash});
    return true;
}

}  // namespace amparo::store::detail
