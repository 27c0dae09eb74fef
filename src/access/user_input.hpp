#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/secret.hpp"

namespace amparo::access {

/// What a body wants of a user, with every member of the right type. An absent member stays as
/// it is; a null clears.
struct UserInput {
    json::Object attributes;  // plain ones, by their wire names
    std::optional<std::string> user_name;
    std::optional<std::string> role;
    std::optional<std::int64_t> agency_number;
    std::optional<std::string> agency;  // by unique_id: the command line and imports
    std::optional<std::vector<std::string>> groups;
    std::optional<std::vector<std::int64_t>> group_numbers;
    std::optional<SecretText> password;
    std::optional<SecretText> password_confirmation;
    std::optional<bool> disabled;
    bool accepts_terms = false;
    std::optional<std::int64_t> code_of_conduct_id;
};

/// On the own account only the members of UserSelfWrite count (administration.md §5).
enum class Whose { own, another };
/// Unknown and read-only members are left out; `invalid` with pointers for wrong types.
Result<UserInput> read_user_input(const json::Object& body, Whose whose);

}  // namespace amparo::access
