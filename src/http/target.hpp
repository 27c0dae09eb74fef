#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace amparo::http {

/// A request target, taken apart.
struct Target {
    std::string path;  // starts with "/"; no double slash, none at the end but for "/"
    Pairs query;
};

/// Takes "/api/v2//cases/?a[0]=x" apart. `malformed` for anything but an absolute path, a broken
/// percent sequence, broken UTF-8, a NUL, or an encoded slash (it would move a border between
/// path segments).
Result<Target> parse_target(std::string_view target);

/// The pairs of "a=1&b[]=x+y", decoded, in order; `malformed` as parse_target.
Result<Pairs> parse_form(std::string_view text);

/// Text for one query value or path segment: everything but unreserved characters is encoded.
std::string percent_encode(std::string_view text);

}  // namespace amparo::http
