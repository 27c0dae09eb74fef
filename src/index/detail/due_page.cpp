#include "index/detail/due_page.hpp"

#include <algorithm>

#include "index/detail/page.hpp"
#include "index/detail/table.hpp"

namespace amparo::index {
namespace {

/// A due that was found: what orders it first, and where it lies.
struct Hit {
    std::int64_t key = 0;
    std::int64_t at = 0;
    Ordinal ordinal = 0;
    std::uint32_t number = 0;
};

/// Which codes are wanted; all of them when nobody said.
class Wanted {
  public:
    void allow(DueList::Code code) {
        if (code >= codes_.size()) codes_.resize(code + 1);
        codes_[code] = true;
    }
    bool has(DueList::Code code) const { return code < codes_.size() && codes_[code]; }

  private:
    std::vector<bool> codes_;
};

/// The first so many of all hits, without keeping the others.
class FirstHits {
    auto before() const {
        return [this](const Hit& left, const Hit& right) {
            return descending_ ? precedes(right, left) : precedes(left, right);
        };
    }

  public:
    FirstHits(const IdMap& ids, bool descending, std::size_t count)
        : ids_(ids), descending_(descending), count_(count) {}

    void add(const Hit& hit) {
        ++total_;
        if (count_ == 0) return;
        hits_.push_back(hit);
        // Twice as many as needed, so that each pass over them drops half.
        if (hits_.size() >= 2 * count_ + pass_min) cut();
    }
    std::size_t total() const { return total_; }
    std::vector<Hit> sorted() && {
        std::sort(hits_.begin(), hits_.end(), before());
        hits_.resize(std::min(hits_.size(), count_));
        return std::move(hits_);
    }

  private:
    static constexpr std::size_t pass_min = 1024;

    bool precedes(const Hit& left, const Hit& right) const {
        if (left.key != right.key) return left.key < right.key;
        if (left.at != right.at) return left.at < right.at;
        if (left.ordinal != right.ordinal) return ids_.id(left.ordinal) < ids_.id(right.ordinal);
        return left.number < right.number;
    }
    void cut() {
        const auto end = hits_.begin() + static_cast<std::ptrdiff_t>(count_);
        std::nth_element(hits_.begin(), end, hits_.end(), before());
        hits_.erase(end, hits_.end());
    }

    const IdMap& ids_;
    bool descending_;
    std::size_t count_;
    std::size_t total_ = 0;
    std::vector<Hit> hits_;
};

/// What orders a due first, as a number.
class Ranking {
  public:
    static Result<Ranking> make(const Table& table, const DueQuery& query) {
        Ranking ranking;
        ranking.order_ = query.order;
        const auto& dues = table.dues();
        ranking.words_.assign(dues.word_end(), static_cast<std::int64_t>(query.what.size()));
        for (std::size_t n = 0; n < query.what.size(); ++n) {
            if (const auto code = dues.word(query.what[n])) {
                ranking.words_[*code] = static_cast<std::int64_t>(n);
            }
        }
        if (query.order == DueQuery::Order::detail) ranking.rank_details(dues);
        if (query.order == DueQuery::Order::record) {
            AMPARO_CHECK(ranking.rank_records(table, query.column));
        }
        return ranking;
    }
    std::int64_t of(Ordinal ordinal, const DueList::Row& row) const {
        switch (order_) {
            case DueQuery::Order::at:
                return row.at;
            case DueQuery::Order::what:
                return words_[row.what];
            case DueQuery::Order::detail:
                return words_[row.detail];
            case DueQuery::Order::record:
                return records_[ordinal];
        }
        return 0;
    }

  private:
    void rank_details(const DueList& dues) {
        std::vector<DueList::Code> codes(dues.word_end());
        for (DueList::Code code = 0; code < codes.size(); ++code) codes[code] = code;
        std::ranges::sort(codes, {},
                          [&](auto code) -> const std::string& { return dues.word_text(code); });
        for (std::size_t n = 0; n < codes.size(); ++n)
            words_[codes[n]] = static_cast<std::int64_t>(n);
    }
    Result<> rank_records(const Table& table, const std::string& name) {
        AMPARO_TRY(const auto* column, table.column(name));
        if (!column->spec.sortable)
            return refuse_field(Errc::invalid, name, "errors.query.not_sortable");
        const auto& records = table.dues().present();
        const auto sorted = sorted_window(table, records, *column, {false, {0, records.size()}});
        records_.assign(table.ids().end(), 0);
        for (std::size_t n = 0; n < sorted.size(); ++n)
            records_[sorted[n]] = static_cast<std::int64_t>(n);
        return {};
    }

    DueQuery::Order order_ = DueQuery::Order::at;
    std::vector<std::int64_t> words_;    // by code
    std::vector<std::int64_t> records_;  // by ordinal
};

Result<Bitmap> records_of(const Table& table, const DueShare& share) {
    AMPARO_TRY(const auto selected, Evaluator(table).evaluate(share.records));
    const auto& dues = table.dues();
    if (!share.who) return Bitmap::intersection(selected.bitmap(), dues.present());
    auto waiting = dues.waiting_for(*share.who);
    waiting.intersect(selected.bitmap());
    return waiting;
}

Result<> collect(const Table& table, const DueQuery& query, const Ranking& ranking,
                 FirstHits& hits) {
    const auto& dues = table.dues();
    Wanted kinds;
    for (const auto& what : query.what) {
        if (const auto code = dues.word(what)) kinds.allow(*code);
    }
    const auto least = query.at_least.value_or(INT64_MIN);
    const auto most = query.at_most.value_or(INT64_MAX);
    for (const auto& share : query.shares) {
        AMPARO_TRY(const auto records, records_of(table, share));
        Wanted people;
        for (const auto& name : share.who.value_or(std::vector<std::string>())) {
            if (const auto code = dues.person(name)) people.allow(*code);
        }
        dues.for_each(records, [&](Ordinal ordinal, std::uint32_t number, const auto& row) {
            if (row.at < least || row.at > most || !kinds.has(row.what)) return;
            if (share.who && !people.has(row.who)) return;
            hits.add({ranking.of(ordinal, row), row.at, ordinal, number});
        });
    }
    return {};
}

}  // namespace

Result<DuePage> due_page(const Table& table, const DueQuery& query) {
    AMPARO_TRY(const auto ranking, Ranking::make(table, query));
    FirstHits hits(table.ids(), query.descending, query.offset + query.count);
    AMPARO_CHECK(collect(table, query, ranking, hits));
    DuePage page{.rows = {}, .total = hits.total()};
    const auto sorted = std::move(hits).sorted();
    for (auto at = query.offset; at < sorted.size(); ++at) {
        const auto& hit = sorted[at];
        const auto row = table.dues().row(hit.ordinal, hit.number);
        page.rows.push_back({.id = table.ids().id(hit.ordinal),
                             .number = hit.number,
                             .due = table.dues().named(row)});
    }
    return page;
}

}  // namespace amparo::index
