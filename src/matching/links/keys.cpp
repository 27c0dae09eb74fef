#include "matching/links/keys.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "matching/links/limits.hpp"

namespace amparo::matching::links {
namespace {

constexpr std::size_t shortened_length = 4;  // shorter words lose too much with a letter
constexpr std::size_t shortened_max = 24;    // letters of a text that are left out in turn
constexpr std::uint8_t group_max = 120;

std::uint64_t mix(std::uint64_t x) {
    x ^= x >> 33U;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33U;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33U);
}

/// FNV-1a of a text, apart for each space of keys.
std::uint64_t hash_of(std::uint64_t space, std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ mix(space);
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return mix(hash);
}

/// Collects the keys of one record.
class KeyList {
  public:
    explicit KeyList(std::vector<Key>& keys) : keys_(keys) {}

    void next_group() { group_ = static_cast<std::uint8_t>(std::min(group_ + 1, +group_max)); }
    void base(std::uint64_t space, std::string_view text) { push(space, text, true); }
    void extra(std::uint64_t space, std::string_view text) { push(space, text, false); }

    /// The text without each of its letters in turn; two texts one edit apart share one of them or
    /// the text itself.
    void shortened(std::uint64_t space, const std::string& text) {
        if (text.size() < shortened_length) return;
        std::string shorter;
        for (std::size_t i = 0; i < std::min(text.size(), shortened_max); ++i) {
            if (i > 0 && text[i] == text[i - 1]) continue;
            shorter = text;
            shorter.erase(i, 1);
            extra(space, shorter);
        }
        extra(space, text);
    }

    void spelling(std::uint64_t space, const Spelling& spelling) {
        base(space, spelling.text);
        shortened(space + 1, spelling.text);
        if (spelling.sound.size() > 2) extra(space + 2, spelling.sound);
    }

  private:
    void push(std::uint64_t space, std::string_view text, bool is_base) {
        keys_.push_back({.hash = hash_of(space, text), .group = group_, .is_base = is_base});
    }

    std::vector<Key>& keys_;
    std::uint8_t group_ = 0;
};

void add_date_keys(std::uint64_t space, const WrittenDate& date, KeyList& keys) {
    keys.base(space, date.text());
    if (date.is_year_only()) return;
    std::string masked(date.text());
    for (std::size_t i = 2; i < masked.size(); ++i) {
        const char kept = masked[i];
        masked[i] = '*';
        keys.extra(space + 1, masked);
        masked[i] = kept;
    }
    auto month = std::string(date.month());
    auto day = std::string(date.day());
    if (day < month) std::swap(day, month);
    keys.extra(space + 2, std::string(date.year()) + month + day);
    keys.extra(space + 3, std::string(date.year()) + std::string(date.month()));
    keys.extra(space + 4, std::string(date.year()) + "-" + std::string(date.day()));
    keys.extra(space + 5, date.text().substr(4));
}

void add_aspect_keys(std::uint64_t space, const Aspect& aspect, ValueId value, KeyList& keys) {
    if (aspect.type == AspectType::date) {
        add_date_keys(space, aspect.dates[value], keys);
        return;
    }
    const auto& spelling = aspect.values[value];
    if (aspect.type == AspectType::category) {
        keys.base(space, spelling.text);
        return;
    }
    keys.spelling(space, spelling);
    if (aspect.pieces_of.empty()) return;
    for (const auto piece : aspect.pieces_of[value]) {
        if (piece == no_value) continue;
        const auto& part = aspect.pieces[piece];
        keys.base(space + 4, part.text);
        if (aspect.type == AspectType::email) keys.shortened(space + 5, part.text);
    }
}

}  // namespace

void append_keys(const People& people, RecordId record, std::vector<Key>& keys) {
    KeyList list(keys);
    for (const auto name : people.names_of(record)) {
        list.spelling(0, people.names[name]);
        list.next_group();
    }
    for (std::size_t i = 0; i < people.aspects.size(); ++i) {
        const auto& aspect = people.aspects[i];
        if (aspect.of_record.empty() || aspect.of_record[record] == no_value) continue;
        add_aspect_keys(16 * (i + 1), aspect, aspect.of_record[record], list);
        list.next_group();
    }
}

std::uint64_t row_hash(const People& people, RecordId record) {
    std::uint64_t hash = 1;
    bool is_blank = true;
    const auto add = [&](ValueId value) {
        hash = mix(hash * 31 + value);
        is_blank = is_blank && value == no_value;
    };
    if (!people.given.empty()) {
        add(people.given[record]);
        add(people.surname[record]);
        for (const auto name : people.further[record]) add(name);
    }
    for (const auto& aspect : people.aspects) {
        if (!aspect.of_record.empty()) add(aspect.of_record[record]);
    }
    return is_blank ? blank_row_hash : hash;
}

std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
    return mix(std::min(a, b) * 0x9e3779b97f4a7c15ULL ^ std::max(a, b));
}

}  // namespace amparo::matching::links
