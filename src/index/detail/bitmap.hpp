#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct roaring_bitmap_s;  // NOLINT(readability-identifier-naming): the name CRoaring gives it

namespace amparo::index {

/// The place of a record in its table: small, dense, reused after a removal.
using Ordinal = std::uint32_t;

/// A compressed set of ordinals (CRoaring behind value semantics; copying is explicit).
/// An empty one owns nothing. Not thread-safe by itself; reading in parallel is.
class Bitmap {
  public:
    Bitmap() = default;
    /// The ordinals, which must ascend.
    static Bitmap of(std::span<const Ordinal> ascending);
    /// Bit i of word w is ordinal 64 * w + i.
    static Bitmap from_words(std::span<const std::uint64_t> words);
    static Bitmap intersection(const Bitmap& left, const Bitmap& right);
    static Bitmap difference(const Bitmap& left, const Bitmap& right);
    static Bitmap union_of(std::span<const Bitmap* const> parts);
    Bitmap copy() const;

    void add(Ordinal ordinal);
    void add_many(std::span<const Ordinal> ordinals);
    void remove(Ordinal ordinal);
    void intersect(const Bitmap& other);
    void unite(const Bitmap& other);
    void subtract(const Bitmap& other);

    bool contains(Ordinal ordinal) const;
    std::size_t size() const;
    bool empty() const;
    std::size_t intersection_size(const Bitmap& other) const;

    /// Sets the bits in words, which must be large enough for every ordinal here.
    void fill(std::span<std::uint64_t> words) const;
    /// Calls visit(ordinal) in ascending order.
    template <class Visit>
    void for_each(Visit&& visit) const {
        Cursor cursor(*this);
        for (auto block = cursor.next(); !block.empty(); block = cursor.next()) {
            for (const auto ordinal : block) visit(ordinal);
        }
    }

    /// Chooses the smallest representation and gives back spare capacity.
    void compact();
    /// Bytes held, from the containers' capacities.
    std::size_t memory_bytes() const;

    /// Reads a bitmap that does not change meanwhile, in ascending blocks.
    class Cursor {
      public:
        explicit Cursor(const Bitmap& bitmap);
        /// The next ordinals; empty at the end. Valid until the next call.
        std::span<const Ordinal> next();

      private:
        static constexpr std::size_t block_size = 256;
        alignas(8) std::byte iterator_[64];
        Ordinal block_[block_size];
        bool is_empty_;
    };

  private:
    struct Free {
        void operator()(roaring_bitmap_s* bitmap) const noexcept;
    };
    using Handle = std::unique_ptr<roaring_bitmap_s, Free>;

    explicit Bitmap(roaring_bitmap_s* owned) : handle_(owned) {}
    roaring_bitmap_s* make();

    Handle handle_;
};

}  // namespace amparo::index
