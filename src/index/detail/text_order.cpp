#include "index/detail/text_order.hpp"

#include <algorithm>

namespace amparo::index {

void TextOrder::set(Ordinal ordinal, std::string_view key) {
    if (keys_.get(ordinal) == key) return;
    if (!is_loading_) order_.erase(ordinal);
    keys_.set(ordinal, key);
    if (is_loading_ || key.empty()) return;
    // One side of every comparison is the new one, whose key need not be looked up.
    order_.insert(ordinal, [&](Ordinal left, Ordinal right) {
        const auto left_key = left == ordinal ? key : keys_.get(left);
        const auto order = left_key.compare(right == ordinal ? key : keys_.get(right));
        return order != 0 ? order < 0 : ids_.id(left) < ids_.id(right);
    });
}

void TextOrder::start_load() {
    is_loading_ = true;
    order_ = SortOrder();
}

void TextOrder::finish_load() {
    keys_.compact();
    is_loading_ = false;
    struct Keyed {
        std::string_view key;
        Ordinal ordinal;
    };
    std::vector<Keyed> keyed;
    keys_.for_each([&](Ordinal ordinal, std::string_view key) { keyed.push_back({key, ordinal}); });
    std::sort(keyed.begin(), keyed.end(), [this](const Keyed& left, const Keyed& right) {
        const auto order = left.key.compare(right.key);
        if (order != 0) return order < 0;
        return ids_.id(left.ordinal) < ids_.id(right.ordinal);
    });
    std::vector<Ordinal> sorted;
    sorted.reserve(keyed.size());
    for (const auto& entry : keyed) sorted.push_back(entry.ordinal);
    order_.assign(sorted);
}

}  // namespace amparo::index
