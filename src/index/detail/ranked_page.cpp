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
    bool descending;
};

/// Takes a window out of groups that follow one another.
class GroupPager {
  public:
    GroupPager(const Table& table, Window window) : table_(table), window_(window) {}

    void take(const Group& group, Match match) {
        const auto size = group.records.size();
        if (window_.offset >= size || window_.count == 0) {
            window_.offset -= std::min(window_.offset, size);
            return;
        }
        const auto taken = sorted_window(table_, group.records, group.column,
                                         {.descending = group.descending, .window = window_});
        ordinals_.insert(ordinals_.end(), taken.begin(), taken.end());
        matches_.insert(matches_.end(), taken.size(), match);
        window_ = {0, window_.count - taken.size()};
    }
    const std::vector<Ordinal>& ordinals() const { return ordinals_; }
    std::vector<Match>& matches() { return matches_; }

  private:
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
            pager.take({records, column_, query_.sort.descending}, match);
            return;
        }
        const auto first = Bitmap::difference(records, *last_);
        const auto rest = Bitmap::intersection(records, *last_);
        pager.take({first, column_, query_.sort.descending}, match);
        pager.take({rest, *last_column_, query_.last->sort.descending}, match);
    }

  private:
    Ranks(const Query& query, const PageSource& source) : query_(query), column_(source.column) {}

    const Query& query_;
    const TableColumn& column_;
    const TableColumn* last_column_ = nullptr;
    std::optional<Bitmap> last_;
};

}  // namespace

Result<Page> ranked_page(const Table& table, const Query& query, const PageSource& source) {
    AMPARO_TRY(const auto ranks, Ranks::open(table, query, source));
    GroupPager pager(table, {query.offset, query.count});
    Page page;
    const bool is_search = query.search && !text::trim(query.search->query).empty();
    if (is_search) {
        const auto found =
            table.search(*query.search, source.selection, query.offset + query.count);
        for (const auto& tier : found.tiers) ranks.take(pager, tier.records, tier.match);
        page.total = found.total;
        page.matches = std::move(pager.matches());
        if (query.search->mode == Search::Mode::name)
            page.matches = table.name_matches(*query.search, pager.ordinals());
    } else {
        ranks.take(pager, source.selection, Match::none);
        page.total = source.selection.size();
    }
    page.ids.reserve(pager.ordinals().size());
    for (const auto ordinal : pager.ordinals()) page.ids.push_back(table.ids().id(ordinal));
    return page;
}

}  // namespace amparo::index
