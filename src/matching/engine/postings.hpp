#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "matching/engine/long_list.hpp"

namespace amparo::matching {

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

/// For each feature the records that have it. Most features are of one record, and lie in the table
/// itself; few are of many, and there an ordinal takes a byte or two.
///
/// Features of which the upper four bits are the same may be numbered one after the other, as keys
/// are: then the number alone says where what is known of one lies, and a feature takes half.
class Postings {
  public:
    /// The upper four bits of features that are numbered.
    explicit Postings(std::vector<std::uint32_t> numbered = {});

    /// Adds a record to a feature, unless it is there.
    void add(std::uint32_t feature, Ordinal ordinal);
    /// Takes it away, if it is there.
    void remove(std::uint32_t feature, Ordinal ordinal);
    /// How many records have a feature.
    std::size_t count(std::uint32_t feature) const;
    /// Calls visit(Ordinal) for each, in no particular order.
    template <class Visit>
    void for_each(std::uint32_t feature, Visit&& visit) const {
        const auto value = value_of(feature);
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
    static std::uint32_t value_as(Form form, std::uint32_t rest) {
        return static_cast<std::uint32_t>(form) << payload_bits | rest;
    }
    /// Those that are numbered, of one kind: values by number.
    struct Numbered {
        std::uint32_t kind;
        std::vector<std::uint32_t> values = {};
    };
    static constexpr unsigned kind_shift = 28;
    static constexpr std::uint32_t number_mask = (1U << kind_shift) - 1U;
    /// What is numbered this far beyond the others lies in the table.
    static constexpr std::size_t numbers_beyond = 4096;
    const Numbered* numbered_of(std::uint32_t feature) const {
        for (const auto& one : numbered_) {
            if (one.kind == feature >> kind_shift) return &one;
        }
        return nullptr;
    }
    std::uint32_t value_of(std::uint32_t feature) const {
        const auto* numbered = numbered_of(feature);
        const auto number = feature & number_mask;
        if (numbered != nullptr && number < numbered->values.size()) {
            return numbered->values[number];
        }
        return table_[find(feature)].value;
    }
    /// The slot of a feature, or an empty one where it would be.
    std::size_t find(std::uint32_t feature) const;
    /// The value of a feature, or nullptr where there is none.
    std::uint32_t* find_value(std::uint32_t feature);
    std::uint32_t& make(std::uint32_t feature);
    std::uint32_t& make_numbered(Numbered& numbered, std::uint32_t number);
    void grow();
    void add_to_few(std::uint32_t& value, Ordinal ordinal);
    void remove_from_few(std::uint32_t& value, Ordinal ordinal);
    std::uint32_t make_long();

    std::vector<Numbered> numbered_;
    std::size_t strays_ = 0;   // of those kinds that lay in the table
    std::vector<Slot> table_;  // never full
    std::size_t used_ = 0;
    std::vector<OrdinalBlocks> few_;
    std::deque<LongList> long_;
    std::vector<std::uint32_t> free_long_;
};

}  // namespace amparo::matching
