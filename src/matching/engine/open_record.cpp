#include "matching/engine/open_record.hpp"

#include <algorithm>

namespace amparo::matching {
namespace {

constexpr std::size_t last_number = 63;

}  // namespace

void OpenRecord::ask(std::span<std::uint32_t> words, const Layout& layout, LevelCache& levels) {
    const Record record(words, layout);
    record_ = record;
    names_.clear();
    record.for_all_names([&](RoleName& found) {
        const auto number = names_.size();
        const auto begin = static_cast<std::size_t>(found.name.ids - words.data());
        for (std::size_t at = 0; at < found.name.stored(); ++at) {
            auto& token = words[begin + at];
            if (token != no_token) token = levels.ask(token, number);
        }
        found.name.number = static_cast<std::uint8_t>(std::min(number, last_number));
        names_.push_back(found);
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

void OpenRecord::open(const Record& record, LevelCache& levels) {
    record_ = record;
    names_.clear();
    // Most tokens were met before: one look tells.
    bool are_new = false;
    record.for_all_names([&](RoleName& found) {
        const auto stored = found.name.stored();
        NameBits met = 0;
        for (std::size_t at = 0; at < stored; ++at) {
            met |= levels.names_met_if_known(found.name[at], are_new);
        }
        found.name.met = met;
        names_.push_back(found);
    });
    if (are_new) meet_new(levels);
}

/// Of several new tokens what is known comes from memory at once.
void OpenRecord::meet_new(LevelCache& levels) {
    for (const auto& found : names_) {
        for (std::size_t at = 0; at < found.name.stored(); ++at) levels.expect(found.name[at]);
    }
    levels.make_expected();
    for (auto& found : names_) {
        found.name.met = 0;
        for (std::size_t at = 0; at < found.name.stored(); ++at) {
            if (found.name[at] != no_token) found.name.met |= levels.names_met(found.name[at]);
        }
    }
}

}  // namespace amparo::matching
