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
}

void OpenRecord::open(const Record& record, LevelCache& levels) {
    record_ = record;
    names_.clear();
    record.for_all_names([&](RoleName& found) {
        found.name.met = 0;
        for (std::size_t at = 0; at < found.name.stored(); ++at) {
            const auto token = found.name[at];
            if (token != no_token) found.name.met |= levels.names_met(token);
        }
        names_.push_back(found);
    });
}

}  // namespace amparo::matching
