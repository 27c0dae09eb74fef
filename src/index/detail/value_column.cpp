#include "index/detail/value_column.hpp"

#include <algorithm>
#include <cstring>
#include <ranges>

namespace amparo::index {
namespace {

// Scanning a column costs less than a nanosecond a record, looking one up about five.
constexpr std::size_t probe_share = 20;
// To gather a record from the order and to sort it costs as much as to look at so many.
constexpr std::size_t ordered_share = 10;
// So many equal values are cheaper to look for one scan at a time than record by record.
constexpr std::size_t scans_max = 4;

std::span<std::uint64_t> cleared_words(Ordinal end) {
    thread_local std::vector<std::uint64_t> words;
    constexpr std::size_t block_words = 64;  // packed integers scan whole blocks of 4096
    words.assign((end / (64 * block_words) + 1) * block_words, 0);
    return words;
}

void set_bit(std::span<std::uint64_t> words, Ordinal ordinal) {
    words[ordinal / 64] |= std::uint64_t{1} << (ordinal % 64);
}

template <class Visit>
bool any_packed(std::string_view bytes, Visit&& test) {
    for (; !bytes.empty(); bytes.remove_prefix(sizeof(std::int64_t))) {
        std::int64_t value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        if (test(value)) return true;
    }
    return false;
}

std::string_view raw_bytes(std::span<const std::int64_t> values) {
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

std::optional<std::int64_t> read_value(const std::string& text, ColumnKind kind) {
    if (kind == ColumnKind::date) return read_date(text);
    if (kind != ColumnKind::number) return text_hash(text);
    const auto number = read_number(text);
    return number ? std::optional(ordered_number(*number)) : std::nullopt;
}

}  // namespace

ValueColumn::ValueColumn(const Column& column, const IdMap& ids)
    : ids_(ids),
      kind_(column.kind),
      is_sortable_(column.sortable && (kind_ == ColumnKind::number || kind_ == ColumnKind::date)) {}

void ValueColumn::set(Ordinal ordinal, const ColumnValues& values, std::size_t row) {
    assign(ordinal, values.numbers_of(row));
}

void ValueColumn::assign(Ordinal ordinal, std::span<const std::int64_t> values) {
    thread_local std::vector<std::int64_t> sorted;
    sorted.assign(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted.empty()) {
        clear(ordinal);
        return;
    }
    const auto rest = raw_bytes(std::span(sorted).subspan(1));
    if (others_.get(ordinal) != rest) others_.set(ordinal, rest);
    const auto old = lowest_.get(ordinal);
    if (old == sorted.front()) return;
    const bool is_ordered = is_sortable_ && !is_loading_;
    if (old && is_ordered) order_.erase(ordinal);
    if (!old) note_present(ordinal);
    lowest_.set(ordinal, sorted.front());
    if (!is_ordered) return;
    // One side of every comparison is the new one, whose value need not be looked up.
    const auto value = sorted.front();
    order_.insert(ordinal, [&](Ordinal left, Ordinal right) {
        const auto left_value = left == ordinal ? value : lowest_.get(left).value_or(0);
        const auto right_value = right == ordinal ? value : lowest_.get(right).value_or(0);
        if (left_value != right_value) return left_value < right_value;
        return ids_.id(left) < ids_.id(right);
    });
}

void ValueColumn::clear(Ordinal ordinal) {
    if (!lowest_.get(ordinal)) return;
    if (is_sortable_ && !is_loading_) order_.erase(ordinal);
    lowest_.erase(ordinal);
    others_.erase(ordinal);
    note_absent(ordinal);
}

void ValueColumn::start_load() {
    is_loading_ = true;
    order_ = SortOrder();
}

void ValueColumn::finish_load() {
    is_loading_ = false;
    lowest_.compact();
    others_.compact();
    present_.compact();
    if (!is_sortable_) return;
    std::vector<std::pair<std::int64_t, Ordinal>> keyed;
    keyed.reserve(present_.size());
    present_.for_each([&](Ordinal ordinal) { keyed.emplace_back(*lowest_.get(ordinal), ordinal); });
    std::sort(keyed.begin(), keyed.end(), [this](const auto& left, const auto& right) {
        if (left.first != right.first) return left.first < right.first;
        return ids_.id(left.second) < ids_.id(right.second);
    });
    std::vector<Ordinal> sorted;
    sorted.reserve(keyed.size());
    for (const auto& [value, ordinal] : keyed) sorted.push_back(ordinal);
    order_.assign(sorted);
}

Selection ValueColumn::any_of(std::span<const std::string> values, const Bitmap* within) const {
    std::vector<std::int64_t> sought;
    for (const auto& text : values) {
        const auto value = read_value(text, kind_);
        if (value) sought.push_back(*value);
    }
    std::sort(sought.begin(), sought.end());
    return any_value(sought, within);
}

struct ValueColumn::Range {
    std::int64_t from;
    std::int64_t to;
    bool has(std::int64_t value) const { return value >= from && value <= to; }
};

/// Chunks of the order.
struct ValueColumn::Stretch {
    std::size_t begin;
    std::size_t end;
};

Selection ValueColumn::range(std::int64_t from, std::int64_t to, const Bitmap* within) const {
    const Range range{from, to};
    const auto fits = [&](std::int64_t value) { return range.has(value); };
    const auto candidates = within != nullptr ? std::min(within->size(), std::size_t{ids_.end()})
                                              : std::size_t{ids_.end()};
    if (const auto few = stretch(range, candidates / ordered_share)) return in_order(*few, range);
    if (is_worth_probing(within)) return probe(*within, fits);
    return by_blocks(range, within);
}

/// Where the range lies in the order; nullopt when there is none, when it is long, and when
/// records may belong to the range though their lowest value does not.
std::optional<ValueColumn::Stretch> ValueColumn::stretch(const Range& range,
                                                         std::size_t members_max) const {
    if (!is_sortable_ || is_loading_ || !others_.empty()) return std::nullopt;
    const auto value = [this](Ordinal ordinal) { return lowest_.get(ordinal).value_or(0); };
    const auto chunks = std::views::iota(std::size_t{0}, order_.chunk_count());
    const auto begin = std::ranges::partition_point(
        chunks, [&](std::size_t chunk) { return value(order_.chunk(chunk).back()) < range.from; });
    const auto end = std::ranges::partition_point(
        chunks, [&](std::size_t chunk) { return value(order_.chunk(chunk).front()) <= range.to; });
    const Stretch found{*begin, std::max(*begin, *end)};
    constexpr std::size_t chunk_size = 256;  // about
    if ((found.end - found.begin) * chunk_size > members_max) return std::nullopt;
    return found;
}

Selection ValueColumn::in_order(const Stretch& stretch, const Range& range) const {
    std::vector<Ordinal> found;
    for (auto at = stretch.begin; at < stretch.end; ++at) {
        const auto members = order_.chunk(at);
        const bool is_edge = at == stretch.begin || at + 1 == stretch.end;
        for (const auto ordinal : members) {
            if (!is_edge || range.has(*lowest_.get(ordinal))) found.push_back(ordinal);
        }
    }
    std::ranges::sort(found);
    return Selection(Bitmap::of(found));
}

Selection ValueColumn::by_blocks(const Range& range, const Bitmap* within) const {
    const auto candidates =
        within != nullptr ? Bitmap::intersection(*within, present_) : present_.copy();
    const auto words = cleared_words(ids_.end());
    // A further value matters only where the lowest one lies before the range.
    Bitmap earlier;
    if (range.from > INT64_MIN && !others_.empty()) {
        candidates.fill(words);
        lowest_.keep(INT64_MIN, range.from - 1, words);
        earlier = Bitmap::from_words(words);
        std::ranges::fill(words, 0);
    }
    candidates.fill(words);
    lowest_.keep(range.from, range.to, words);
    PackedBytes::Cursor others(others_);
    earlier.for_each([&](Ordinal ordinal) {
        const bool fits =
            any_packed(others.get(ordinal), [&](std::int64_t value) { return range.has(value); });
        if (fits) set_bit(words, ordinal);
    });
    return Selection(Bitmap::from_words(words));
}

Selection ValueColumn::any_value(std::span<const std::int64_t> values, const Bitmap* within) const {
    if (values.empty()) return {};
    const auto fits = [=](std::int64_t value) {
        return std::binary_search(values.begin(), values.end(), value);
    };
    if (is_worth_probing(within)) return probe(*within, fits);
    if (values.size() > scans_max) return probe(present_, fits);
    const auto words = cleared_words(ids_.end());
    for (const auto value : values) lowest_.scan(value, value, words);
    others_.for_each([&](Ordinal ordinal, std::string_view bytes) {
        if (any_packed(bytes, fits)) set_bit(words, ordinal);
    });
    return Selection(Bitmap::from_words(words));
}

std::string ValueColumn::place_of(Ordinal ordinal) const {
    const std::int64_t value = lowest_.get(ordinal).value_or(0);
    return std::string(raw_bytes(std::span(&value, 1)));
}

int ValueColumn::compare(Ordinal ordinal, std::string_view place) const {
    std::int64_t other = 0;
    if (place.size() != sizeof other) return 0;
    std::memcpy(&other, place.data(), sizeof other);
    const auto value = lowest_.get(ordinal).value_or(0);
    return value < other ? -1 : static_cast<int>(value > other);
}

std::size_t ValueColumn::memory_bytes() const {
    return present_.memory_bytes() + lowest_.memory_bytes() + others_.memory_bytes() +
           order_.memory_bytes();
}

template <class Test>
Selection ValueColumn::probe(const Bitmap& within, Test&& test) const {
    std::vector<Ordinal> hits;
    PackedIntegers::Cursor lowest(lowest_);
    PackedBytes::Cursor others(others_);
    const bool is_single = others_.empty();
    Bitmap::intersection(within, present_).for_each([&](Ordinal ordinal) {
        const auto* value = lowest.find(ordinal);
        const bool fits = value != nullptr && test(*value);
        if (fits || (!is_single && any_packed(others.get(ordinal), test))) hits.push_back(ordinal);
    });
    return Selection(Bitmap::of(hits));
}

bool ValueColumn::is_worth_probing(const Bitmap* within) const {
    return within != nullptr && within->size() < ids_.end() / probe_share;
}

}  // namespace amparo::index
