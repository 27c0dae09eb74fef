#pragma once

#include <bit>
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
    /// Calls visit(ordinal) in ascending order; the bitmap must not change meanwhile.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t at = 0; at < block_count(); ++at) {
            const auto block = this->block(at);
            for (const auto low : block.list) visit(block.first + low);
            visit_bits(block, visit);
            for (std::size_t run = 0; run < block.runs.size(); run += 2) {
                const auto from = block.first + block.runs[run];
                for (Ordinal more = 0; more <= block.runs[run + 1]; ++more) visit(from + more);
            }
        }
    }

    /// Chooses the smallest representation and gives back spare capacity.
    void compact();
    /// Bytes held, from the containers' capacities.
    std::size_t memory_bytes() const;

  private:
    /// The members among 64 Ki neighbours, in one of three ways.
    struct Block {
        Ordinal first = 0;                     // what the others count from
        std::span<const std::uint16_t> list;   // the members, ascending
        std::span<const std::uint64_t> words;  // a bit for each
        std::span<const std::uint16_t> runs;   // pairs: a member, and how many follow it
    };
    std::size_t block_count() const;
    Block block(std::size_t at) const;
    template <class Visit>
    static void visit_bits(const Block& block, Visit&& visit) {
        auto first = block.first;
        for (auto word : block.words) {
            for (; word != 0; word &= word - 1)
                visit(first + static_cast<Ordinal>(std::countr_zero(word)));
            first += 64;
        }
    }

    struct Free {
        void operator()(roaring_bitmap_s* bitmap) const noexcept;
    };
    using Handle = std::unique_ptr<roaring_bitmap_s, Free>;

    explicit Bitmap(roaring_bitmap_s* owned) : handle_(owned) {}
    roaring_bitmap_s* make();

    Handle handle_;
};

}  // namespace amparo::index
