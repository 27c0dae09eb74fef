#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/json.hpp"
#include "store/detail/connection.hpp"

namespace amparo::store::detail {

/// Bytes under a key of the ring.
struct Sealed {
    std::string key_id;
    std::string bytes;
};

/// What a seal is tied to: the table first, then every clear column that must not be changed,
/// swapped or rolled back unseen. Each part is length-prefixed, so parts cannot flow together.
std::string binding(std::initializer_list<std::string_view> parts);
/// A number as a part of a binding.
std::string part(std::int64_t number);

/// Compressed, then sealed under the ring's current key.
Sealed seal_bytes(const Context& context, std::string_view bound_to, std::string_view plain);
/// The same of bytes that are zstd frames already.
Sealed seal_packed(const Context& context, std::string_view bound_to, std::string_view packed);
/// `invalid` (errors.store.broken_seal) for broken, swapped or rolled-back bytes, or a missing key.
Result<std::string> unseal_bytes(const KeyRing& keys, std::string_view bound_to,
                                 const Sealed& sealed);
Sealed seal_json(const Context& context, std::string_view bound_to, const json::Object& data);
Result<json::Object> unseal_json(const KeyRing& keys, std::string_view bound_to,
                                 const Sealed& sealed);

}  // namespace amparo::store::detail
