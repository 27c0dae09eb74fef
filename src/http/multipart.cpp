#include "http/multipart.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/message.hpp"

namespace amparo::http {

namespace {

constexpr std::size_t parts_max = 100;
constexpr std::size_t boundary_bytes_max = 70;  // RFC 2046 §5.1.1
constexpr std::string_view line_end = "\r\n";

std::unexpected<Error> malformed() {
    return refuse(Errc::malformed, "errors.request.bad_multipart");
}

/// Reads a quoted string from its first quote on; moves `header` behind it.
std::string quoted(std::string_view& header) {
    std::string text;
    header.remove_prefix(1);
    while (!header.empty() && header.front() != '"') {
        if (header.front() == '\\' && header.size() > 1) header.remove_prefix(1);
        text += header.front();
        header.remove_prefix(1);
    }
    if (!header.empty()) header.remove_prefix(1);
    return text;
}

/// Content-Disposition of a part's headers.
std::string_view disposition_of(std::string_view headers) {
    constexpr std::string_view name = "content-disposition:";
    while (!headers.empty()) {
        const auto end = std::min(headers.find(line_end), headers.size());
        const auto line = headers.substr(0, end);
        headers.remove_prefix(std::min(end + line_end.size(), headers.size()));
        const bool is_it =
            line.size() >= name.size() && equals_ignoring_case(line.substr(0, name.size()), name);
        if (is_it) return line.substr(name.size());
    }
    return {};
}

Result<Part> read_part(std::string_view content) {
    const auto end = content.starts_with(line_end) ? 0 : content.find("\r\n\r\n");
    if (end == std::string_view::npos) return malformed();
    const auto disposition = disposition_of(content.substr(0, end));
    Part part{.name = header_parameter(disposition, "name"),
              .file_name = header_parameter(disposition, "filename"),
              .bytes = content.substr(end + (end == 0 ? 2 : 4))};
    if (part.name.empty() || !text::is_utf8(part.name) || !text::is_utf8(part.file_name)) {
        return malformed();
    }
    return part;
}

}  // namespace

std::string header_parameter(std::string_view header, std::string_view name) {
    auto semicolon = header.find(';');
    while (semicolon != std::string_view::npos) {
        header.remove_prefix(semicolon + 1);
        header.remove_prefix(std::min(header.find_first_not_of(" \t"), header.size()));
        const auto equals = header.find_first_of("=;");
        if (equals == std::string_view::npos) return "";
        if (header[equals] == ';') {
            semicolon = equals;
            continue;
        }
        const auto key = header.substr(0, equals);
        header.remove_prefix(equals + 1);
        std::string value;
        if (header.starts_with('"')) {
            value = quoted(header);
        } else {
            value = text::trim(header.substr(0, header.find(';')));
        }
        if (equals_ignoring_case(key, name)) return value;
        semicolon = header.find(';');
    }
    return "";
}

Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body) {
    const auto boundary = header_parameter(content_type, "boundary");
    if (boundary.empty() || boundary.size() > boundary_bytes_max) return malformed();
    const auto opening = "--" + boundary;
    const auto delimiter = "\r\n--" + boundary;
    if (!body.starts_with(opening)) return malformed();
    body.remove_prefix(opening.size());
    std::vector<Part> parts;
    while (!body.starts_with("--")) {
        if (!body.starts_with(line_end) || parts.size() >= parts_max) return malformed();
        body.remove_prefix(line_end.size());
        const auto end = body.find(delimiter);
        if (end == std::string_view::npos) return malformed();
        AMPARO_TRY(auto part, read_part(body.substr(0, end)));
        parts.push_back(std::move(part));
        body.remove_prefix(end + delimiter.size());
    }
    return parts;
}

}  // namespace amparo::http
