#pragma once

#include <optional>
#include <vector>

#include "base/id.hpp"
#include "index/detail/bitmap.hpp"
#include "index/detail/hash_slots.hpp"

namespace amparo::index {

/// Which ordinal a record has, and back: about 24 bytes a record.
class IdMap {
  public:
    std::optional<Ordinal> find(const RecordId& id) const;
    /// The ordinal, a new one if need be; `is_new` tells.
    struct Added {
        Ordinal ordinal;
        bool is_new;
    };
    Added add(const RecordId& id);
    /// Frees the ordinal of a record that is there.
    void remove(Ordinal ordinal);
    const RecordId& id(Ordinal ordinal) const { return pages_[ordinal / page][ordinal % page]; }
    /// Every ordinal in use.
    const Bitmap& all() const { return all_; }
    std::size_t size() const { return used_ - free_.size(); }
    /// All ordinals are below this.
    Ordinal end() const { return used_; }
    void compact() { all_.compact(); }
    std::size_t memory_bytes() const;

  private:
    static constexpr Ordinal page = 4096;

    std::size_t hash_of(Ordinal ordinal) const;

    std::vector<std::unique_ptr<RecordId[]>> pages_;
    std::vector<Ordinal> free_;
    HashSlots slots_;
    Bitmap all_;
    Ordinal used_ = 0;
};

}  // namespace amparo::index
