#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "http/message.hpp"

namespace amparo::http {

/// Bracket keys as JSON: "data[name]=Amina" is {"data": {"name": "Amina"}}, "a[]=x" and "a[0]=x"
/// are {"a": ["x"]}. All leaves are strings. `malformed` when one name is used as a text and as
/// an object, or brackets nest deeper than JSON may.
Result<json::Object> to_object(const Pairs& pairs);

/// The keys of "a[b][]": {"a", "b", ""}. A key whose brackets do not match is one part.
std::vector<std::string_view> key_parts(std::string_view key);

/// All values of a list parameter in any of its forms: a=x, a[]=x, a[0]=x, repeated. Commas are
/// left alone.
std::vector<std::string> list_values(const Pairs& query, std::string_view name);

}  // namespace amparo::http
