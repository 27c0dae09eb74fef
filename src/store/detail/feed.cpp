#include "store/detail/feed.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "store/detail/engine_sql.hpp"
#include "store/detail/failure.hpp"
#include "store/records.hpp"

namespace amparo::store::detail {
namespace {

constexpr std::int64_t fetch_max = 500;  // changes read at a time when catching up

const Statement select_changes{"feed.changes", R"sql(
    SELECT seq, subject, subject_id, action, writes_record
    FROM changes
    WHERE seq > :after AND seq <= :up_to
    ORDER BY seq
    LIMIT :count)sql",
                               "ittti"};

constexpr std::string_view definition_prefix = "definition:";

struct StoredChange {
    FeedItem item;
    std::string id;
    std::string action;
    bool writes_record;
};

// The record as it is now: it may be newer than the change already, and is told again then.
std::shared_ptr<CommittedRecord> committed_record(Snapshot& snapshot, StoredChange& change) {
    const auto& id = change.id;
    const auto record_id = RecordId::parse(id);
    if (!record_id) return nullptr;
    auto record = find_record(snapshot, *record_id);
    if (!record) log::error("store.feed_broken_record", {{"record", id}});
    if (!record || !*record) return nullptr;
    return std::make_shared<CommittedRecord>(
        std::make_shared<const StoredRecord>(std::move(**record)), std::move(change.action),
        change.item.sequence);
}

std::vector<CommittedRecord> records_of(std::vector<FeedItem>& items) {
    std::vector<CommittedRecord> records;
    for (auto& item : items) {
        if (item.record) records.push_back(std::move(*item.record));
    }
    return records;
}

std::vector<std::string> kinds_of(const std::vector<FeedItem>& items) {
    std::vector<std::string> kinds;
    for (const auto& item : items) {
        if (!item.document_kind.empty()) kinds.push_back(item.document_kind);
    }
    std::sort(kinds.begin(), kinds.end());
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    return kinds;
}

// Followers promise not to throw; one that does must not take the writer thread with it.
template <class Followers, class What>
void tell_all(const Followers& followers, const What& what) {
    if (what.empty()) return;
    for (const auto& follower : followers) {
        try {
            follower(what);
        } catch (const std::exception& failure) {
            log::error("store.follower_failed", {{"why", failure.what()}});
        }
    }
}

}  // namespace

template <class Read>
auto Feed::reading(Read read) {
    if (!connection_) connection_ = connect_();
    try {
        OpenTransaction transaction(*connection_, begin_read(connection_->engine()));
        Snapshot snapshot(*connection_);
        auto answer = read(snapshot);
        transaction.commit();
        return answer;
    } catch (const Outage&) {
        connection_.reset();
        throw;
    }
}

void Feed::start() {
    const std::scoped_lock lock(mutex_);
    const auto now = clock_.now();
    told_ = reading([](Snapshot& snapshot) { return head(snapshot); });
    announced_ = told_;
    current_at_ = now;
}

void Feed::follow_records(Database::Follower follower) {
    const std::scoped_lock lock(mutex_);
    record_followers_.push_back(std::move(follower));
}

void Feed::follow_documents(Database::DocumentFollower follower) {
    const std::scoped_lock lock(mutex_);
    document_followers_.push_back(std::move(follower));
}

void Feed::committed(std::vector<FeedItem> items) {
    const std::scoped_lock lock(mutex_);
    for (auto& item : items) {
        // What catch_up() has already read from the log is not told twice.
        if (item.sequence > told_) pending_.emplace(item.sequence, std::move(item));
    }
    try {
        while (!pending_.empty()) {
            tell_stored(pending_.begin()->first - 1);
            tell_pending();
        }
    } catch (const Outage& outage) {
        log::warn("store.feed_waits", {{"why", outage.what()}});
    }
}

void Feed::catch_up() {
    const std::scoped_lock lock(mutex_);
    const auto now = clock_.now();  // before the log is read: what comes later may be missing
    tell_stored(reading([](Snapshot& snapshot) { return head(snapshot); }));
    tell_pending();
    current_at_ = now;
}

// The run of own changes that follows what has been told.
void Feed::tell_pending() {
    std::vector<FeedItem> run;
    auto next = told_ + 1;
    auto item = pending_.begin();
    while (item != pending_.end() && item->first <= next) {
        if (item->first == next) {
            run.push_back(std::move(item->second));
            ++next;
        }
        item = pending_.erase(item);
    }
    if (!run.empty()) tell(std::move(run));
}

void Feed::tell_stored(Sequence up_to) {
    while (told_ < up_to) {
        auto items = fetch(up_to);
        if (items.empty()) throw Failure(FailureKind::other, "the change log has a gap");
        tell(std::move(items));
    }
}

void Feed::tell(std::vector<FeedItem> items) {
    told_ = items.back().sequence;
    const auto kinds = kinds_of(items);
    tell_all(document_followers_, kinds);
    tell_all(record_followers_, records_of(items));
    announced_ = told_;
}

std::vector<FeedItem> Feed::fetch(Sequence up_to) {
    return reading([&](Snapshot& snapshot) {
        std::vector<StoredChange> changes;
        auto found = snapshot.connection().query(
            select_changes, {{"after", told_}, {"up_to", up_to}, {"count", fetch_max}});
        while (found.next()) {
            changes.push_back({{found.integer(0), nullptr, kind_of_subject(found.text(1))},
                               found.text(2),
                               found.text(3),
                               found.integer(4) != 0});
        }
        std::vector<FeedItem> items;
        for (auto& change : changes) {
            if (change.writes_record) change.item.record = committed_record(snapshot, change);
            items.push_back(std::move(change.item));
        }
        return items;
    });
}

std::string subject_of_kind(std::string_view kind) {
    if (kind == "user") return "user";
    return std::string(definition_prefix) + std::string(kind);
}

std::string kind_of_subject(std::string_view subject) {
    if (subject == "user") return "user";
    if (!subject.starts_with(definition_prefix)) return "";
    return std::string(subject.substr(definition_prefix.size()));
}

}  // namespace amparo::store::detail
