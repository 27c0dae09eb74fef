#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/options.hpp"

namespace amparo::cli {

/// `amparo user add`. The password is read from AMPARO_USER_PASSWORD or generated and printed
/// once; never from the command line, which other users of the machine can read.
struct UserAddOptions {
    std::string name;
    std::string full_name;
    std::string role;
    std::string agency;
    std::vector<std::string> groups;
    std::string locale = "en";
    bool service_account = false;
};
Result<> add_user(const CommonOptions& options, const UserAddOptions& wanted,
                  const Console& console);
/// `amparo user password NAME`: a new password, from the same places.
Result<> set_user_password(const CommonOptions& options, const std::string& name,
                           const Console& console);
/// Removes the second factor of somebody who has lost it, and tells them. `not_found` when there is
/// no such user, or they have none.
Result<> remove_second_factor(const CommonOptions& options, const std::string& name,
                              const Console& console);
/// `amparo user list`: name, role, agency and state, separated by tabs.
Result<> list_users(const CommonOptions& options, const Console& console);

}  // namespace amparo::cli
