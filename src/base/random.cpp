#include "base/random.hpp"

#include <sodium.h>

#include "base/crypto.hpp"

namespace amparo {

void SystemRandom::fill(std::span<std::byte> bytes) {
    crypto::start();
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace amparo
