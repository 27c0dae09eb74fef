#include "index/detail/identifier_index.hpp"

#include <algorithm>
#include <array>

#include "base/id.hpp"
#include "base/text.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t gram_size = 3;
// After the rarest few, further postings cost more than the checks they save.
constexpr std::size_t intersections_max = 6;
constexpr std::size_t uuid_text_size = 36;
constexpr std::size_t uuid_size = 16;
// How a packed value begins: a UUID, an earlier entry of the record, or its length + 2.
constexpr std::uint32_t form_uuid = 0;
constexpr std::uint32_t form_earlier = 1;
constexpr std::uint32_t form_text = 2;

struct Entry {
    std::size_t column = 0;
    bool is_repeated = false;
    std::string text;
};

/// The entries of a packed record; reuses its memory from call to call.
class Entries {
  public:
    std::span<const Entry> unpack(std::string_view packed) {
        count_ = 0;
        while (!packed.empty()) {
            if (count_ == entries_.size()) entries_.emplace_back();
            auto& entry = entries_[count_++];
            entry.column = static_cast<unsigned char>(packed.front());
            packed.remove_prefix(1);
            read_text(packed, entry);
        }
        return std::span(entries_).first(count_);
    }

  private:
    void read_text(std::string_view& packed, Entry& entry) {
        const auto form = take_varint(packed);
        auto& out = entry.text;
        entry.is_repeated = form == form_earlier;
        if (entry.is_repeated) {
            out = entries_[take_varint(packed)].text;
            return;
        }
        const auto size = form == form_uuid ? uuid_size : form - form_text;
        out.assign(packed.substr(0, size));
        packed.remove_prefix(size);
        if (form != form_uuid) return;
        std::array<std::uint8_t, uuid_size> bytes;
        std::copy(out.begin(), out.end(), bytes.begin());
        out = Uuid(bytes).text();
    }

    std::vector<Entry> entries_;
    std::size_t count_ = 0;
};

void pack_value(std::string& out, std::string_view value) {
    if (value.size() == uuid_text_size) {
        if (const auto uuid = Uuid::parse(value)) {
            append_varint(out, form_uuid);
            out.append(uuid->bytes().begin(), uuid->bytes().end());
            return;
        }
    }
    append_varint(out, static_cast<std::uint32_t>(value.size()) + form_text);
    out.append(value);
}

void pack_row(std::string& out, const IdentifierIndex::Row& row) {
    thread_local std::vector<std::string_view> seen;
    seen.clear();
    for (std::size_t column = 0; column < row.columns.size(); ++column) {
        for (const auto value : row.columns[column]->texts_of(row.row)) {
            out.push_back(static_cast<char>(column));
            const auto earlier = std::find(seen.begin(), seen.end(), value);
            if (earlier != seen.end()) {
                append_varint(out, form_earlier);
                append_varint(out, static_cast<std::uint32_t>(earlier - seen.begin()));
            } else {
                pack_value(out, value);
            }
            seen.push_back(value);
        }
    }
}

bool is_among(IdentifierIndex::Columns columns, std::size_t column) {
    return ((columns >> column) & 1) != 0;
}

}  // namespace

void IdentifierIndex::set(Ordinal ordinal, const Row& row) {
    thread_local std::string packed;
    packed.clear();
    pack_row(packed, row);
    for (std::size_t column = 0; column < row.columns.size(); ++column) {
        if (!row.columns[column]->texts_of(row.row).empty()) used_ |= Columns{1} << column;
    }
    assign(ordinal, packed);
}

void IdentifierIndex::clear(Ordinal ordinal) {
    assign(ordinal, {});
}

void IdentifierIndex::compact() {
    values_.compact();
    for (auto& [gram, posting] : postings_) posting.compact();
}

Selection IdentifierIndex::any_of(std::span<const std::string> values, Columns columns,
                                  const Bitmap* within) const {
    std::vector<Gram> grams;
    Bitmap found;
    for (const auto& value : values) {
        grams.clear();
        collect_grams(text::fold_case(value), Ends::padded, grams);
        const auto possible = candidates(grams, within);
        if (!possible) continue;
        found.unite(check(*possible, columns, [&](std::string& text) { return text == value; }));
    }
    return Selection(std::move(found));
}

Selection IdentifierIndex::containing(std::string_view piece, Columns columns,
                                      const Bitmap* within) const {
    const auto folded = text::fold_case(piece);
    const bool is_everywhere = (used_ & ~columns) == 0;
    std::optional<Bitmap> possible;
    if (folded.size() < gram_size) {
        possible = starting_with(folded);
        if (within != nullptr) possible->intersect(*within);
    } else {
        std::vector<Gram> grams;
        collect_grams(folded, Ends::open, grams);
        possible = candidates(grams, within);
    }
    if (!possible) return {};
    // Up to three bytes the postings are exact, unless only some of the columns are asked for.
    if (folded.size() <= gram_size && is_everywhere) return Selection(std::move(*possible));
    return Selection(check(*possible, columns, [&](std::string& text) {
        const bool is_ascii =
            std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; });
        if (!is_ascii) return text::fold_case(text).find(folded) != std::string::npos;
        for (auto& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        return text.find(folded) != std::string::npos;
    }));
}

std::size_t IdentifierIndex::memory_bytes() const {
    constexpr std::size_t node_overhead = 32;
    auto bytes = values_.memory_bytes() + postings_.bucket_count() * sizeof(void*) +
                 postings_.size() * (sizeof(Gram) + sizeof(Posting) + node_overhead);
    for (const auto& [gram, posting] : postings_) bytes += posting.memory_bytes();
    return bytes;
}

void IdentifierIndex::collect_grams(std::string_view folded, Ends ends, std::vector<Gram>& grams) {
    const auto byte = [&](std::size_t at) {
        return at < folded.size() ? static_cast<unsigned char>(folded[at]) : 0U;
    };
    // With padded ends a gram starts at every byte, so short pieces are beginnings of grams.
    const auto count = ends == Ends::padded ? folded.size() : folded.size() - gram_size + 1;
    for (std::size_t at = 0; at < count; ++at) {
        grams.push_back((byte(at) << 16) | (byte(at + 1) << 8) | byte(at + 2));
    }
}

void IdentifierIndex::grams_of(std::string_view packed, std::vector<Gram>& grams) {
    thread_local Entries entries;
    grams.clear();
    for (const auto& entry : entries.unpack(packed)) {
        if (entry.is_repeated) continue;
        collect_grams(text::fold_case(entry.text), Ends::padded, grams);
    }
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
}

void IdentifierIndex::assign(Ordinal ordinal, std::string_view packed) {
    const auto old = values_.get(ordinal);
    if (old == packed) return;
    thread_local std::vector<Gram> before;
    thread_local std::vector<Gram> after;
    grams_of(old, before);
    grams_of(packed, after);
    for (const auto gram : before) {
        if (std::binary_search(after.begin(), after.end(), gram)) continue;
        const auto found = postings_.find(gram);
        found->second.remove(ordinal);
        if (found->second.empty()) postings_.erase(found);
    }
    for (const auto gram : after) {
        if (!std::binary_search(before.begin(), before.end(), gram)) postings_[gram].add(ordinal);
    }
    values_.set(ordinal, packed);
}

std::optional<Bitmap> IdentifierIndex::candidates(const std::vector<Gram>& grams,
                                                  const Bitmap* within) const {
    std::vector<std::pair<std::size_t, const Posting*>> rarest;
    for (const auto gram : grams) {
        const auto found = postings_.find(gram);
        if (found == postings_.end()) return std::nullopt;
        rarest.emplace_back(found->second.size(), &found->second);
    }
    if (rarest.empty()) return std::nullopt;
    std::sort(rarest.begin(), rarest.end());
    rarest.erase(std::unique(rarest.begin(), rarest.end()), rarest.end());
    Bitmap possible;
    if (within != nullptr) {
        possible = rarest.front().second->intersection(*within);
    } else {
        rarest.front().second->unite_into(possible);
    }
    for (std::size_t at = 1; at < std::min(rarest.size(), intersections_max); ++at) {
        possible = rarest[at].second->intersection(possible);
    }
    return possible;
}

Bitmap IdentifierIndex::starting_with(std::string_view folded) const {
    Gram first = 0;
    for (std::size_t at = 0; at < gram_size; ++at) {
        first = (first << 8) | (at < folded.size() ? static_cast<unsigned char>(folded[at]) : 0U);
    }
    const auto width = Gram{1} << (8 * (gram_size - folded.size()));
    Bitmap few;
    std::vector<const Bitmap*> many;
    for (const auto& [gram, posting] : postings_) {
        if (gram < first || gram - first >= width) continue;
        if (posting.bitmap() != nullptr) {
            many.push_back(posting.bitmap());
        } else {
            posting.unite_into(few);
        }
    }
    many.push_back(&few);
    return Bitmap::union_of(many);
}

template <class Test>
Bitmap IdentifierIndex::check(const Bitmap& candidates, Columns columns, Test&& test) const {
    std::vector<Ordinal> hits;
    candidates.for_each([&](Ordinal ordinal) {
        thread_local Entries entries;
        thread_local std::string text;
        for (const auto& entry : entries.unpack(values_.get(ordinal))) {
            if (!is_among(columns, entry.column)) continue;
            text = entry.text;
            if (!test(text)) continue;
            hits.push_back(ordinal);
            return;
        }
    });
    return Bitmap::of(hits);
}

}  // namespace amparo::index
