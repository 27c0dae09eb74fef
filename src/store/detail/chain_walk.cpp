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

std::string change(Sequence sequence) {
    return "change " + std::to_string(sequence);
}

// What is wrong with a link that should follow `end`; empty when nothing is.
std::string fault_of(const LogEnd& end, const Link& link, const KeyRing& keys) {
    const auto sequence = link.row.change.sequence;
    if (sequence != end.sequence + 1) {
        return "Between " + change(end.sequence) + " and " + change(sequence) +
               " something is missing from the log.";
    }
    if (link.previous_hash != end.hash) {
        return "The chain is broken at " + change(sequence) + ": it does not follow from " +
               change(end.sequence) + ".";
    }
    if (link_hash(end.hash, link.row) != link.hash) {
        return "The chain is broken at " + change(sequence) + ": it is not what was written.";
    }
    const bool is_blanked = link.row.sealed.key_id.empty();
    if (!is_blanked && !open_change(keys, link.row)) {
        return "The details of " + change(sequence) + " are not what was written.";
    }
    return "";
}

}  // namespace

std::vector<std::string> walk_chain(Connection& connection,
                                    const std::function<void(std::size_t)>& walked) {
    std::vector<std::string> breaks;
    LogEnd end{0, genesis_hash()};
    while (breaks.size() < breaks_max) {
        const auto links = read_links(connection, end.sequence);
        if (links.empty()) break;
        for (const auto& link : links) {
            auto fault = fault_of(end, link, connection.context().keys());
            if (!fault.empty()) breaks.push_back(std::move(fault));
            end = {link.row.change.sequence, link.hash};
        }
        walked(links.size());
    }
    const auto head = read_log_end(connection);
    if (breaks.empty() && (head.sequence != end.sequence || head.hash != end.hash)) {
        breaks.push_back("The log ends at " + change(end.sequence) + ", but should end at " +
                         change(head.sequence) + ".");
    }
    return breaks;
}

}  // namespace amparo::store::detail
