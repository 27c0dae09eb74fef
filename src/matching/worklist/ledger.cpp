#include "matching/worklist/ledger.hpp"

#include <algorithm>
#include <mutex>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "store/user_items.hpp"

namespace amparo::matching {
namespace {

// The house's own items: they belong to nobody, so to user 0.
constexpr std::int64_t nobody = 0;
constexpr std::string_view head_kind = "match_ledger";
constexpr const char* head_key = "head";
constexpr std::size_t page = 2000;
constexpr std::size_t latest_max = 500;  // holders of the last saves that the head names
constexpr std::int64_t unknown = -1;     // whatever is stored is newer than what is here

std::string_view item_kind(PairKind kind) {
    return kind == PairKind::tracing ? "match_candidates" : "duplicate_candidates";
}

store::UserItems items_of(PairKind kind) {
    return {.kind = item_kind(kind), .user_id = nobody};
}

json::Object to_data(const KeptPairs& pairs) {
    json::Array rows;
    for (const auto& pair : pairs)
        rows.emplace_back(json::Array{pair.case_id.text(), pair.score, pair.family_score, pair.bits,
                                      static_cast<std::int64_t>(pair.relationship),
                                      ticks(pair.found_at)});
    const auto owner = pairs.empty() ? std::string() : pairs.front().owner.text();
    return {{"owner", owner}, {"pairs", std::move(rows)}};
}

/// nullopt for what is no pair of ours.
std::optional<KeptPair> read_pair(const json::Value& value) {
    constexpr std::size_t parts = 6;
    const auto* row = value.if_array();
    if (row == nullptr || row->size() != parts || !(*row)[0].is_string()) return std::nullopt;
    for (std::size_t at = 1; at < parts; ++at) {
        if (!(*row)[at].is_number()) return std::nullopt;
    }
    const auto case_id = RecordId::parse((*row)[0].get_string());
    if (!case_id) return std::nullopt;
    return KeptPair{
        .case_id = *case_id,
        .score = (*row)[1].to_number<double>(),
        .family_score = (*row)[2].to_number<double>(),
        .bits = (*row)[3].to_number<double>(),
        .relationship = static_cast<Relationship>(std::clamp((*row)[4].to_number<int>(), 0, 2)),
        .found_at = Instant(std::chrono::milliseconds((*row)[5].to_number<std::int64_t>()))};
}

KeptPairs read_pairs_of(const store::UserItem& item) {
    KeptPairs pairs;
    const auto owner = RecordId::parse(json::string_or(item.data, "owner"));
    const auto* rows = json::find_array(item.data, "pairs");
    if (!owner || rows == nullptr) return pairs;
    for (const auto& row : *rows) {
        auto pair = read_pair(row);
        if (!pair) continue;
        pair->holder = item.key;
        pair->owner = *owner;
        pairs.push_back(std::move(*pair));
    }
    return pairs;
}

std::optional<store::UserItem> find_head(store::Snapshot& snapshot) {
    auto found = store::find_user_item(snapshot, {.kind = head_kind, .user_id = nobody},
                                       std::string(head_key));
    return found ? std::move(*found) : std::nullopt;
}

LedgerHead to_head(const store::UserItem& item) {
    return {.version = item.state,
            .is_begun = json::bool_or(item.data, "is_begun", false),
            .followed_to = json::integer_or(item.data, "followed_to", 0)};
}

constexpr PairKind both_kinds[] = {PairKind::tracing, PairKind::duplicates};

/// A save as the head names it: its version and the holders of each kind that it wrote.
struct Saved {
    std::int64_t version = 0;
    std::vector<std::string> holders[std::size(both_kinds)] = {};

    std::size_t size() const { return holders[0].size() + holders[1].size(); }
    json::Value to_data() const {
        return json::Object{{"version", version},
                            {"tracing", json::to_array(holders[0])},
                            {"duplicates", json::to_array(holders[1])}};
    }
    static Saved read(const json::Object& data) {
        return {
            .version = json::integer_or(data, "version", 0),
            .holders = {json::string_list(data, "tracing"), json::string_list(data, "duplicates")}};
    }
};

/// The last saves, the oldest first, without a gap; none where the head names none.
std::vector<Saved> latest_of(const store::UserItem& head) {
    std::vector<Saved> latest;
    const auto* list = json::find_array(head.data, "latest");
    if (list == nullptr) return latest;
    for (const auto& one : *list) latest.push_back(Saved::read(one.as_object()));
    return latest;
}

/// As many of them as the head may name, the newest.
json::Array to_data(const std::vector<Saved>& latest) {
    json::Array list;
    std::size_t holders = 0;
    for (auto saved = latest.rbegin(); saved != latest.rend(); ++saved) {
        holders += saved->size();
        if (holders > latest_max || list.size() == latest_max) break;
        list.insert(list.begin(), saved->to_data());
    }
    return list;
}

Result<> write_head(store::Transaction& transaction, const LedgerHead& head, Saved saved) {
    const auto known = find_head(transaction);
    auto latest = known ? latest_of(*known) : std::vector<Saved>();
    saved.version = head.version;
    latest.push_back(std::move(saved));
    store::UserItem item{.kind = std::string(head_kind),
                         .user_id = nobody,
                         .key = head_key,
                         .state = head.version,
                         .data = {{"is_begun", head.is_begun},
                                  {"followed_to", head.followed_to},
                                  {"latest", to_data(latest)}}};
    if (known) {
        item.id = known->id;
        return store::update_user_item(transaction, item);
    }
    AMPARO_CHECK(store::insert_user_item(transaction, item));
    return {};
}

}  // namespace

/// What others saved: how far they are, and the rows they wrote; without an item they are gone.
struct Ledger::News {
    struct Written {
        std::string holder;
        std::optional<store::UserItem> item;
    };
    LedgerHead head;
    std::vector<Written> rows[std::size(both_kinds)] = {};
};

Result<> Ledger::refresh() {
    const auto stored =
        database_.read([](store::Snapshot& snapshot) { return find_head(snapshot); });
    if ((stored ? stored->state : 0) <= head().version) return {};
    AMPARO_TRY(const auto is_read, read_news());
    return is_read ? Result<>() : read_all();
}

Result<bool> Ledger::read_news() {
    std::int64_t since = 0;
    {
        const std::shared_lock lock(mutex_);
        if (has_unsaved() || head_.version == unknown) return false;
        since = head_.version;
    }
    AMPARO_TRY(auto news, database_.read([&](store::Snapshot& snapshot) {
        return news_since(snapshot, since);
    }));
    return news && take(std::move(*news), since);
}

/// Nothing when the head does not name all that was saved since.
Result<std::optional<Ledger::News>> Ledger::news_since(store::Snapshot& snapshot,
                                                       std::int64_t since) {
    const auto head = find_head(snapshot);
    const auto latest = head ? latest_of(*head) : std::vector<Saved>();
    if (latest.empty() || latest.front().version > since + 1) return std::nullopt;
    News news{.head = to_head(*head)};
    for (std::size_t kind = 0; kind < std::size(both_kinds); ++kind) {
        std::set<std::string> holders;
        for (const auto& saved : latest) {
            if (saved.version <= since) continue;
            holders.insert(saved.holders[kind].begin(), saved.holders[kind].end());
        }
        for (const auto& holder : holders) {
            AMPARO_TRY(auto item,
                       store::find_user_item(snapshot, items_of(both_kinds[kind]), holder));
            news.rows[kind].push_back({holder, std::move(item)});
        }
    }
    return news;
}

bool Ledger::take(News news, std::int64_t since) {
    const std::unique_lock lock(mutex_);
    if (head_.version >= news.head.version) return true;  // somebody was faster
    if (head_.version != since || has_unsaved()) return false;
    for (std::size_t kind = 0; kind < std::size(both_kinds); ++kind) {
        auto& pairs = of(both_kinds[kind]);
        for (auto& [holder, item] : news.rows[kind]) {
            // Also when pairs were found first is as the other node says.
            pairs.rows[holder].item = 0;
            set_row(pairs, holder, {});
            if (!item) continue;
            pairs.rows[holder].item = item->id;
            set_row(pairs, holder, read_pairs_of(*item));
        }
        pairs.changed.clear();
    }
    head_ = news.head;
    ++changes_;
    return true;
}

Result<> Ledger::read_all() {
    struct Read {
        LedgerHead head;
        Pairs tracing;
        Pairs duplicates;
    };
    AMPARO_TRY(auto read, database_.read([](store::Snapshot& snapshot) -> Result<Read> {
        Read all;
        if (const auto item = find_head(snapshot)) all.head = to_head(*item);
        AMPARO_TRY(all.tracing, read_pairs(snapshot, PairKind::tracing));
        AMPARO_TRY(all.duplicates, read_pairs(snapshot, PairKind::duplicates));
        return all;
    }));
    const std::unique_lock lock(mutex_);
    if (read.head.version <= head_.version) return {};  // somebody was faster
    head_ = read.head;
    tracing_ = std::move(read.tracing);
    duplicates_ = std::move(read.duplicates);
    ++changes_;
    return {};
}

Result<LedgerHead> Ledger::begin_step() {
    {
        const std::unique_lock lock(mutex_);
        if (has_unsaved()) head_.version = unknown;
    }
    AMPARO_CHECK(refresh());
    return head();
}

std::uint64_t Ledger::changes() const {
    const std::shared_lock lock(mutex_);
    return changes_;
}

LedgerHead Ledger::head() const {
    const std::shared_lock lock(mutex_);
    return head_;
}

void Ledger::each(PairKind kind, const Visit& visit) const {
    const std::shared_lock lock(mutex_);
    for (const auto& [holder, row] : of(kind).rows) {
        for (const auto& pair : row.pairs) visit(pair);
    }
}

KeptPairs Ledger::of_holder(PairKind kind, const std::string& holder) const {
    const std::shared_lock lock(mutex_);
    const auto row = of(kind).rows.find(holder);
    return row == of(kind).rows.end() ? KeptPairs() : row->second.pairs;
}

KeptPairs Ledger::of_case(PairKind kind, const RecordId& case_id) const {
    const std::shared_lock lock(mutex_);
    const auto& pairs = of(kind);
    KeptPairs found;
    const auto holders = pairs.by_case.find(case_id);
    if (holders == pairs.by_case.end()) return found;
    for (const auto& holder : holders->second) {
        std::ranges::copy_if(pairs.rows.find(holder)->second.pairs, std::back_inserter(found),
                             [&](const KeptPair& pair) { return pair.case_id == case_id; });
    }
    return found;
}

std::vector<std::string> Ledger::holders_of(PairKind kind, const RecordId& owner) const {
    const std::shared_lock lock(mutex_);
    const auto found = of(kind).by_owner.find(owner);
    if (found == of(kind).by_owner.end()) return {};
    return {found->second.begin(), found->second.end()};
}

std::size_t Ledger::size(PairKind kind) const {
    const std::shared_lock lock(mutex_);
    std::size_t count = 0;
    for (const auto& [holder, row] : of(kind).rows) count += row.pairs.size();
    return count;
}

void Ledger::set_row(Pairs& pairs, const std::string& holder, KeptPairs found) {
    auto& row = pairs.rows[holder];
    for (auto& pair : found) {
        const auto known = std::ranges::find(row.pairs, pair.case_id, &KeptPair::case_id);
        if (known != row.pairs.end()) pair.found_at = known->found_at;
    }
    for (const auto& pair : row.pairs) {
        pairs.by_case[pair.case_id].erase(holder);
        if (pairs.by_case[pair.case_id].empty()) pairs.by_case.erase(pair.case_id);
        pairs.by_owner[pair.owner].erase(holder);
        if (pairs.by_owner[pair.owner].empty()) pairs.by_owner.erase(pair.owner);
    }
    row.pairs = std::move(found);
    for (const auto& pair : row.pairs) {
        pairs.by_case[pair.case_id].insert(holder);
        pairs.by_owner[pair.owner].insert(holder);
    }
    if (row.pairs.empty() && row.item == 0)
        pairs.rows.erase(holder);
    else
        pairs.changed.insert(holder);
}

void Ledger::put_holder(PairKind kind, const std::string& holder, KeptPairs found) {
    const std::unique_lock lock(mutex_);
    auto& pairs = of(kind);
    if (found.empty() && !pairs.rows.contains(holder)) return;
    ++changes_;
    set_row(pairs, holder, std::move(found));
}

void Ledger::put_case(PairKind kind, const RecordId& case_id, const KeptPairs& found) {
    const std::unique_lock lock(mutex_);
    auto& pairs = of(kind);
    std::set<std::string> holders;
    if (const auto known = pairs.by_case.find(case_id); known != pairs.by_case.end())
        holders = known->second;
    for (const auto& pair : found) holders.insert(pair.holder);
    changes_ += holders.size();
    for (const auto& holder : holders) {
        const auto row = pairs.rows.find(holder);
        auto kept = row == pairs.rows.end() ? KeptPairs() : row->second.pairs;
        const auto now = std::ranges::find(found, holder, &KeptPair::holder);
        const auto before = std::ranges::find(kept, case_id, &KeptPair::case_id);
        if (now == found.end())
            kept.erase(before);
        else if (before == kept.end())
            kept.push_back(*now);
        else
            *before = *now;
        set_row(pairs, holder, std::move(kept));
    }
}

Result<Ledger::Pairs> Ledger::read_pairs(store::Snapshot& snapshot, PairKind kind) {
    Pairs all;
    for (std::size_t offset = 0;; offset += page) {
        AMPARO_TRY(const auto items, store::list_user_items(snapshot, items_of(kind),
                                                            {.offset = offset, .count = page}));
        for (const auto& item : items) {
            all.rows[item.key].item = item.id;
            set_row(all, item.key, read_pairs_of(item));
        }
        if (items.size() < page) break;
    }
    all.changed.clear();
    return all;
}

Result<> Ledger::write_row(store::Transaction& transaction, PairKind kind,
                           const std::string& holder, Row& row) {
    if (row.pairs.empty()) {
        const auto item = std::exchange(row.item, 0);
        return item == 0 ? Result<>() : store::remove_user_item(transaction, items_of(kind), item);
    }
    store::UserItem item{.id = row.item,
                         .kind = std::string(item_kind(kind)),
                         .user_id = nobody,
                         .key = holder,
                         .data = to_data(row.pairs)};
    if (item.id != 0) return store::update_user_item(transaction, item);
    AMPARO_TRY(const auto id, store::insert_user_item(transaction, item));
    if (!id) return refuse(Errc::conflict, "errors.conflict");
    row.item = *id;
    return {};
}

Result<> Ledger::save(LedgerHead head) {
    std::unique_lock lock(mutex_);
    const auto before = std::exchange(head.version, head_.version + 1);
    const auto saved = database_.write([&](store::Transaction& transaction) -> Result<> {
        const auto stored = find_head(transaction);
        // What was read anew meanwhile lacks what the step had changed until then.
        if (head_.version != before || (stored ? stored->state : 0) != before)
            return refuse(Errc::conflict, "errors.conflict");
        Saved news;
        for (std::size_t kind = 0; kind < std::size(both_kinds); ++kind) {
            auto& pairs = of(both_kinds[kind]);
            for (const auto& holder : pairs.changed)
                AMPARO_CHECK(write_row(transaction, both_kinds[kind], holder, pairs.rows[holder]));
            news.holders[kind].assign(pairs.changed.begin(), pairs.changed.end());
        }
        return write_head(transaction, head, std::move(news));
    });
    if (!saved) {
        head_.version = unknown;
        lock.unlock();
        AMPARO_CHECK(refresh());
        return saved;
    }
    head_ = head;
    for (const auto kind : {PairKind::tracing, PairKind::duplicates}) {
        auto& pairs = of(kind);
        for (const auto& holder : pairs.changed) {
            if (pairs.rows[holder].pairs.empty()) pairs.rows.erase(holder);
        }
        pairs.changed.clear();
    }
    return {};
}

}  // namespace amparo::matching
