#include "index/detail/posting.hpp"

#include <algorithm>

namespace amparo::index {

void Posting::add(Ordinal ordinal) {
    if (!is_list()) {
        bitmap_.add(ordinal);
        return;
    }
    const auto members = list();
    const auto at = std::lower_bound(members.begin(), members.end(), ordinal);
    if (at != members.end() && *at == ordinal) return;
    if (count_ == list_max) {
        become_bitmap();
        bitmap_.add(ordinal);
        return;
    }
    const auto position = at - members.begin();
    reserve_one();
    auto* place = list_.get() + position;
    std::copy_backward(place, list_.get() + count_, list_.get() + count_ + 1);
    *place = ordinal;
    ++count_;
}

void Posting::remove(Ordinal ordinal) {
    if (!is_list()) {
        bitmap_.remove(ordinal);
        return;
    }
    auto* end = list_.get() + count_;
    auto* at = std::lower_bound(list_.get(), end, ordinal);
    if (at == end || *at != ordinal) return;
    std::copy(at + 1, end, at);
    --count_;
}

bool Posting::contains(Ordinal ordinal) const {
    if (!is_list()) return bitmap_.contains(ordinal);
    return std::binary_search(list_.get(), list_.get() + count_, ordinal);
}

std::size_t Posting::size() const {
    return is_list() ? count_ : bitmap_.size();
}

void Posting::unite_into(Bitmap& set) const {
    if (!is_list()) {
        set.unite(bitmap_);
        return;
    }
    for (const auto ordinal : list()) set.add(ordinal);
}

std::size_t Posting::intersection_size(const Bitmap& set) const {
    if (!is_list()) return bitmap_.intersection_size(set);
    const auto members = list();
    return static_cast<std::size_t>(std::count_if(
        members.begin(), members.end(), [&](Ordinal ordinal) { return set.contains(ordinal); }));
}

Bitmap Posting::intersection(const Bitmap& set) const {
    if (!is_list()) return Bitmap::intersection(bitmap_, set);
    Bitmap both;
    for (const auto ordinal : list()) {
        if (set.contains(ordinal)) both.add(ordinal);
    }
    return both;
}

void Posting::compact() {
    if (!is_list()) {
        bitmap_.compact();
        return;
    }
    if (capacity_ == count_) return;
    auto exact = count_ == 0 ? nullptr : std::make_unique<Ordinal[]>(count_);
    std::copy(list_.get(), list_.get() + count_, exact.get());
    list_ = std::move(exact);
    capacity_ = count_;
}

std::size_t Posting::memory_bytes() const {
    if (!is_list()) return bitmap_.memory_bytes();
    constexpr std::size_t heap_block_overhead = 16;
    return capacity_ == 0 ? 0 : capacity_ * sizeof(Ordinal) + heap_block_overhead;
}

void Posting::reserve_one() {
    if (count_ < capacity_) return;
    const auto wider = std::min(list_max, capacity_ == 0 ? 2 : capacity_ * 2);
    auto grown = std::make_unique<Ordinal[]>(wider);
    std::copy(list_.get(), list_.get() + count_, grown.get());
    list_ = std::move(grown);
    capacity_ = wider;
}

void Posting::become_bitmap() {
    bitmap_ = Bitmap::of(list());
    list_.reset();
    count_ = 0;
    capacity_ = no_list;
}

}  // namespace amparo::index
