#include "matching/engine/open_record.hpp"

#include <algorithm>

#include "matching/names/name_evidence.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t last_number = 63;

/// Of a name by its place; those beyond share the last one.
std::uint64_t bit_of(std::size_t number) {
    return std::uint64_t{1} << std::min(number, last_number);
}

As standing(const Name& name, std::size_t at) {
    return at < name.size ? As::word : As::joined;
}

}  // namespace

void OpenRecord::ask(std::span<std::uint32_t> words, const Layout& layout, LevelCache& levels) {
    const Record record(words, layout);
    record_ = record;
    count_ = 0;
    record.for_all_names([&](RoleName& found) {
        const auto number = count_;
        const auto begin = static_cast<std::size_t>(found.name.ids - words.data());
        for (std::size_t at = 0; at < found.name.stored(); ++at) {
            auto& token = words[begin + at];
            if (token != no_token) token = levels.ask(token, number, standing(found.name, at));
        }
        found.name.number = static_cast<std::uint8_t>(std::min(number, last_number));
        add(found);
    });
    is_asked_ = true;
    by_slot_.assign(layout.slots().size(), {});
    for (std::size_t slot = 0; slot < by_slot_.size(); ++slot) {
        by_slot_[slot] = read_together(static_cast<std::uint8_t>(slot), levels);
    }
}

OpenRecord::Names OpenRecord::read_together(std::uint8_t slot, LevelCache& levels) const {
    Names all;
    // The name and the pet name of one row are one person.
    std::optional<std::uint8_t> row;
    float most_of_row = 0;
    for_names(slot, [&](const RoleName& found) {
        const auto bits = most_bits(found.name, levels);
        all.bits |= NameBits{1} << found.name.number;
        if (found.name.is_teknonym) {
            all.has_teknonyms = true;
        } else {
            all.least = std::min(all.least, found.name.size);
        }
        all.most = std::max(all.most, bits);
        all.sum += bits;
        if (row != found.row) {
            all.sum_of_rows += most_of_row;
            most_of_row = 0;
            row = found.row;
        }
        most_of_row = std::max(most_of_row, bits);
    });
    all.sum_of_rows += most_of_row;
    return all;
}

void OpenRecord::open(const Record& record) {
    record_ = record;
    count_ = 0;
}

void OpenRecord::read_names(const NameChoice& choice, LevelCache& levels) {
    // They stay where they are while the levels complete them.
    if (names_.size() < record_names_max) names_.resize(record_names_max);
    looked_up_ = 0;
    const auto& record = *record_;
    const auto end = record.names_end();
    auto* const names = names_.data();
    std::size_t count = 0;
    for (auto at = record.names_begin(); at < end; ++count) {
        auto& name = names[count];
        at = record.read_name(at, name);
        name.name.met = ~NameBits{0};
        if (!choice.takes(name)) continue;
        looked_up_ |= bit_of(count);
        levels.look_up(name.name);
    }
    count_ = count;
}

void OpenRecord::look_up(const NameChoice& choice, LevelCache& levels) {
    for (std::size_t number = 0; number < count_; ++number) {
        if (number < last_number && (looked_up_ & bit_of(number)) != 0) continue;
        if (!choice.takes(names_[number])) continue;
        looked_up_ |= bit_of(number);
        levels.look_up(names_[number].name);
    }
}

}  // namespace amparo::matching
