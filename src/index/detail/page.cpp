#include "index/detail/page.hpp"

#include <algorithm>
#include <ranges>

#include "index/detail/value_order.hpp"

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
    /// The part of the group that follows a place: `order` of an ordinal tells whether it stands
    /// before that (negative), behind it or at it.
    template <class Order>
    void take_after(const SortOrder& order, const Bitmap& group, Order&& side);
    std::vector<Ordinal> result() && { return std::move(out_); }

  private:
    enum class From { front, back };

    void walk(const SortOrder& order, const Bitmap& group, From end, Window window);
    void collect(const SortOrder& order, const Bitmap& group, Window window);
    void slice(const SortOrder& order, Window window);
    /// A place in a sequence: members of its chunk before `position` lie before it.
    struct Seam {
        std::size_t chunk;
        std::size_t position;
    };
    void walk_from(const SortOrder& order, const Bitmap& group, Seam seam);
    void collect_from(const SortOrder& order, const Bitmap& group, Seam seam);
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

template <class Order>
void Pager::take_after(const SortOrder& order, const Bitmap& group, Order&& side) {
    if (is_done() || group.empty()) return;
    // Ascending, all up to the place lie before the seam; descending only those that are smaller,
    // for it is gone through from the back.
    const auto is_before = [&](Ordinal ordinal) {
        const auto at = side(ordinal);
        return at < 0 || (at == 0 && !descending_);
    };
    const auto chunks = std::views::iota(std::size_t{0}, order.chunk_count());
    const auto chunk = *std::ranges::partition_point(
        chunks, [&](std::size_t at) { return is_before(order.chunk(at).back()); });
    Seam seam{chunk, 0};
    if (chunk < order.chunk_count()) {
        const auto members = order.chunk(chunk);
        const auto found = std::ranges::partition_point(members, is_before);
        seam.position = static_cast<std::size_t>(found - members.begin());
    }
    const auto steps = window_.count * order.size() / group.size();
    if (steps * step_cost > group.size() * place_cost) {
        collect_from(order, group, seam);
    } else {
        walk_from(order, group, seam);
    }
}

void Pager::walk_from(const SortOrder& order, const Bitmap& group, Seam seam) {
    const auto steps = window_.count * order.size() / group.size();
    const Membership is_selected(group, ids_.end(), steps);
    const auto visit = [&](Ordinal ordinal) {
        if (is_done() || !is_selected(ordinal)) return;
        out_.push_back(ordinal);
        --window_.count;
    };
    const auto chunks = order.chunk_count();
    if (!descending_) {
        for (auto at = seam.chunk; at < chunks && !is_done(); ++at) {
            const auto members = order.chunk(at);
            std::ranges::for_each(members.subspan(at == seam.chunk ? seam.position : 0), visit);
        }
        return;
    }
    for (auto left = std::min(seam.chunk + 1, chunks); left > 0 && !is_done(); --left) {
        auto members = order.chunk(left - 1);
        if (left - 1 == seam.chunk) members = members.first(seam.position);
        std::for_each(members.rbegin(), members.rend(), visit);
    }
}

void Pager::collect_from(const SortOrder& order, const Bitmap& group, Seam seam) {
    const auto edge = (SortOrder::Rank{seam.chunk} << 32) | seam.position;
    std::vector<std::pair<SortOrder::Rank, Ordinal>> ranked;
    group.for_each([&](Ordinal ordinal) {
        const auto rank = order.rank(ordinal);
        if ((rank >= edge) != descending_) ranked.emplace_back(descending_ ? ~rank : rank, ordinal);
    });
    const auto count = std::min(window_.count, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                      ranked.end());
    for (std::size_t at = 0; at < count; ++at) out_.push_back(ranked[at].second);
    window_.count -= count;
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

/// Which side of a place its own value's records lie on: only their ids tell.
auto side_of_id(const Table& table, const Place& place) {
    return [&](Ordinal ordinal) {
        const auto& id = table.ids().id(ordinal);
        return id < place.id ? -1 : static_cast<int>(place.id < id);
    };
}

/// What a page is taken from.
struct Source {
    const Table& table;
    const PageAsk& ask;
    Pager& pager;
};

/// Pages through the values of a keyword column, one group of records each.
class ValueGroups {
  public:
    ValueGroups(const Source& source, const KeywordColumn& column)
        : source_(source), column_(column), order_(column, source.ask.keys) {}

    void take(const Bitmap& selection) {
        if (column_.is_multiple()) {
            take_smallest(selection);
        } else {
            take_each(selection);
        }
    }

  private:
    using Code = KeywordColumn::Code;

    void take_each(const Bitmap& selection);
    /// When records may have several values, each belongs to the group of its smallest.
    void take_smallest(const Bitmap& selection);
    void take_group(Code code, const Bitmap& group);
    /// Whether a value's records all lie before the place.
    bool is_passed(Code code) const {
        const auto side = side_of(code);
        return source_.ask.descending ? side > 0 : side < 0;
    }
    int side_of(Code code) const {
        const auto& ask = source_.ask;
        if (ask.after == nullptr) return ask.descending ? -1 : 1;
        // Whatever has a value stands before what has none.
        if (!ask.after->value) return ask.descending ? 1 : -1;
        return order_.compare(code, *ask.after->value);
    }

    const Source& source_;
    const KeywordColumn& column_;
    ValueOrder order_;
};

void ValueGroups::take_each(const Bitmap& selection) {
    const auto codes = order_.codes();
    auto& pager = source_.pager;
    std::vector<std::uint32_t> sizes;
    if (is_counted_at_once(column_, selection.size(), pager.wanted()))
        sizes = column_.sizes(selection);
    for (std::size_t at = 0; at < codes.size() && !pager.is_done(); ++at) {
        const auto code = codes[source_.ask.descending ? codes.size() - 1 - at : at];
        if (is_passed(code)) continue;
        const auto& posting = column_.posting(code);
        const auto size =
            sizes.empty() ? posting.intersection_size(selection) : std::size_t{sizes[code]};
        if (size == 0 || pager.skip(size)) continue;
        take_group(code, posting.intersection(selection));
    }
}

void ValueGroups::take_smallest(const Bitmap& selection) {
    std::vector<std::pair<Code, Bitmap>> found;
    auto rest = selection.copy();
    for (const auto code : order_.codes()) {
        auto group = column_.posting(code).intersection(rest);
        if (group.empty()) continue;
        rest.subtract(group);
        found.emplace_back(code, std::move(group));
    }
    if (source_.ask.descending) std::reverse(found.begin(), found.end());
    for (const auto& [code, group] : found) {
        if (!is_passed(code)) take_group(code, group);
    }
}

void ValueGroups::take_group(Code code, const Bitmap& group) {
    const auto& [table, ask, pager] = source_;
    if (ask.after != nullptr && side_of(code) == 0) {
        pager.take_after(table.id_order(), group, side_of_id(table, *ask.after));
    } else {
        pager.take(table.id_order(), group);
    }
}

/// Records of an ordered column that have a value.
void take_ordered(const Source& source, const ColumnStore& store, const Bitmap& selection) {
    const auto& [table, ask, pager] = source;
    if (ask.after == nullptr) {
        pager.take(*store.order(), selection);
    } else if (ask.after->value) {
        const auto side = side_of_id(table, *ask.after);
        pager.take_after(*store.order(), selection, [&](Ordinal ordinal) {
            const auto order = store.compare(ordinal, *ask.after->value);
            return order != 0 ? order : side(ordinal);
        });
    }
}

}  // namespace

std::vector<Ordinal> sorted_window(const Table& table, const Bitmap& selection,
                                   const TableColumn& column, const PageAsk& ask) {
    Pager pager(table.ids(), ask.descending, ask.window);
    const Source source{table, ask, pager};
    const auto& present = column.store->present();
    const bool is_complete = present.size() == table.ids().size();
    if (column.keyword != nullptr) {
        ValueGroups(source, *column.keyword).take(selection);
    } else if (is_complete) {
        take_ordered(source, *column.store, selection);
    } else {
        take_ordered(source, *column.store, Bitmap::intersection(selection, present));
    }
    if (!is_complete && !pager.is_done()) {
        const auto rest = Bitmap::difference(selection, present);
        if (ask.after != nullptr && !ask.after->value) {
            pager.take_after(table.id_order(), rest, side_of_id(table, *ask.after));
        } else {
            pager.take(table.id_order(), rest);
        }
    }
    return std::move(pager).result();
}

Place place_in(const Table& table, const TableColumn& column, const ValueKeys* keys,
               Ordinal ordinal) {
    Place place{.is_last = false, .value = std::nullopt, .id = table.ids().id(ordinal)};
    if (!column.store->present().contains(ordinal)) return place;
    if (column.keyword == nullptr) {
        place.value = column.store->place_of(ordinal);
        return place;
    }
    KeywordColumn::Code single = 0;
    const auto codes = column.keyword->codes(ordinal, single);
    const auto first =
        codes.size() == 1 ? codes.front() : ValueOrder(*column.keyword, keys).first_of(codes);
    place.value = column.keyword->text(first);
    return place;
}

}  // namespace amparo::index
