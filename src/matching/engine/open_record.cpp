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

/// Notes which names a name of another record meets; true when not all of its words are known.
inline bool look_up_name(Name& name, LevelCache& levels) {
    bool is_new = false;
    NameBits met = 0;
    for (const auto token : name.tokens()) {
        met |= levels.names_met_if_known(token, As::word, is_new);
    }
    for (const auto token : name.all().subspan(name.size)) {
        met |= levels.names_met_if_known(token, As::joined, is_new);
    }
    name.met = met;
    return is_new;
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
        auto& all = by_slot_[slot];
        for_names(static_cast<std::uint8_t>(slot), [&](const RoleName& found) {
            const auto bits = most_bits(found.name, levels);
            all.bits |= NameBits{1} << found.name.number;
            all.least = std::min(all.least, found.name.size);
            all.most = std::max(all.most, bits);
            all.sum += bits;
        });
    }
}

void OpenRecord::open(const Record& record) {
    record_ = record;
    count_ = 0;
    new_names_ = 0;
}

void OpenRecord::read_names(const NameChoice& choice, LevelCache& levels) {
    record_->for_all_names([&](RoleName& found) { add(found); });
    looked_up_ = 0;
    look_up(choice, levels);
}

void OpenRecord::look_up(const NameChoice& choice, LevelCache& levels) {
    const bool takes_all = choice.takes_all();
    for (std::size_t number = 0; number < count_; ++number) {
        const auto bit = bit_of(number);
        const bool is_wanted = takes_all || (number < last_number && choice.takes(names_[number]));
        if (!is_wanted || (number < last_number && (looked_up_ & bit) != 0)) continue;
        looked_up_ |= bit;
        if (look_up_name(names_[number].name, levels)) new_names_ |= bit;
    }
}

void OpenRecord::meet(LevelCache& levels) {
    if (new_names_ == 0) return;
    for (std::size_t number = 0; number < count_; ++number) {
        if ((new_names_ & bit_of(number)) != 0) meet_new(names_[number].name, levels);
    }
    new_names_ = 0;
}

void OpenRecord::meet_new(Name& name, LevelCache& levels) {
    name.met = 0;
    for (std::size_t at = 0; at < name.stored(); ++at) {
        if (name[at] != no_token) name.met |= levels.names_met(name[at], standing(name, at));
    }
}

}  // namespace amparo::matching
