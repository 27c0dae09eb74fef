#include "index/detail/ranked_page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "index/detail/page.hpp"

namespace amparo::index {
namespace {

/// Records of one rank that are sorted alike.
struct Group {
    const Bitmap& records;
    const TableColumn& column;
    const Sort& sort;
};

/// Takes a window out of groups that follow one another.
class GroupPager {
  public:
    GroupPager(const Table& table, Window window) : table_(table), window_(window) {}

    /// The group from a place on.
    void take_after(const Group& group, const Place& place) { add(group, Match::none, &place); }
    void take(const Group& group, Match match) {
        const auto size = group.records.size();
        if (window_.offset >= size || window_.count == 0) {
            window_.offset -= std::min(window_.offset, size);
            return;
        }
        add(group, match, nullptr);
    }
    const std::vector<Ordinal>& ordinals() const { return ordinals_; }
    std::vector<Ordinal>& ordinals() { return ordinals_; }
    std::vector<Match>& matches() { return matches_; }

  private:
    void add(const Group& group, Match match, const Place* after) {
        const auto taken = sorted_window(table_, group.records, group.column,
                                         {.descending = group.sort.descending,
                                          .window = window_,
                                          .keys = group.sort.keys.get(),
                                          .after = after});
        ordinals_.insert(ordinals_.end(), taken.begin(), taken.end());
        matches_.insert(matches_.end(), taken.size(), match);
        window_ = {0, window_.count - taken.size()};
    }

    const Table& table_;
    Window window_;
    std::vector<Ordinal> ordinals_;
    std::vector<Match> matches_;
};

/// Pages through one rank after the other, each with what stands last at its end.
class Ranks {
  public:
    static Result<Ranks> open(const Table& table, const Query& query, const PageSource& source) {
        Ranks ranks(query, source);
        if (!query.last) return ranks;
        AMPARO_TRY(ranks.last_column_, table.column(query.last->sort.column));
        AMPARO_TRY(auto last, Evaluator(table).evaluate(query.last->filter, source.selection));
        ranks.last_ = std::move(last).take();
        return ranks;
    }

    void take(GroupPager& pager, const Bitmap& records, Match match) const {
        if (!last_) {
            pager.take({records, column_, query_.sort}, match);
            return;
        }
        const auto first = Bitmap::difference(records, *last_);
        const auto rest = Bitmap::intersection(records, *last_);
        pager.take({first, column_, query_.sort}, match);
        pager.take({rest, *last_column_, query_.last->sort}, match);
    }
    /// All that is selected and stands behind the place.
    void take_after(GroupPager& pager, const Bitmap& records, const Place& place) const {
        if (!last_) {
            pager.take_after({records, column_, query_.sort}, place);
            return;
        }
        const auto rest = Bitmap::intersection(records, *last_);
        const Group behind{rest, *last_column_, query_.last->sort};
        if (place.is_last) {
            pager.take_after(behind, place);
            return;
        }
        const auto first = Bitmap::difference(records, *last_);
        pager.take_after({first, column_, query_.sort}, place);
        pager.take(behind, Match::none);
    }
    Place place_of(const Table& table, Ordinal ordinal) const {
        const bool is_last = last_ && last_->contains(ordinal);
        const auto& sort = is_last ? query_.last->sort : query_.sort;
        auto place = place_in(table, is_last ? *last_column_ : column_, sort.keys.get(), ordinal);
        place.is_last = is_last;
        return place;
    }

  private:
    Ranks(const Query& query, const PageSource& source) : query_(query), column_(source.column) {}

    const Query& query_;
    const TableColumn& column_;
    const TableColumn* last_column_ = nullptr;
    std::optional<Bitmap> last_;
};

/// Everything that is selected, and where the page ends when there is more.
Page plain_page(const Table& table, const Query& query, const PageSource& source,
                const Ranks& ranks) {
    // One more than is wanted tells whether anything follows.
    GroupPager pager(table, {query.after ? 0 : query.offset, query.count + 1});
    if (query.after) {
        ranks.take_after(pager, source.selection, *query.after);
    } else {
        ranks.take(pager, source.selection, Match::none);
    }
    Page page;
    page.total = source.selection.size();
    auto& ordinals = pager.ordinals();
    if (ordinals.size() > query.count) {
        ordinals.resize(query.count);
        if (query.count > 0) page.end = ranks.place_of(table, ordinals.back());
    }
    for (const auto ordinal : ordinals) page.ids.push_back(table.ids().id(ordinal));
    return page;
}

}  // namespace

Result<Page> ranked_page(const Table& table, const Query& query, const PageSource& source) {
    AMPARO_TRY(const auto ranks, Ranks::open(table, query, source));
    const bool is_search = query.search && !text::trim(query.search->query).empty();
    if (!is_search) return plain_page(table, query, source, ranks);
    GroupPager pager(table, {query.offset, query.count});
    Page page;
    const auto found = table.search(*query.search, source.selection, query.offset + query.count);
    for (const auto& tier : found.tiers) ranks.take(pager, tier.records, tier.match);
    page.total = found.total;
    page.matches = std::move(pager.matches());
    if (query.search->mode == Search::Mode::name)
        page.matches = table.name_matches(*query.search, pager.ordinals());
    page.ids.reserve(pager.ordinals().size());
    for (const auto ordinal : pager.ordinals()) page.ids.push_back(table.ids().id(ordinal));
    return page;
}

}  // namespace amparo::index
