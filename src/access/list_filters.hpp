#pragma once

#include "access/directory.hpp"
#include "forms/definitions.hpp"

namespace amparo::access {

/// `filters` of an extended user (administration.md, appendix A): per list the filters that the
/// user's role and modules offer, in order, with their options.
json::Object list_filters(const Actor& actor, const Directory& directory,
                          const forms::Definitions& definitions);
/// `list_headers` of an extended user (appendix B): the columns of each list.
json::Object list_headers(const Role& role);

}  // namespace amparo::access
