#pragma once

#include <optional>
#include <span>
#include <vector>

#include "matching/engine/record.hpp"
#include "matching/names/level_cache.hpp"

namespace amparo::matching {

/// Some of the names of a record.
struct NameChoice {
    std::uint64_t sources = ~std::uint64_t{0};  // a bit each
    std::uint32_t roles = 0;                    // a bit each; all when 0
    bool operator==(const NameChoice&) const = default;

    /// Whether a name is among them.
    bool takes(const RoleName& name) const {
        return (sources >> name.source & 1U) != 0 && (roles == 0 || (roles >> name.role & 1U) != 0);
    }
};

/// A record whose names were read out of their heads once, because every comparator asks for them.
/// A view of the record.
class OpenRecord {
  public:
    /// Opens the record that others are compared with: its words then hold what stands for the
    /// tokens that were asked.
    void ask(std::span<std::uint32_t> words, const Layout& layout, LevelCache& levels);
    /// Opens one that is compared with it: its values.
    void open(const Record& record);
    /// Reads its names, and looks up some of them: they may be compared once the levels have made
    /// what they expect.
    void read_names(const NameChoice& choice, LevelCache& levels);
    /// Looks up more of them.
    void look_up(const NameChoice& choice, LevelCache& levels);
    /// Whether it is the one that others are compared with.
    bool is_asked() const { return is_asked_; }
    /// What all names of a slot have in common; of the asked record.
    struct Names {
        NameBits bits = 0;         // by their numbers
        std::uint8_t least = 255;  // words of the shortest that is no teknonym; 255 for none
        bool has_teknonyms = false;
        float most = 0;         // bits that one of them may share with another name
        float sum = 0;          // the same of all together
        float sum_of_rows = 0;  // the same with one name of each relative
    };
    const Names& names_of(std::uint8_t slot) const { return by_slot_[slot]; }

    /// The words of a slot that does not hold names.
    std::span<const std::uint32_t> values(std::uint8_t slot) const { return record_->values(slot); }
    /// The same by its place among those slots.
    std::span<const std::uint32_t> values_at(std::size_t place) const {
        return record_->values_at(place);
    }
    /// All names. They stay until another record is opened.
    std::span<const RoleName> names() const { return {names_.data(), count_}; }
    /// The sources of the names of a slot, a bit each.
    std::uint64_t sources_of(std::uint8_t slot) const { return record_->layout().sources_of(slot); }
    /// Calls visit(const RoleName&) for each name of a slot.
    template <class Visit>
    void for_names(std::uint8_t slot, Visit&& visit) const {
        const auto sources = sources_of(slot);
        for (const auto& name : names()) {
            if ((sources >> name.source & 1U) != 0) visit(name);
        }
    }

  private:
    Names read_together(std::uint8_t slot, LevelCache& levels) const;

    std::optional<Record> record_;
    RoleName& add(const RoleName& found) {
        if (count_ == names_.size()) names_.emplace_back();
        return names_[count_++] = found;
    }

    std::vector<RoleName> names_;  // with those of records before behind them
    std::size_t count_ = 0;        // of this record
    std::vector<Names> by_slot_;
    std::uint64_t looked_up_ = 0;  // by their place; those that share the last one come last
    bool is_asked_ = false;
};

}  // namespace amparo::matching
