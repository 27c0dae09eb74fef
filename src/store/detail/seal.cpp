#include "store/detail/seal.hpp"

#include "base/compress.hpp"

namespace amparo::store::detail {
namespace {

// What was sealed is our own: far above any record or blob chunk, and still a bound.
constexpr std::size_t plain_bytes_max = 64U << 20;
const json::ParseLimits stored_json{.bytes_max = plain_bytes_max, .depth_max = 128};

std::unexpected<Error> broken(std::string_view bound_to) {
    // The binding starts with the table's (short) length and name; the rest are ids and names.
    const auto length = static_cast<unsigned char>(bound_to.front());
    return refuse(Errc::invalid, "errors.store.broken_seal",
                  "table " + std::string(bound_to.substr(8, length)));
}

void append_length(std::string& out, std::size_t length) {
    for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(length >> shift & 0xff);
}

}  // namespace

std::string binding(std::initializer_list<std::string_view> parts) {
    std::string bound;
    for (const auto text : parts) {
        append_length(bound, text.size());
        bound += text;
    }
    return bound;
}

std::string part(std::int64_t number) {
    return std::to_string(number);
}

Sealed seal_bytes(const Context& context, std::string_view bound_to, std::string_view plain) {
    return seal_packed(context, bound_to, zstd_compress(plain));
}

Sealed seal_packed(const Context& context, std::string_view bound_to, std::string_view packed) {
    auto [id, key] = context.keys().current();
    auto bytes = crypto::seal(key, bound_to, packed, context.random);
    return {std::move(id), std::move(bytes)};
}

Result<std::string> unseal_bytes(const KeyRing& keys, std::string_view bound_to,
                                 const Sealed& sealed) {
    const auto key = keys.key(sealed.key_id);
    if (!key) return broken(bound_to);
    const auto packed = crypto::unseal(*key, bound_to, sealed.bytes);
    if (!packed) return broken(bound_to);
    auto plain = zstd_decompress(*packed, plain_bytes_max);
    if (!plain) return broken(bound_to);
    return plain;
}

Sealed seal_json(const Context& context, std::string_view bound_to, const json::Object& data) {
    return seal_bytes(context, bound_to, json::write(data));
}

Result<json::Object> unseal_json(const KeyRing& keys, std::string_view bound_to,
                                 const Sealed& sealed) {
    AMPARO_TRY(const auto plain, unseal_bytes(keys, bound_to, sealed));
    auto data = json::parse_object(plain, stored_json);
    if (!data) return broken(bound_to);
    return data;
}

}  // namespace amparo::store::detail
