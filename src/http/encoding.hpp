#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

enum class Encoding { identity, gzip, brotli, zstd };

/// Its token in Accept-Encoding and Content-Encoding; "" for identity.
std::string_view wire_name(Encoding encoding);

/// Which encodings a client takes.
struct Accepted {
    bool gzip = false;
    bool brotli = false;
    bool zstd = false;
};
/// Reads an Accept-Encoding header; an encoding with q=0 is not accepted.
Accepted accepted_encodings(std::string_view header);

/// The bytes, compressed at a level fit for answers made on the fly.
std::string compress(Encoding encoding, std::string_view bytes);

/// Compresses a text body above about 1 KiB when the client takes it, and says so in the headers.
/// Bodies of static assets are left alone: they were compressed when they were built.
void apply_compression(const Request& request, Response& response);

}  // namespace amparo::http
