#include "index/detail/value_column.hpp"

#include <algorithm>
#include <cstring>

namespace amparo::index {
namespace {

// Scanning a column costs about a nanosecond a record, looking one up about twenty.
constexpr std::size_t probe_share = 20;
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

Selection ValueColumn::range(std::int64_t from, std::int64_t to, const Bitmap* within) const {
    const auto fits = [=](std::int64_t value) { return value >= from && value <= to; };
    if (is_worth_probing(within)) return probe(*within, fits);
    const auto words = cleared_words(ids_.end());
    // A further value matters only where the lowest one lies before the range.
    if (from > INT64_MIN) lowest_.scan(INT64_MIN, from - 1, words);
    const bool has_earlier = std::ranges::any_of(words, [](auto word) { return word != 0; });
    if (has_earlier) std::ranges::fill(words, 0);
    lowest_.scan(from, to, words);
    if (has_earlier) {
        others_.for_each([&](Ordinal ordinal, std::string_view bytes) {
            if (any_packed(bytes, fits)) set_bit(words, ordinal);
        });
    }
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

std::size_t ValueColumn::memory_bytes() const {
    return present_.memory_bytes() + lowest_.memory_bytes() + others_.memory_bytes() +
           order_.memory_bytes();
}

template <class Test>
bool ValueColumn::any_value_of(Ordinal ordinal, Test&& test) const {
    const auto lowest = lowest_.get(ordinal);
    if (!lowest) return false;
    return test(*lowest) || any_packed(others_.get(ordinal), test);
}

template <class Test>
Selection ValueColumn::probe(const Bitmap& candidates, Test&& test) const {
    std::vector<Ordinal> hits;
    candidates.for_each([&](Ordinal ordinal) {
        if (any_value_of(ordinal, test)) hits.push_back(ordinal);
    });
    return Selection(Bitmap::of(hits));
}

bool ValueColumn::is_worth_probing(const Bitmap* within) const {
    return within != nullptr && within->size() < ids_.end() / probe_share;
}

}  // namespace amparo::index
