#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/detail/hash_slots.hpp"

namespace amparo::index {

/// Texts and their small codes. A released code is given to a later text.
class Dictionary {
  public:
    using Code = std::uint32_t;

    std::optional<Code> find(std::string_view text) const;
    /// The code, new if need be; `is_new` tells.
    struct Added {
        Code code;
        bool is_new;
    };
    Added add(std::string_view text);
    void release(Code code);
    /// Valid until the code is released.
    const std::string& text(Code code) const { return texts_[code]; }
    /// All codes are below this.
    Code end() const { return static_cast<Code>(texts_.size()); }
    std::size_t memory_bytes() const;

  private:
    std::size_t hash_of(Code code) const;

    std::deque<std::string> texts_;
    std::vector<Code> free_;
    HashSlots slots_;
};

}  // namespace amparo::index
