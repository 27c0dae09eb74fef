#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

/// A weak entity tag over the bytes: W/"<32 hexadecimal digits>". Fast, not cryptographic: it
/// guards a cache, not a secret.
std::string weak_etag(std::string_view bytes);

/// Whether an If-None-Match header names the tag (weak comparison, RFC 9110 §13.1.2).
bool none_match_hits(std::string_view header, std::string_view etag);
/// Whether an If-Match header names the tag. The opaque parts are compared; clients that got a
/// weak tag from a compressing proxy may send it back.
bool match_hits(std::string_view header, std::string_view etag);

/// Turns a 200 to a GET into 304 when the client has it already, or into 206/416 when it asks
/// for a range and the response allows it (Accept-Ranges: bytes). Gives JSON without a tag one.
void apply_conditions(const Request& request, Response& response);

}  // namespace amparo::http
