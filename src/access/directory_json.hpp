#pragma once

#include "access/directory.hpp"
#include "store/types.hpp"

namespace amparo::access {

/// The things of the directory from their stored documents. `invalid` for a broken document.
Result<Role> role_of(const store::Document& document);
Result<Agency> agency_of(const store::Document& document);
Result<UserGroup> user_group_of(const store::Document& document);
/// `agencies` gives the number of the user's agency.
Result<User> user_of(const store::Document& document, const DirectoryTable<Agency>& agencies);

}  // namespace amparo::access
