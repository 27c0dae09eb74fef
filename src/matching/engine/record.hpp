#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "matching/engine/layout.hpp"
#include "matching/engine/places.hpp"
#include "matching/engine/values.hpp"
#include "matching/names/name.hpp"

namespace amparo::matching {

/// The rows of a tracing request, each one child that is sought.
inline constexpr std::string_view traces_section = "tracing_request_subform_section";

/// Rows of relatives beyond this many are left out.
inline constexpr std::size_t kin_rows_max = 40;

/// Names of one record beyond this many are left out: its words then fit where they are kept.
inline constexpr std::size_t record_names_max = 512;

/// A name of a record, with the role and the row it came from.
struct RoleName {
    Name name;
    std::uint8_t role;
    std::uint8_t row;
    std::uint8_t source;     // of the layout
    std::uint16_t personal;  // bit per token: whether no relative bears it
};

/// What stands before the ids of a name in a record, in one word.
struct NameHead {
    unsigned size : 4;
    unsigned glued : 4;
    unsigned role : 4;
    unsigned source : 6;
    unsigned more : 12;  // the row of relatives; which tokens are personal of the child's own names
    unsigned is_teknonym : 1;  // of a relative who is called by a child's name
};

/// Where the values of each slot begin in a record, and where they end: a byte each, or two in a
/// record of very many values. The first tells which, because it is the size of all.
namespace record_begins {
/// Words that they take in a byte each.
constexpr std::size_t narrow_words(std::size_t slots) {
    return (slots + 1 + 3) / 4;
}
/// Words that they take in two bytes each.
constexpr std::size_t wide_words(std::size_t slots) {
    return (slots + 1 + 1) / 2;
}
}  // namespace record_begins

/// A record as comparators read it, in one piece of memory: where the values of each slot begin;
/// the values; the names, each once. A view, also of the layout.
class Record {
  public:
    Record(std::span<const std::uint32_t> words, const Layout& layout)
        : words_(words),
          layout_(&layout),
          is_narrow_(bytes()[0] == record_begins::narrow_words(layout.value_slots())) {}

    /// The words of a slot that does not hold names.
    std::span<const std::uint32_t> values(std::uint8_t slot) const {
        return values_at(layout_->value_place(slot));
    }
    /// The same by its place among those slots.
    std::span<const std::uint32_t> values_at(std::size_t place) const {
        const auto begin = begin_of(place);
        return words_.subspan(begin, begin_of(place + 1) - begin);
    }
    /// Whether nothing is in a slot.
    bool is_empty(std::uint8_t slot) const {
        if (!holds_names(layout_->slots()[slot].kind)) return values(slot).empty();
        bool found = false;
        for_names(slot, [&](const RoleName&) { found = true; });
        return !found;
    }

    /// Where the names begin, each followed by the next one, and where they end.
    std::size_t names_begin() const { return begin_of(layout_->value_slots()); }
    std::size_t names_end() const { return words_.size(); }
    /// Reads the name at a place to where it is wanted, part by part: copied as a whole its small
    /// parts would have to be waited for. The place of the next one.
    std::size_t read_name(std::size_t at, RoleName& name) const {
        const auto head = std::bit_cast<NameHead>(words_[at]);
        name.name.ids = words_.data() + at + 1;
        name.name.size = static_cast<std::uint8_t>(head.size);
        name.name.glued = static_cast<std::uint8_t>(head.glued);
        name.name.is_teknonym = head.is_teknonym != 0;
        name.role = static_cast<std::uint8_t>(head.role);
        name.row = static_cast<std::uint8_t>(head.more);
        name.source = static_cast<std::uint8_t>(head.source);
        name.personal = static_cast<std::uint16_t>(head.more);
        return at + 1 + name.name.stored();
    }
    /// Calls visit(const RoleName&) for each name.
    template <class Visit>
    void for_all_names(Visit&& visit) const {
        for (auto at = names_begin(); at < names_end();) {
            RoleName found{};
            at = read_name(at, found);
            visit(found);
        }
    }
    /// The same for those of a slot.
    template <class Visit>
    void for_names(std::uint8_t slot, Visit&& visit) const {
        const auto sources = layout_->sources_of(slot);
        for_all_names([&](const RoleName& found) {
            if ((sources >> found.source & 1U) != 0) visit(found);
        });
    }
    const Layout& layout() const { return *layout_; }

  private:
    const std::uint8_t* bytes() const {
        return reinterpret_cast<const std::uint8_t*>(words_.data());
    }
    std::size_t begin_of(std::size_t place) const {
        if (is_narrow_) [[likely]] {
            return bytes()[place];
        }
        return std::size_t{bytes()[2 * place]} << 8U | bytes()[2 * place + 1];
    }

    std::span<const std::uint32_t> words_;
    const Layout* layout_;
    bool is_narrow_;
};

/// The parts of a record in JSON: a case alone, or a trace with its request.
struct RecordSource {
    const json::Object* record = nullptr;   // the case, or the trace
    const json::Object* request = nullptr;  // asked for what the trace does not say
};

/// What preparing a record needs.
struct PrepareContext {
    Dictionary& dictionary;
    const Places& places;
    Day today;
};

/// The words of a record. Never fails: what cannot be read is missing.
std::vector<std::uint32_t> prepare(const RecordSource& source, const Layout& layout,
                                   const PrepareContext& context);

}  // namespace amparo::matching
