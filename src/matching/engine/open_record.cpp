#include "matching/engine/open_record.hpp"

#include <algorithm>

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
        for_names(static_cast<std::uint8_t>(slot), [&](const RoleName& found) {
            by_slot_[slot].bits |= NameBits{1} << found.name.number;
            by_slot_[slot].least = std::min(by_slot_[slot].least, found.name.size);
        });
    }
}

void OpenRecord::begin(const Record& record, LevelCache& levels) {
    record_ = record;
    count_ = 0;
    new_names_ = 0;
    record.for_all_names([&](RoleName& found) {
        bool is_new = false;
        NameBits met = 0;
        for (const auto token : found.name.tokens()) {
            met |= levels.names_met_if_known(token, As::word, is_new);
        }
        for (const auto token : found.name.all().subspan(found.name.size)) {
            met |= levels.names_met_if_known(token, As::joined, is_new);
        }
        found.name.met = met;
        if (is_new) new_names_ |= bit_of(count_);
        add(found);
    });
}

void OpenRecord::meet(LevelCache& levels) {
    if (new_names_ == 0) return;
    for (std::size_t number = 0; number < count_; ++number) {
        if ((new_names_ & bit_of(number)) != 0) meet_new(names_[number].name, levels);
    }
}

void OpenRecord::meet_new(Name& name, LevelCache& levels) {
    name.met = 0;
    for (std::size_t at = 0; at < name.stored(); ++at) {
        if (name[at] != no_token) name.met |= levels.names_met(name[at], standing(name, at));
    }
}

}  // namespace amparo::matching
