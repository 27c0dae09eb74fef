#include "index/detail/page.hpp"

#include <algorithm>

namespace amparo::index {
namespace {

// Costs in nanoseconds: one step along an order or a column, one look-up of a record's place in it.
constexpr std::size_t step_cost = 3;
constexpr std::size_t place_cost = 30;
// One look whether a record of a short list is selected.
constexpr std::size_t member_cost = 15;
// Spreading a bitmap out pays when the walk has a step for so many ordinals.
constexpr std::size_t ordinals_per_step = 1024;

/// Whether a record is selected, quickly: for long walks the bitmap is spread into plain words.
class Membership {
  public:
    Membership(const Bitmap& selection, Ordinal end, std::size_t steps) : selection_(selection) {
        if (steps <= end / ordinals_per_step) return;
        words_.assign(end / 64 + 1, 0);
        selection.fill(words_);
    }
    bool operator()(Ordinal ordinal) const {
        if (words_.empty()) return selection_.contains(ordinal);
        return ((words_[ordinal / 64] >> (ordinal % 64)) & 1) != 0;
    }

  private:
    const Bitmap& selection_;
    std::vector<std::uint64_t> words_;
};

/// Collects a window of records out of groups that follow one another.
class Pager {
  public:
    Pager(const IdMap& ids, bool descending, Window window)
        : ids_(ids), descending_(descending), window_(window) {}

    bool is_descending() const { return descending_; }
    bool is_done() const { return window_.count == 0; }
    /// How many records lie before the end of the window.
    std::size_t wanted() const { return window_.offset + window_.count; }
    /// Passes over a group of this size if the window begins behind it.
    bool skip(std::size_t size) {
        if (window_.offset < size) return false;
        window_.offset -= size;
        return true;
    }
    /// The next group: these records, all of which are in the order.
    void take(const SortOrder& order, const Bitmap& group);
    std::vector<Ordinal> result() && { return std::move(out_); }

  private:
    enum class From { front, back };

    void walk(const SortOrder& order, const Bitmap& group, From end, Window window);
    void collect(const SortOrder& order, const Bitmap& group, Window window);
    void slice(const SortOrder& order, Window window);
    From first_end() const { return descending_ ? From::back : From::front; }
    From last_end() const { return descending_ ? From::front : From::back; }

    const IdMap& ids_;
    bool descending_;
    Window window_;
    std::vector<Ordinal> out_;
};

void Pager::take(const SortOrder& order, const Bitmap& group) {
    const auto size = group.size();
    if (is_done() || skip(size)) return;
    const Window window{window_.offset, std::min(window_.count, size - window_.offset)};
    window_ = {0, window_.count - window.count};
    if (size == order.size()) {
        slice(order, window);
        return;
    }
    const auto after = size - window.offset - window.count;
    const auto members = std::min(window.offset, after) + window.count;
    const auto steps = members * order.size() / size;
    if (steps * step_cost > size * place_cost) {
        collect(order, group, window);
    } else if (window.offset <= after) {
        walk(order, group, first_end(), window);
    } else {
        const auto first = static_cast<std::ptrdiff_t>(out_.size());
        walk(order, group, last_end(), {after, window.count});
        std::reverse(out_.begin() + first, out_.end());
    }
}

void Pager::walk(const SortOrder& order, const Bitmap& group, From end, Window window) {
    const auto steps = (window.offset + window.count) * order.size() / group.size();
    const Membership is_selected(group, ids_.end(), steps);
    const auto visit = [&](Ordinal ordinal) {
        if (!is_selected(ordinal)) return;
        if (window.offset > 0) {
            --window.offset;
        } else if (window.count > 0) {
            out_.push_back(ordinal);
            --window.count;
        }
    };
    const auto chunks = order.chunk_count();
    for (std::size_t at = 0; at < chunks && window.count > 0; ++at) {
        const auto members = order.chunk(end == From::back ? chunks - 1 - at : at);
        if (end == From::back) {
            std::for_each(members.rbegin(), members.rend(), visit);
        } else {
            std::for_each(members.begin(), members.end(), visit);
        }
    }
}

void Pager::collect(const SortOrder& order, const Bitmap& group, Window window) {
    // The chunk decides roughly; only records in the chunks of the window are ranked exactly.
    struct Placed {
        std::uint32_t place;
        Ordinal ordinal;
        bool operator<(const Placed& other) const { return place < other.place; }
    };
    std::vector<Placed> placed;
    placed.reserve(group.size());
    group.for_each([&](Ordinal ordinal) {
        const auto place = order.coarse_rank(ordinal);
        placed.push_back({descending_ ? ~place : place, ordinal});
    });
    const auto first = placed.begin() + static_cast<std::ptrdiff_t>(window.offset);
    const auto last = first + static_cast<std::ptrdiff_t>(window.count) - 1;
    std::nth_element(placed.begin(), first, placed.end());
    const auto low = first->place;
    std::nth_element(first, last, placed.end());
    const auto high = last->place;
    std::vector<std::pair<SortOrder::Rank, Ordinal>> ranked;
    std::size_t before = 0;
    for (const auto& entry : placed) {
        if (entry.place < low) ++before;
        if (entry.place < low || entry.place > high) continue;
        const auto rank = order.rank(entry.ordinal);
        ranked.emplace_back(descending_ ? ~rank : rank, entry.ordinal);
    }
    std::sort(ranked.begin(), ranked.end());
    for (std::size_t at = 0; at < window.count; ++at) {
        out_.push_back(ranked[window.offset - before + at].second);
    }
}

void Pager::slice(const SortOrder& order, Window window) {
    const auto chunks = order.chunk_count();
    for (std::size_t at = 0; at < chunks && window.count > 0; ++at) {
        const auto members = order.chunk(descending_ ? chunks - 1 - at : at);
        if (window.offset >= members.size()) {
            window.offset -= members.size();
            continue;
        }
        const auto end = std::min(members.size(), window.offset + window.count);
        for (auto position = window.offset; position < end; ++position) {
            out_.push_back(members[descending_ ? members.size() - 1 - position : position]);
        }
        window.count -= end - window.offset;
        window.offset = 0;
    }
}

/// Whether it costs less to count all groups in one go than those one by one that the window
/// passes. With many values these are long lists of records to look for.
bool is_counted_at_once(const KeywordColumn& column, std::size_t selected, std::size_t wanted) {
    if (selected == 0) return false;
    const auto passed = std::min(wanted, selected) * column.present().size() / selected;
    return selected * step_cost + column.end() < passed * member_cost;
}

/// One group per value, in the collation order of the values.
void take_values(const Table& table, const KeywordColumn& column, const Bitmap& selection,
                 Pager& pager) {
    const auto codes = column.ordered_codes();
    std::vector<std::uint32_t> sizes;
    if (is_counted_at_once(column, selection.size(), pager.wanted()))
        sizes = column.sizes(selection);
    for (std::size_t at = 0; at < codes.size() && !pager.is_done(); ++at) {
        const auto code = codes[pager.is_descending() ? codes.size() - 1 - at : at];
        const auto& posting = column.posting(code);
        const auto size =
            sizes.empty() ? posting.intersection_size(selection) : std::size_t{sizes[code]};
        if (size == 0 || pager.skip(size)) continue;
        pager.take(table.id_order(), posting.intersection(selection));
    }
}

/// As above when records may have several values: each belongs to the group of its smallest.
void take_smallest_values(const Table& table, const KeywordColumn& column, const Bitmap& selection,
                          Pager& pager) {
    std::vector<Bitmap> groups;
    auto rest = selection.copy();
    for (const auto code : column.ordered_codes()) {
        auto group = column.posting(code).intersection(rest);
        if (group.empty()) continue;
        rest.subtract(group);
        groups.push_back(std::move(group));
    }
    if (pager.is_descending()) std::reverse(groups.begin(), groups.end());
    for (const auto& group : groups) pager.take(table.id_order(), group);
}

}  // namespace

std::vector<Ordinal> sorted_window(const Table& table, const Bitmap& selection,
                                   const TableColumn& column, const PageAsk& ask) {
    Pager pager(table.ids(), ask.descending, ask.window);
    const auto& present = column.store->present();
    const bool is_complete = present.size() == table.ids().size();
    if (column.keyword != nullptr && column.keyword->is_multiple()) {
        take_smallest_values(table, *column.keyword, selection, pager);
    } else if (column.keyword != nullptr) {
        take_values(table, *column.keyword, selection, pager);
    } else if (is_complete) {
        pager.take(*column.store->order(), selection);
    } else {
        pager.take(*column.store->order(), Bitmap::intersection(selection, present));
    }
    if (!is_complete && !pager.is_done()) {
        pager.take(table.id_order(), Bitmap::difference(selection, present));
    }
    return std::move(pager).result();
}

}  // namespace amparo::index
