#include "index/detail/value_order.hpp"

#include <algorithm>

namespace amparo::index {

ValueOrder::ValueOrder(const KeywordColumn& column, const ValueKeys* keys)
    : column_(column), keys_(keys), codes_(column.ordered_codes()) {
    if (keys_ == nullptr) return;
    struct Keyed {
        std::string_view key;
        Code code;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(codes_.size());
    for (const auto code : codes_) keyed.push_back({key_of(code), code});
    // Stable: values that read alike stay in the order of the column.
    std::stable_sort(keyed.begin(), keyed.end(),
                     [](const Keyed& left, const Keyed& right) { return left.key < right.key; });
    sorted_.reserve(keyed.size());
    for (const auto& entry : keyed) sorted_.push_back(entry.code);
    codes_ = sorted_;
}

int ValueOrder::compare(Code code, std::string_view value) const {
    const std::string other(value);
    if (column_.text(code) == other) return 0;
    if (const auto order = key_of(code).compare(key_of(other)); order != 0) return order;
    // As among the codes in use: first by the column's own key, then by the text.
    const auto own = std::string_view(column_.sort_key_of(code)).compare(sort_key(other));
    return own != 0 ? own : column_.text(code).compare(other);
}

ValueOrder::Code ValueOrder::first_of(std::span<const Code> codes) const {
    return *std::min_element(codes.begin(), codes.end(), [this](Code left, Code right) {
        return compare(left, column_.text(right)) < 0;
    });
}

std::string_view ValueOrder::key_of(Code code) const {
    if (keys_ != nullptr) {
        const auto found = keys_->find(column_.text(code));
        if (found != keys_->end()) return found->second;
    }
    return column_.sort_key_of(code);
}

std::string ValueOrder::key_of(const std::string& value) const {
    if (keys_ != nullptr) {
        const auto found = keys_->find(value);
        if (found != keys_->end()) return found->second;
    }
    return sort_key(value);
}

}  // namespace amparo::index
