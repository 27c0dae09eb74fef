#include "base/secret.hpp"

#include <sodium.h>

#include "base/crypto.hpp"

namespace amparo {

void wipe_memory(void* data, std::size_t size) {
    if (size > 0) sodium_memzero(data, size);
}

bool SecretText::equals(const SecretText& other) const {
    return crypto::equal_constant_time(value_, other.value_);
}

}  // namespace amparo
