#include "store/detail/chain_walk.hpp"

#include "store/detail/chain.hpp"
#include "store/detail/change_row.hpp"
#include "store/detail/log_end.hpp"

namespace amparo::store::detail {
namespace {

constexpr std::int64_t block_links = 1000;
constexpr std::size_t breaks_max = 20;

const Statement select_links{"verify.links", R"sql(
    SELECT seq, at, actor, subject, subject_id, revision, action, writes_record, key_id, sealed,
        digest, prev_hash, hash
    FROM changes
    WHERE seq > :after
    ORDER BY seq
    LIMIT :count)sql",
                             "iitttititbbbb"};

struct Link {
    SealedChange row;
    std::string previous_hash;
    std::string hash;
};

std::vector<Link> read_links(Connection& connection, Sequence after) {
    std::vector<Link> links;
    auto rows = connection.query(select_links, {{"after", after}, {"count", block_links}});
    while (rows.next()) {
        auto row = read_change_row(rows);
        links.push_back({std::move(row), rows.take(11), rows.take(12)});
    }
    return links;
}

MessageKey fault(const char* key, std::initializer_list<std::pair<const char*, Sequence>> numbers) {
    MessageKey message(key);
    for (const auto& [name, number] : numbers) {
        message.arguments.emplace_back(name, std::to_string(number));
    }
    return message;
}

// What is wrong with a link that should follow `end`.
std::optional<MessageKey> fault_of(const LogEnd& end, const Link& link, const KeyRing& keys) {
    const auto sequence = link.row.change.sequence;
    if (sequence != end.sequence + 1) {
        return fault("findings.chain_gap", {{"before", end.sequence}, {"after", sequence}});
    }
    if (link.previous_hash != end.hash) {
        return fault("findings.chain_broken", {{"change", sequence}, {"before", end.sequence}});
    }
    if (link_hash(end.hash, link.row) != link.hash) {
        return fault("findings.chain_altered", {{"change", sequence}});
    }
    const bool is_blanked = link.row.sealed.key_id.empty();
    if (!is_blanked && !open_change(keys, link.row)) {
        return fault("findings.chain_details", {{"change", sequence}});
    }
    return std::nullopt;
}

}  // namespace

std::vector<MessageKey> walk_chain(Connection& connection,
                                   const std::function<void(std::size_t)>& walked) {
    std::vector<MessageKey> breaks;
    LogEnd end{0, genesis_hash()};
    while (breaks.size() < breaks_max) {
        const auto links = read_links(connection, end.sequence);
        if (links.empty()) break;
        for (const auto& link : links) {
            auto found = fault_of(end, link, connection.context().keys());
            if (found) breaks.push_back(std::move(*found));
            end = {link.row.change.sequence, link.hash};
        }
        walked(links.size());
    }
    const auto head = read_log_end(connection);
    if (breaks.empty() && (head.sequence != end.sequence || head.hash != end.hash)) {
        breaks.push_back(
            fault("findings.chain_end", {{"change", end.sequence}, {"expected", head.sequence}}));
    }
    return breaks;
}

}  // namespace amparo::store::detail
