#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "base/json.hpp"
#include "matching/engine/layout.hpp"
#include "matching/engine/places.hpp"
#include "matching/engine/values.hpp"
#include "matching/names/name.hpp"

namespace amparo::matching {

/// Rows of relatives beyond this many are left out.
inline constexpr std::size_t kin_rows_max = 40;

/// A name in a slot, with the role and the row it came from.
struct RoleName {
    Name name;
    std::uint8_t role;
    std::uint8_t row;
    std::uint16_t personal;  // bit per token: whether no relative bears it
};

/// What stands before the ids of a name in a record, in one word.
struct NameHead {
    unsigned size : 4;
    unsigned glued : 4;
    unsigned role : 5;
    unsigned row : 7;
    unsigned personal : 12;
};

/// A record as comparators read it: slots of words in one piece of memory. A view.
class Record {
  public:
    explicit Record(std::span<const std::uint32_t> words) : words_(words) {}

    /// The words of a slot that does not hold names.
    std::span<const std::uint32_t> values(std::uint8_t slot) const {
        return words_.subspan(words_[slot], words_[slot + 1U] - words_[slot]);
    }
    bool is_empty(std::uint8_t slot) const { return values(slot).empty(); }

    /// Calls visit(const RoleName&) for each name of a slot.
    template <class Visit>
    void for_names(std::uint8_t slot, Visit&& visit) const {
        const auto words = values(slot);
        for (std::size_t at = 0; at < words.size();) {
            const auto head = std::bit_cast<NameHead>(words[at]);
            const RoleName found{.name = {.ids = words.data() + at + 1,
                                          .size = static_cast<std::uint8_t>(head.size),
                                          .glued = static_cast<std::uint8_t>(head.glued)},
                                 .role = static_cast<std::uint8_t>(head.role),
                                 .row = static_cast<std::uint8_t>(head.row),
                                 .personal = static_cast<std::uint16_t>(head.personal)};
            visit(found);
            at += 1 + found.name.stored();
        }
    }

  private:
    std::span<const std::uint32_t> words_;
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
/// Calls visit(TokenId&) for each token that stands in the words of a record.
template <class Visit>
void for_tokens(std::span<std::uint32_t> words, const Layout& layout, Visit&& visit) {
    for (std::uint8_t slot = 0; slot < layout.slots().size(); ++slot) {
        if (!holds_names(layout.slots()[slot].kind)) continue;
        Record(words).for_names(slot, [&](const RoleName& found) {
            const auto begin = static_cast<std::size_t>(found.name.ids - words.data());
            for (auto& id : words.subspan(begin, found.name.stored())) {
                if (id != no_token) visit(id);
            }
        });
    }
}

}  // namespace amparo::matching
