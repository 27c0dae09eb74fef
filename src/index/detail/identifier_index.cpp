#include "index/detail/identifier_index.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

#include "base/id.hpp"
#include "base/text.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t gram_size = 3;
// After the rarest few, further postings cost more than the checks they save.
constexpr std::size_t intersections_max = 6;
constexpr std::size_t uuid_text_size = 36;
constexpr std::size_t uuid_size = 16;
// So many values are looked at for whether they begin with what is searched for.
constexpr std::size_t starts_checked_max = 10'000;
// Stands before the first two bytes of a value; no key has it.
constexpr std::uint32_t start_mark = 0x01;
// How a packed value begins: a UUID, an earlier entry of the record, or its length + 2.
constexpr std::uint32_t form_uuid = 0;
constexpr std::uint32_t form_earlier = 1;
constexpr std::uint32_t form_text = 2;

/// Whether UUIDs are of interest; spelling them out costs more than all the rest.
enum class Uuids { read, skip };

struct Entry {
    std::size_t column = 0;
    bool is_repeated = false;
    std::string_view text;
};

struct UuidText {
    std::array<char, uuid_text_size> letters;
    std::string_view text() const { return {letters.data(), letters.size()}; }
};

UuidText spell(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    UuidText text;
    auto* out = text.letters.data();
    for (std::size_t at = 0; at < uuid_size; ++at) {
        if (at == 4 || at == 6 || at == 8 || at == 10) *out++ = '-';
        const auto byte = static_cast<unsigned char>(bytes[at]);
        *out++ = digits[byte >> 4];
        *out++ = digits[byte & 15];
    }
    return text;
}

/// The entries of a packed record; reuses its memory from call to call. The texts live until the
/// next call or the record's next change.
class Entries {
  public:
    std::span<const Entry> unpack(std::string_view packed, Uuids uuids) {
        entries_.clear();
        uuid_count_ = 0;
        while (!packed.empty()) {
            auto& entry = entries_.emplace_back();
            entry.column = static_cast<unsigned char>(packed.front());
            packed.remove_prefix(1);
            const auto form = take_varint(packed);
            entry.is_repeated = form == form_earlier;
            if (entry.is_repeated) {
                entry.text = entries_[take_varint(packed)].text;
                continue;
            }
            const auto size = form == form_uuid ? uuid_size : form - form_text;
            entry.text = packed.substr(0, size);
            packed.remove_prefix(size);
            if (form == form_uuid) entry.text = uuids == Uuids::read ? spelled(entry.text) : "";
        }
        return entries_;
    }

  private:
    std::string_view spelled(std::string_view bytes) {
        if (uuid_count_ == uuids_.size()) uuids_.emplace_back();
        auto& kept = uuids_[uuid_count_++];
        kept = spell(bytes);
        return kept.text();
    }

    std::vector<Entry> entries_;
    std::deque<UuidText> uuids_;
    std::size_t uuid_count_ = 0;
};

bool may_be_in_uuid(std::string_view key) {
    return key.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

constexpr std::uint64_t every_byte(std::uint64_t byte) {
    return byte * 0x0101'0101'0101'0101U;
}

/// Eight ASCII letters in lower case.
std::uint64_t lower(std::uint64_t letters) {
    const auto from_a = letters + every_byte(0x80 - 'A');
    const auto beyond_z = letters + every_byte(0x7F - 'Z');
    const auto is_upper = (from_a ^ beyond_z) & every_byte(0x80);
    return letters | is_upper >> 2U;
}

/// A piece, as text::identifier_key gives it, that is looked for in many texts, most of them short.
class Piece {
  public:
    explicit Piece(std::string_view folded) : folded_(folded) {
        const auto size = std::min(folded.size(), word_size);
        std::memcpy(&first_, folded.data(), size);
        std::memset(&mask_, 0xFF, size);
    }
    /// Whether the key of the text contains it. Most texts hold nothing that keys leave out.
    bool is_in(std::string_view text) const {
        if (text.size() > words_max * word_size) return folds_to(text);
        std::array<std::uint64_t, words_max + 1> words{};  // one more, to read beyond the end
        std::memcpy(words.data(), text.data(), text.size());
        std::uint64_t bits = 0;
        for (std::size_t at = 0; at * word_size < text.size(); ++at) {
            bits |= words[at];
            words[at] = lower(words[at]);
        }
        if ((bits & every_byte(0x80)) != 0) return folds_to(text);
        if (is_in_lower({reinterpret_cast<const char*>(words.data()), text.size()})) return true;
        return has_separators(text) && folds_to(text);
    }

  private:
    static constexpr std::size_t word_size = sizeof(std::uint64_t);
    static constexpr std::size_t words_max = 5;

    bool folds_to(std::string_view text) const {
        return text::identifier_key(text).find(folded_) != std::string::npos;
    }
    static bool has_separators(std::string_view text) {
        return text.find_first_of(" -/._#\t\n") != std::string_view::npos;
    }
    bool is_in_lower(std::string_view text) const {
        for (std::size_t at = 0; at + folded_.size() <= text.size(); ++at) {
            std::uint64_t here = 0;
            std::memcpy(&here, text.data() + at, sizeof here);
            if (((here ^ first_) & mask_) != 0) continue;
            if (text.substr(at).starts_with(folded_)) return true;
        }
        return false;
    }

    std::string_view folded_;
    std::uint64_t first_ = 0;  // its first eight bytes
    std::uint64_t mask_ = 0;   // those of them that it has
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

struct Asked {
    IdentifierIndex::Columns columns;
    Uuids uuids;
};

template <class Test>
bool has_entry(std::string_view packed, Asked asked, Test&& test) {
    thread_local Entries entries;
    for (const auto& entry : entries.unpack(packed, asked.uuids)) {
        if (is_among(asked.columns, entry.column) && test(entry.text)) return true;
    }
    return false;
}

/// Whether a packed record holds the piece in one of the columns. Most records that are looked at
/// do, in one of few short texts, so nothing is unpacked for it but a record of very many.
bool holds(std::string_view packed, Asked asked, const Piece& piece) {
    const auto whole = packed;
    std::uint64_t hits = 0;
    for (std::size_t number = 0; !packed.empty(); ++number) {
        if (number == 64) break;
        const auto column = static_cast<unsigned char>(packed.front());
        packed.remove_prefix(1);
        const auto form = take_varint(packed);
        bool is_hit = false;
        if (form == form_earlier) {
            is_hit = ((hits >> take_varint(packed)) & 1U) != 0;
        } else {
            const auto size = form == form_uuid ? uuid_size : form - form_text;
            const auto bytes = packed.substr(0, size);
            packed.remove_prefix(size);
            if (form != form_uuid) is_hit = piece.is_in(bytes);
            if (form == form_uuid && asked.uuids == Uuids::read)
                is_hit = piece.is_in(spell(bytes).text());
        }
        if (is_hit && is_among(asked.columns, column)) return true;
        hits |= std::uint64_t{is_hit} << number;
    }
    if (packed.empty()) return false;
    return has_entry(whole, asked, [&](std::string_view text) { return piece.is_in(text); });
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
        collect_grams(text::identifier_key(value), Ends::padded, grams);
        const auto possible = candidates(grams, within);
        if (!possible) continue;
        found.unite(check(*possible, [&](std::string_view packed) {
            return has_entry(packed, {columns, Uuids::read},
                             [&](std::string_view text) { return text == value; });
        }));
    }
    return Selection(std::move(found));
}

Selection IdentifierIndex::containing(std::string_view piece, Columns columns,
                                      const Bitmap* within) const {
    const auto key = text::identifier_key(piece);
    if (key.empty() && !piece.empty()) return {};
    const bool is_everywhere = (used_ & ~columns) == 0;
    std::optional<Bitmap> possible;
    if (key.size() < gram_size) {
        possible = with_piece(key);
        if (within != nullptr) possible->intersect(*within);
    } else {
        std::vector<Gram> grams;
        collect_grams(key, Ends::open, grams);
        possible = candidates(grams, within);
    }
    if (!possible) return {};
    // Up to three bytes the postings are exact, unless only some of the columns are asked for.
    if (key.size() <= gram_size && is_everywhere) return Selection(std::move(*possible));
    const Asked asked{columns, may_be_in_uuid(key) ? Uuids::read : Uuids::skip};
    return Selection(check(
        *possible, [&](std::string_view packed) { return holds(packed, asked, Piece(key)); }));
}

IdentifierIndex::Ranks IdentifierIndex::search(std::string_view query, Columns columns,
                                               const Bitmap& within) const {
    const auto key = text::identifier_key(query);
    Ranks ranks;
    if (key.empty()) return ranks;
    auto starts = starting_with(key, within);
    const Asked asked{columns, Uuids::read};
    ranks.equal = check(ending_with(key, starts), [&](std::string_view packed) {
        return has_entry(packed, asked,
                         [&](std::string_view text) { return text::identifier_key(text) == key; });
    });
    // Too many to be looked at one by one, and nobody reads so far: they stay among the others.
    if (starts.size() <= starts_checked_max || key.size() < gram_size) {
        ranks.prefix = check(starts, [&](std::string_view packed) {
            return has_entry(packed, asked, [&](std::string_view text) {
                return text::identifier_key(text).starts_with(key);
            });
        });
        ranks.prefix.subtract(ranks.equal);
    }
    if (key.size() < gram_size) return ranks;
    ranks.part = containing(query, columns, &within).take();
    ranks.part.intersect(within);
    ranks.part.subtract(ranks.equal);
    ranks.part.subtract(ranks.prefix);
    return ranks;
}

std::size_t IdentifierIndex::memory_bytes() const {
    auto bytes = values_.memory_bytes() + by_gram_.memory_bytes() +
                 postings_.capacity() * sizeof(std::pair<Gram, Posting>);
    for (const auto& [gram, posting] : postings_) bytes += posting.memory_bytes();
    return bytes;
}

void IdentifierIndex::collect_grams(std::string_view folded, Ends ends, std::vector<Gram>& grams) {
    const auto byte = [&](std::size_t at) {
        return at < folded.size() ? static_cast<unsigned char>(folded[at]) : 0U;
    };
    if (ends == Ends::padded) {  // also of a value that is all separators
        grams.push_back((start_mark << 16) | (byte(0) << 8) | byte(1));
    }
    // With padded ends a gram starts at every byte, so short pieces are beginnings of grams.
    const auto count = ends == Ends::padded ? folded.size() : folded.size() - gram_size + 1;
    for (std::size_t at = 0; at < count; ++at) {
        grams.push_back((byte(at) << 16) | (byte(at + 1) << 8) | byte(at + 2));
    }
}

const Posting* IdentifierIndex::find(Gram gram) const {
    const auto at = by_gram_.find(
        mix_hash(gram), [&](std::uint32_t member) { return postings_[member].first == gram; });
    return at ? &postings_[*at].second : nullptr;
}

Posting& IdentifierIndex::posting(Gram gram) {
    const auto known = by_gram_.find(
        mix_hash(gram), [&](std::uint32_t member) { return postings_[member].first == gram; });
    if (known) return postings_[*known].second;
    const auto added = static_cast<std::uint32_t>(postings_.size());
    postings_.emplace_back(gram, Posting());
    by_gram_.insert(added, [&](std::uint32_t member) { return mix_hash(postings_[member].first); });
    return postings_.back().second;
}

void IdentifierIndex::grams_of(std::string_view packed, std::vector<Gram>& grams) {
    thread_local Entries entries;
    grams.clear();
    for (const auto& entry : entries.unpack(packed, Uuids::read)) {
        if (entry.is_repeated) continue;
        collect_grams(text::identifier_key(entry.text), Ends::padded, grams);
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
        posting(gram).remove(ordinal);
    }
    for (const auto gram : after) {
        if (before.empty() || !std::binary_search(before.begin(), before.end(), gram))
            posting(gram).add(ordinal);
    }
    values_.set(ordinal, packed);
}

std::optional<Bitmap> IdentifierIndex::candidates(const std::vector<Gram>& grams,
                                                  const Bitmap* within) const {
    std::vector<std::pair<std::size_t, const Posting*>> rarest;
    for (const auto gram : grams) {
        const auto* found = find(gram);
        if (found == nullptr) return std::nullopt;
        rarest.emplace_back(found->size(), found);
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

Bitmap IdentifierIndex::with_piece(std::string_view key) const {
    Gram first = 0;
    for (std::size_t at = 0; at < gram_size; ++at) {
        first = (first << 8) | (at < key.size() ? static_cast<unsigned char>(key[at]) : 0U);
    }
    const auto width = Gram{1} << (8 * (gram_size - key.size()));
    return in_range(first, width);
}

Bitmap IdentifierIndex::starting_with(std::string_view key, const Bitmap& within) const {
    const auto byte = [&](std::size_t at) { return Gram{static_cast<unsigned char>(key[at])}; };
    const auto first = (start_mark << 16) | (byte(0) << 8);
    if (key.size() == 1) {
        auto found = in_range(first, 256);
        found.intersect(within);
        return found;
    }
    const auto* starts = find(first | byte(1));
    if (starts == nullptr) return {};
    auto found = starts->intersection(within);
    if (key.size() < gram_size) return found;
    std::vector<Gram> grams;
    collect_grams(key, Ends::open, grams);
    auto narrowed = candidates(grams, &found);
    return narrowed ? std::move(*narrowed) : Bitmap();
}

Bitmap IdentifierIndex::ending_with(std::string_view key, const Bitmap& within) const {
    const auto byte = [&](std::size_t at) { return Gram{static_cast<unsigned char>(key[at])}; };
    const auto* last = find(byte(key.size() - 1) << 16);
    if (last == nullptr) return {};
    auto found = last->intersection(within);
    if (key.size() == 1) return found;
    const auto* before = find((byte(key.size() - 2) << 16) | (byte(key.size() - 1) << 8));
    return before == nullptr ? Bitmap() : before->intersection(found);
}

Bitmap IdentifierIndex::in_range(Gram first, Gram width) const {
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
Bitmap IdentifierIndex::check(const Bitmap& candidates, Test&& test) const {
    std::vector<Ordinal> hits;
    PackedBytes::Cursor values(values_);
    candidates.for_each([&](Ordinal ordinal) {
        if (test(values.get(ordinal))) hits.push_back(ordinal);
    });
    return Bitmap::of(hits);
}

}  // namespace amparo::index
