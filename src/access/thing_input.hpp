#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/random.hpp"

namespace amparo::access {

/// The kinds of members roles, agencies and user groups have on the wire.
enum class MemberKind { text, boolean, integer, texts, translated, object };

/// A member of a body that counts; all others are left out.
struct Member {
    std::string_view name;
    MemberKind kind;
};

/// `stored` with the members of `body` laid over it: null clears, translated texts merge per
/// locale (administration.md §1.2, §1.3). `invalid` with pointers for members of wrong types.
Result<json::Object> merge_members(const json::Object& stored, const json::Object& body,
                                   std::span<const Member> members);

/// `<model>-<source>-<7 hexadecimal digits>`, lower case, other characters stripped (§1.1).
std::string new_unique_id(std::string_view model, std::string_view source, Random& random);

}  // namespace amparo::access
