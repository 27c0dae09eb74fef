#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace amparo::matching {

/// Small counts, a byte each; the few that are greater lie aside.
class SmallCounts {
  public:
    std::size_t size() const { return counts_.size(); }
    /// Those that come to it are 0.
    void resize(std::size_t size);
    std::uint32_t operator[](std::size_t at) const {
        const auto count = counts_[at];
        return count < great ? count : great_.find(at)->second;
    }
    /// Puts a count of any size.
    void set(std::size_t at, std::uint32_t count);
    /// Without its own size.
    std::size_t memory_bytes() const;

  private:
    static constexpr std::uint8_t great = 255;
    std::vector<std::uint8_t> counts_;
    std::unordered_map<std::size_t, std::uint32_t> great_;
};

}  // namespace amparo::matching
