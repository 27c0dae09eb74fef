#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace amparo::http {

/// One part of a multipart/form-data body. The bytes are a view into the body it was read from.
struct Part {
    std::string name;
    std::string file_name;  // empty for a plain field
    std::string_view bytes;
};

/// The parts of a body whose Content-Type header is given (RFC 7578). `malformed` when the
/// boundary is missing or the body does not follow it. The body must outlive the parts.
Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body);

/// A parameter of a header such as Content-Disposition: its quoted or plain value, or "".
std::string header_parameter(std::string_view header, std::string_view name);

}  // namespace amparo::http
