#pragma once

#include <unordered_map>
#include <vector>

#include "matching/engine/matcher.hpp"

namespace amparo::matching {

/// Small numbers for things with long keys, so that an engine can hold them side by side. The
/// number of what was forgotten goes to the next one.
template <class Key, class Thing>
class Numbers {
  public:
    /// The number of the key, a new one when it has none; the thing goes with it.
    Ordinal put(const Key& key, Thing thing) {
        const auto known = by_key_.find(key);
        const auto number = known == by_key_.end() ? next() : known->second;
        things_[number] = std::move(thing);
        by_key_.insert_or_assign(key, number);
        return number;
    }
    /// The number, or no_ordinal.
    Ordinal find(const Key& key) const {
        const auto known = by_key_.find(key);
        return known == by_key_.end() ? no_ordinal : known->second;
    }
    /// The number that the key had, or no_ordinal.
    Ordinal forget(const Key& key) {
        const auto number = find(key);
        if (number == no_ordinal) return number;
        by_key_.erase(key);
        free_.push_back(number);
        return number;
    }
    const Thing& operator[](Ordinal number) const { return things_[number]; }
    std::size_t size() const { return by_key_.size(); }
    /// Calls visit(thing) for each that has a number, in no order.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const auto& [key, number] : by_key_) visit(things_[number]);
    }

  private:
    Ordinal next() {
        if (free_.empty()) {
            things_.emplace_back();
            return static_cast<Ordinal>(things_.size() - 1);
        }
        const auto number = free_.back();
        free_.pop_back();
        return number;
    }

    std::unordered_map<Key, Ordinal> by_key_;
    std::vector<Thing> things_;
    std::vector<Ordinal> free_;
};

}  // namespace amparo::matching
