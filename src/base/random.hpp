#pragma once

#include <cstddef>
#include <span>

namespace amparo {

/// Where unpredictable bytes come from; handed in so that tests can decide them. Thread-safe.
class Random {
  public:
    virtual ~Random() = default;
    /// Fills the span with unpredictable bytes.
    virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The operating system's generator, through libsodium.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::byte> bytes) override;
};

}  // namespace amparo
