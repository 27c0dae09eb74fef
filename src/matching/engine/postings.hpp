#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace amparo::matching {

/// The number of a record in an index.
using Ordinal = std::uint32_t;
/// No record: what is excluded when nothing is.
inline constexpr Ordinal no_ordinal = 0xFFFFFFFFU;
/// Ordinals are below.
inline constexpr Ordinal ordinals_max = 1U << 29U;

/// Equal pieces of memory for a few ordinals each, given out by number.
class OrdinalBlocks {
  public:
    explicit OrdinalBlocks(std::size_t capacity) : capacity_(capacity) {}

    /// A block that holds nothing but no_ordinal.
    std::uint32_t take();
    void give_back(std::uint32_t block) { free_.push_back(block); }
    Ordinal* begin(std::uint32_t block) {
        return chunks_[block / chunk_blocks].get() + block % chunk_blocks * capacity_;
    }
    const Ordinal* begin(std::uint32_t block) const {
        return chunks_[block / chunk_blocks].get() + block % chunk_blocks * capacity_;
    }
    std::size_t capacity() const { return capacity_; }
    std::size_t memory_bytes() const;

  private:
    static constexpr std::size_t chunk_blocks = 512;

    std::size_t capacity_;
    std::uint32_t used_ = 0;
    std::vector<std::unique_ptr<Ordinal[]>> chunks_;
    std::vector<std::uint32_t> free_;
};

/// Many ordinals, in order: 16 bits each under the 16 they share.
class LongList {
  public:
    /// False when it is there already.
    bool add(Ordinal ordinal);
    /// False when it is not there.
    bool remove(Ordinal ordinal);
    std::size_t size() const { return size_; }
    /// With its own size.
    std::size_t memory_bytes() const;
    /// Calls visit(Ordinal) for each, in order.
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const auto& part : parts_) {
            for (const auto low : part.low) visit(part.high << 16U | low);
        }
    }

  private:
    struct Part {
        std::uint32_t high;
        std::vector<std::uint16_t> low;
    };
    std::vector<Part>::iterator find_part(std::uint32_t high);

    std::vector<Part> parts_;
    std::size_t size_ = 0;
};

/// For each feature the records that have it. Most features are of one record, and lie in the table
/// itself; few are of many, and there an ordinal takes two bytes.
class Postings {
  public:
    Postings();

    /// Adds a record to a feature, unless it is there.
    void add(std::uint32_t feature, Ordinal ordinal);
    /// Takes it away, if it is there.
    void remove(std::uint32_t feature, Ordinal ordinal);
    /// How many records have a feature.
    std::size_t count(std::uint32_t feature) const;
    /// Calls visit(Ordinal) for each, in no particular order.
    template <class Visit>
    void for_each(std::uint32_t feature, Visit&& visit) const {
        const auto value = table_[find(feature)].value;
        const auto rest = value & payload_mask;
        const auto form = static_cast<Form>(value >> payload_bits);
        if (form == Form::one) {
            visit(rest);
        } else if (form == Form::many) {
            long_[rest].for_each(visit);
        } else if (form != Form::none) {
            const auto& blocks = few_[static_cast<std::size_t>(form) - first_few];
            const auto* ordinals = blocks.begin(rest);
            for (std::size_t at = 0; at < blocks.capacity(); ++at) {
                if (ordinals[at] == no_ordinal) break;
                visit(ordinals[at]);
            }
        }
    }
    std::size_t memory_bytes() const;

  private:
    /// How the records of a feature are kept; what is left of the value says where.
    enum class Form : std::uint8_t { none, one, two, four, eight, sixteen, many };
    static constexpr std::size_t first_few = static_cast<std::size_t>(Form::two);
    static constexpr std::size_t few_forms = 4;
    static constexpr unsigned payload_bits = 29;
    static constexpr std::uint32_t payload_mask = (1U << payload_bits) - 1U;
    static constexpr std::uint32_t no_feature = 0xFFFFFFFFU;

    struct Slot {
        std::uint32_t feature = no_feature;
        std::uint32_t value = 0;
    };
    static std::uint32_t value_of(Form form, std::uint32_t rest) {
        return static_cast<std::uint32_t>(form) << payload_bits | rest;
    }
    /// The slot of a feature, or an empty one where it would be.
    std::size_t find(std::uint32_t feature) const;
    Slot& make(std::uint32_t feature);
    void grow();
    void add_to_few(Slot& slot, Ordinal ordinal);
    void remove_from_few(Slot& slot, Ordinal ordinal);
    std::uint32_t make_long();

    std::vector<Slot> table_;  // never full
    std::size_t used_ = 0;
    std::vector<OrdinalBlocks> few_;
    std::deque<LongList> long_;
    std::vector<std::uint32_t> free_long_;
};

}  // namespace amparo::matching
