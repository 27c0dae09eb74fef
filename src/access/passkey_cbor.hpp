#pragma once

#include <string_view>

namespace amparo::access {

/// Whether the bytes are whole CBOR items (RFC 8949) as keys write them: of a definite length,
/// without tags, nested at most cbor_depth_max deep, and with no count or length that does not fit
/// into the bytes. The library that reads them sets aside as much memory as they claim to need.
bool is_plain_cbor(std::string_view bytes);
/// CTAP 2.1 §8 allows four levels.
inline constexpr int cbor_depth_max = 4;

}  // namespace amparo::access
