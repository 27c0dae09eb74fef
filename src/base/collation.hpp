#pragma once

#include <string>
#include <string_view>

namespace amparo::text {

/// A binary key whose byte order is the order of the locale's language (CLDR), ignoring case; an
/// unknown locale gets the root's order, as collation_key() does for texts of any language. Keys of
/// different locales are not comparable.
std::string collation_key(std::string_view text, std::string_view locale);

}  // namespace amparo::text
