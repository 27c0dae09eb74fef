#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// A role, agency or user group to be written.
struct ThingWrite {
    std::string_view kind;
    const Actor& actor;
    const json::Object& attributes;  // with unique_id
    Instant at{};
    std::int64_t revision = 0;  // it was read at; updates only
    std::optional<std::int64_t> wished_id = {};
};

/// Stores it under a number of its own. `conflict` when the unique_id or the wished number is
/// taken, `invalid` for a number that cannot be one.
Result<> create_thing(store::Transaction& transaction, const ThingWrite& write);
/// `conflict` when somebody was faster.
Result<> update_thing(store::Transaction& transaction, const ThingWrite& write);
/// `precondition_failed` when If-Match names another revision.
Result<> check_revision(std::int64_t stored, std::optional<std::int64_t> expected);
/// The refusal of an input with these problems.
std::unexpected<Error> invalid_thing(std::vector<Problem> problems);

}  // namespace amparo::access
