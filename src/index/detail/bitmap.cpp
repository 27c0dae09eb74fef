#include "index/detail/bitmap.hpp"

#include <roaring/roaring.h>

#include <cstring>
#include <new>

#include "base/error.hpp"

namespace amparo::index {
namespace {

constexpr std::size_t container_bits = 65536;
constexpr std::size_t container_words = container_bits / 64;
// Beyond this many members CRoaring keeps a bitset of 8 KiB instead of a list of 16-bit numbers.
constexpr int array_members_max = 4096;
constexpr std::size_t heap_block_overhead = 16;

roaring_bitmap_s* checked(roaring_bitmap_s* bitmap) {
    if (bitmap == nullptr) throw std::bad_alloc();
    return bitmap;
}

/// A container without the indirection CRoaring uses for shared ones.
const void* container_at(const roaring_array_t& array, std::int32_t at, std::uint8_t& type) {
    type = array.typecodes[at];
    return container_unwrap_shared(array.containers[at], &type);
}

void fill_from_runs(const run_container_t& runs, std::span<std::uint64_t> words) {
    for (std::int32_t run = 0; run < runs.n_runs; ++run) {
        const std::size_t first = runs.runs[run].value;
        const std::size_t last = first + runs.runs[run].length;
        for (auto at = first; at <= last; ++at) words[at / 64] |= std::uint64_t{1} << (at % 64);
    }
}

void fill_from_container(const void* container, std::uint8_t type, std::span<std::uint64_t> words) {
    if (type == BITSET_CONTAINER_TYPE_CODE) {
        const auto* bits = static_cast<const bitset_container_t*>(container)->array;
        // The last container may reach beyond the words; its bits there are all zero.
        const auto count = std::min(container_words, words.size());
        for (std::size_t at = 0; at < count; ++at) words[at] |= bits[at];
    } else if (type == ARRAY_CONTAINER_TYPE_CODE) {
        const auto& list = *static_cast<const array_container_t*>(container);
        for (std::int32_t at = 0; at < list.cardinality; ++at) {
            words[list.array[at] / 64] |= std::uint64_t{1} << (list.array[at] % 64);
        }
    } else {
        fill_from_runs(*static_cast<const run_container_t*>(container), words);
    }
}

std::size_t container_bytes(const void* container, std::uint8_t type) {
    if (type == BITSET_CONTAINER_TYPE_CODE) {
        return sizeof(bitset_container_t) + container_words * 8 + 2 * heap_block_overhead;
    }
    if (type == ARRAY_CONTAINER_TYPE_CODE) {
        const auto capacity = static_cast<const array_container_t*>(container)->capacity;
        return sizeof(array_container_t) + static_cast<std::size_t>(capacity) * 2 +
               2 * heap_block_overhead;
    }
    const auto capacity = static_cast<const run_container_t*>(container)->capacity;
    return sizeof(run_container_t) + static_cast<std::size_t>(capacity) * sizeof(rle16_t) +
           2 * heap_block_overhead;
}

void append_container(roaring_bitmap_s& bitmap, std::uint16_t key,
                      std::span<const std::uint64_t> words) {
    auto* bits = bitset_container_create();
    if (bits == nullptr) throw std::bad_alloc();
    std::memcpy(bits->array, words.data(), words.size_bytes());
    bits->cardinality = bitset_container_compute_cardinality(bits);
    if (bits->cardinality > array_members_max) {
        ra_append(&bitmap.high_low_container, key, bits, BITSET_CONTAINER_TYPE_CODE);
        return;
    }
    if (bits->cardinality > 0) {
        ra_append(&bitmap.high_low_container, key, array_container_from_bitset(bits),
                  ARRAY_CONTAINER_TYPE_CODE);
    }
    bitset_container_free(bits);
}

}  // namespace

void Bitmap::Free::operator()(roaring_bitmap_s* bitmap) const noexcept {
    roaring_bitmap_free(bitmap);
}

roaring_bitmap_s* Bitmap::make() {
    if (!handle_) handle_.reset(checked(roaring_bitmap_create()));
    return handle_.get();
}

Bitmap Bitmap::of(std::span<const Ordinal> ascending) {
    if (ascending.empty()) return {};
    return Bitmap(checked(roaring_bitmap_of_ptr(ascending.size(), ascending.data())));
}

Bitmap Bitmap::from_words(std::span<const std::uint64_t> words) {
    Bitmap made(checked(roaring_bitmap_create()));
    for (std::size_t at = 0; at < words.size(); at += container_words) {
        const auto part = words.subspan(at, std::min(container_words, words.size() - at));
        append_container(*made.handle_, static_cast<std::uint16_t>(at / container_words), part);
    }
    return made;
}

Bitmap Bitmap::intersection(const Bitmap& left, const Bitmap& right) {
    if (!left.handle_ || !right.handle_) return {};
    return Bitmap(checked(roaring_bitmap_and(left.handle_.get(), right.handle_.get())));
}

Bitmap Bitmap::difference(const Bitmap& left, const Bitmap& right) {
    if (!left.handle_) return {};
    if (!right.handle_) return left.copy();
    return Bitmap(checked(roaring_bitmap_andnot(left.handle_.get(), right.handle_.get())));
}

Bitmap Bitmap::union_of(std::span<const Bitmap* const> parts) {
    std::vector<const roaring_bitmap_s*> handles;
    handles.reserve(parts.size());
    for (const auto* part : parts) {
        if (part->handle_) handles.push_back(part->handle_.get());
    }
    if (handles.empty()) return {};
    return Bitmap(checked(roaring_bitmap_or_many(handles.size(), handles.data())));
}

Bitmap Bitmap::copy() const {
    if (!handle_) return {};
    return Bitmap(checked(roaring_bitmap_copy(handle_.get())));
}

void Bitmap::add(Ordinal ordinal) {
    roaring_bitmap_add(make(), ordinal);
}

void Bitmap::add_many(std::span<const Ordinal> ordinals) {
    if (!ordinals.empty()) roaring_bitmap_add_many(make(), ordinals.size(), ordinals.data());
}

void Bitmap::remove(Ordinal ordinal) {
    if (handle_) roaring_bitmap_remove(handle_.get(), ordinal);
}

void Bitmap::intersect(const Bitmap& other) {
    if (!handle_) return;
    if (!other.handle_) {
        handle_.reset();
        return;
    }
    roaring_bitmap_and_inplace(handle_.get(), other.handle_.get());
}

void Bitmap::unite(const Bitmap& other) {
    if (!other.handle_) return;
    roaring_bitmap_or_inplace(make(), other.handle_.get());
}

void Bitmap::subtract(const Bitmap& other) {
    if (!handle_ || !other.handle_) return;
    roaring_bitmap_andnot_inplace(handle_.get(), other.handle_.get());
}

bool Bitmap::contains(Ordinal ordinal) const {
    return handle_ && roaring_bitmap_contains(handle_.get(), ordinal);
}

std::size_t Bitmap::size() const {
    return handle_ ? roaring_bitmap_get_cardinality(handle_.get()) : 0;
}

bool Bitmap::empty() const {
    return !handle_ || roaring_bitmap_is_empty(handle_.get());
}

std::size_t Bitmap::intersection_size(const Bitmap& other) const {
    if (!handle_ || !other.handle_) return 0;
    return roaring_bitmap_and_cardinality(handle_.get(), other.handle_.get());
}

void Bitmap::fill(std::span<std::uint64_t> words) const {
    if (!handle_) return;
    const auto& array = handle_->high_low_container;
    for (std::int32_t at = 0; at < array.size; ++at) {
        std::uint8_t type = 0;
        const auto* container = container_at(array, at, type);
        const auto first = std::size_t{array.keys[at]} * container_words;
        AMPARO_REQUIRE(first < words.size());
        fill_from_container(container, type, words.subspan(first));
    }
}

void Bitmap::compact() {
    if (!handle_) return;
    if (roaring_bitmap_is_empty(handle_.get())) {
        handle_.reset();
        return;
    }
    roaring_bitmap_run_optimize(handle_.get());
    roaring_bitmap_shrink_to_fit(handle_.get());
}

std::size_t Bitmap::memory_bytes() const {
    if (!handle_) return 0;
    const auto& array = handle_->high_low_container;
    const auto slot_bytes = sizeof(void*) + sizeof(std::uint16_t) + sizeof(std::uint8_t);
    auto bytes = sizeof(roaring_bitmap_s) + 2 * heap_block_overhead +
                 static_cast<std::size_t>(array.allocation_size) * slot_bytes;
    for (std::int32_t at = 0; at < array.size; ++at) {
        std::uint8_t type = 0;
        const auto* container = container_at(array, at, type);
        bytes += container_bytes(container, type);
    }
    return bytes;
}

std::size_t Bitmap::block_count() const {
    return handle_ ? static_cast<std::size_t>(handle_->high_low_container.size) : 0;
}

Bitmap::Block Bitmap::block(std::size_t at) const {
    const auto& array = handle_->high_low_container;
    std::uint8_t type = 0;
    const auto* container = container_at(array, static_cast<std::int32_t>(at), type);
    Block block;
    block.first = Ordinal{array.keys[at]} << 16U;
    if (type == BITSET_CONTAINER_TYPE_CODE) {
        block.words = {static_cast<const bitset_container_t*>(container)->array, container_words};
    } else if (type == ARRAY_CONTAINER_TYPE_CODE) {
        const auto& list = *static_cast<const array_container_t*>(container);
        block.list = {list.array, static_cast<std::size_t>(list.cardinality)};
    } else {
        const auto& runs = *static_cast<const run_container_t*>(container);
        static_assert(sizeof(rle16_t) == 2 * sizeof(std::uint16_t));
        block.runs = {reinterpret_cast<const std::uint16_t*>(runs.runs),
                      2 * static_cast<std::size_t>(runs.n_runs)};
    }
    return block;
}

}  // namespace amparo::index
