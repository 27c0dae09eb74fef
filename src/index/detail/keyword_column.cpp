#include "index/detail/keyword_column.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t heap_block_overhead = 16;
// Counting by scanning codes costs about this many nanoseconds a record, by intersecting a
// posting about that many a value and 64 Ki ordinals.
constexpr std::size_t scan_cost = 15;
constexpr std::size_t intersection_cost = 500;

template <class Code, class Visit>
void for_each_missing(std::span<const Code> from, std::span<const Code> in, Visit&& visit) {
    for (const auto code : from) {
        if (!std::binary_search(in.begin(), in.end(), code)) visit(code);
    }
}

}  // namespace

struct KeywordColumn::Slot {
    static std::int64_t of_code(Code code) { return std::int64_t{code} * 2; }
    static std::int64_t of_set(std::uint32_t set) { return std::int64_t{set} * 2 + 1; }
    static bool is_set(std::int64_t slot) { return (slot & 1) != 0; }
    static std::uint32_t number(std::int64_t slot) { return static_cast<std::uint32_t>(slot / 2); }
};

KeywordColumn::KeywordColumn(const Column& column, const Ancestry* ancestry)
    : ancestry_(column.kind == ColumnKind::location ? ancestry : nullptr),
      is_sortable_(column.sortable) {}

void KeywordColumn::set(Ordinal ordinal, const ColumnValues& values, std::size_t row) {
    read_codes(values.texts_of(row));
    assign(ordinal, read_);
}

void KeywordColumn::clear(Ordinal ordinal) {
    assign(ordinal, {});
}

void KeywordColumn::finish_load() {
    is_loading_ = false;
    std::sort(ordered_.begin(), ordered_.end(),
              [this](Code left, Code right) { return comes_before(left, right); });
    slots_.compact();
    present_.compact();
    for (auto& posting : postings_) posting.compact();
    for (auto& posting : under_) posting.compact();
}

Selection KeywordColumn::any_of(std::span<const std::string> values,
                                const Bitmap* /*within*/) const {
    std::vector<const Bitmap*> bitmaps;
    std::vector<Ordinal> few;
    for (const auto& value : values) {
        const auto code = values_.find(value);
        if (!code) continue;
        const auto& posting = postings_[*code];
        const auto list = posting.list();
        if (posting.bitmap() != nullptr) {
            bitmaps.push_back(posting.bitmap());
        } else {
            few.insert(few.end(), list.begin(), list.end());
        }
    }
    if (few.empty() && bitmaps.size() == 1) return Selection(bitmaps.front());
    std::sort(few.begin(), few.end());
    auto all = Bitmap::of(few);
    if (bitmaps.empty()) return Selection(std::move(all));
    bitmaps.push_back(&all);
    return Selection(Bitmap::union_of(bitmaps));
}

Selection KeywordColumn::under(std::string_view place, int level_min) const {
    const auto code = places_.find(text::to_lower(place));
    if (!code || levels_[*code] < level_min) return {};
    const auto& posting = under_[*code];
    if (posting.bitmap() != nullptr) return Selection(posting.bitmap());
    return Selection(Bitmap::of(posting.list()));
}

std::size_t KeywordColumn::memory_bytes() const {
    auto bytes = present_.memory_bytes() + slots_.memory_bytes() + sets_.memory_bytes() +
                 values_.memory_bytes() + places_.memory_bytes() +
                 (postings_.capacity() + under_.capacity()) * sizeof(Posting) +
                 ordered_.capacity() * sizeof(Code) + levels_.capacity() * sizeof(int) +
                 sort_keys_.capacity() * sizeof(std::string) +
                 ancestors_.capacity() * sizeof(std::vector<Code>);
    for (const auto& posting : postings_) bytes += posting.memory_bytes();
    for (const auto& posting : under_) bytes += posting.memory_bytes();
    for (const auto& key : sort_keys_) bytes += key.capacity() + heap_block_overhead;
    for (const auto& places : ancestors_) bytes += places.capacity() * sizeof(Code);
    return bytes;
}

KeywordColumn::Counts KeywordColumn::count(const Bitmap& selection) const {
    std::vector<std::size_t> counts(postings_.size(), 0);
    const auto selected = selection.size();
    const auto containers = selected / 65536 + 1;
    if (selected * scan_cost < postings_.size() * intersection_cost * containers) {
        Code single = 0;
        selection.for_each([&](Ordinal ordinal) {
            for (const auto code : codes(ordinal, single)) ++counts[code];
        });
    } else {
        for (Code code = 0; code < postings_.size(); ++code) {
            counts[code] = postings_[code].intersection_size(selection);
        }
    }
    Counts named;
    for (Code code = 0; code < counts.size(); ++code) {
        if (counts[code] > 0) named.emplace(values_.text(code), counts[code]);
    }
    return named;
}

std::span<const KeywordColumn::Code> KeywordColumn::codes(Ordinal ordinal, Code& single) const {
    return codes_in(slots_.get(ordinal), single);
}

KeywordColumn::Saying KeywordColumn::saying_end() const {
    return static_cast<Saying>(2 * std::max<std::size_t>(postings_.size(), sets_.end()));
}

std::span<const KeywordColumn::Code> KeywordColumn::codes_of(Saying saying, Code& single) const {
    const auto number = Slot::number(saying);
    if (number >= (Slot::is_set(saying) ? sets_.end() : postings_.size())) return {};
    return codes_in(saying, single);
}

void KeywordColumn::read(Ordinal ordinal, Sort sort, std::vector<Code>& codes) const {
    Code single = 0;
    const auto values = this->codes(ordinal, single);
    if (sort == Sort::places)
        codes = places_of(values);
    else
        codes.assign(values.begin(), values.end());
}

std::vector<std::uint32_t> KeywordColumn::sizes(const Bitmap& selection) const {
    AMPARO_REQUIRE(!is_multiple());
    const auto nothing = static_cast<Saying>(Slot::of_code(end()));
    std::vector<std::uint32_t> sizes(std::size_t{end()} + 1);
    Cursor cursor(*this);
    selection.for_each(
        [&](Ordinal ordinal) { ++sizes[Slot::number(cursor.get(ordinal, nothing))]; });
    return sizes;
}

std::span<const KeywordColumn::Code> KeywordColumn::codes_in(std::optional<std::int64_t> slot,
                                                             Code& single) const {
    if (!slot) return {};
    if (Slot::is_set(*slot)) return sets_.codes(Slot::number(*slot));
    single = Slot::number(*slot);
    return {&single, 1};
}

KeywordColumn::Code KeywordColumn::code_for(std::string_view value) {
    if (last_ && values_.text(*last_) == value) return *last_;
    const auto [code, is_new] = values_.add(value);
    last_ = code;
    if (!is_new) return code;
    if (code >= postings_.size()) {
        postings_.resize(code + 1);
        if (is_sortable_) sort_keys_.resize(code + 1);
        if (ancestry_ != nullptr) ancestors_.resize(code + 1);
    }
    if (is_sortable_) put_in_order(code);
    if (ancestry_ != nullptr) learn_places(code);
    return code;
}

void KeywordColumn::forget_if_unused(Code code) {
    if (!postings_[code].empty()) return;
    if (is_sortable_) take_from_order(code);
    postings_[code] = Posting();
    if (ancestry_ != nullptr) ancestors_[code].clear();
    values_.release(code);
    last_.reset();
}

void KeywordColumn::put_in_order(Code code) {
    sort_keys_[code] = sort_key(values_.text(code));
    const auto before = [this](Code left, Code right) { return comes_before(left, right); };
    const auto place = is_loading_
                           ? ordered_.end()
                           : std::lower_bound(ordered_.begin(), ordered_.end(), code, before);
    ordered_.insert(place, code);
}

void KeywordColumn::take_from_order(Code code) {
    const auto before = [this](Code left, Code right) { return comes_before(left, right); };
    ordered_.erase(is_loading_ ? std::find(ordered_.begin(), ordered_.end(), code)
                               : std::lower_bound(ordered_.begin(), ordered_.end(), code, before));
    sort_keys_[code] = std::string();
}

void KeywordColumn::read_codes(std::span<const std::string_view> texts) {
    read_.clear();
    for (const auto text : texts) read_.push_back(code_for(text));
    if (read_.size() < 2) return;
    std::sort(read_.begin(), read_.end());
    read_.erase(std::unique(read_.begin(), read_.end()), read_.end());
}

void KeywordColumn::assign(Ordinal ordinal, std::span<const Code> codes) {
    Code single = 0;
    const auto slot = slots_.get(ordinal);
    const auto old = codes_in(slot, single);
    if (std::ranges::equal(old, codes)) return;
    before_.assign(old.begin(), old.end());
    if (slot && Slot::is_set(*slot)) {
        sets_.release(Slot::number(*slot));
        --multiple_count_;
    }
    if (codes.empty()) {
        slots_.erase(ordinal);
        note_absent(ordinal);
    } else if (codes.size() == 1) {
        slots_.set(ordinal, Slot::of_code(codes.front()));
    } else {
        slots_.set(ordinal, Slot::of_set(sets_.acquire(codes)));
        ++multiple_count_;
    }
    if (before_.empty()) note_present(ordinal);
    if (ancestry_ != nullptr) change_places(ordinal, before_, codes);
    change_postings(ordinal, before_, codes);
}

void KeywordColumn::change_postings(Ordinal ordinal, std::span<const Code> before,
                                    std::span<const Code> after) {
    for_each_missing(after, before, [&](Code code) { postings_[code].add(ordinal); });
    for_each_missing(before, after, [&](Code code) {
        postings_[code].remove(ordinal);
        forget_if_unused(code);
    });
}

void KeywordColumn::change_places(Ordinal ordinal, std::span<const Code> before,
                                  std::span<const Code> after) {
    const auto old_places = places_of(before);
    const auto new_places = places_of(after);
    for_each_missing<Code>(new_places, old_places, [&](Code at) { under_[at].add(ordinal); });
    for_each_missing<Code>(old_places, new_places, [&](Code at) { under_[at].remove(ordinal); });
}

void KeywordColumn::learn_places(Code code) {
    auto chain = (*ancestry_)(values_.text(code));
    // An unknown place stands for itself.
    if (chain.empty()) chain.push_back({values_.text(code), 0});
    for (const auto& ancestor : chain) {
        const auto place = places_.add(text::to_lower(ancestor.code)).code;
        if (place >= under_.size()) {
            under_.resize(place + 1);
            levels_.resize(place + 1);
        }
        levels_[place] = ancestor.admin_level;
        ancestors_[code].push_back(place);
    }
    ancestors_[code].shrink_to_fit();
}

std::vector<KeywordColumn::Code> KeywordColumn::places_of(std::span<const Code> codes) const {
    std::vector<Code> places;
    for (const auto code : codes) {
        places.insert(places.end(), ancestors_[code].begin(), ancestors_[code].end());
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

bool KeywordColumn::comes_before(Code left, Code right) const {
    const auto order = sort_keys_[left].compare(sort_keys_[right]);
    return order != 0 ? order < 0 : values_.text(left) < values_.text(right);
}

}  // namespace amparo::index
