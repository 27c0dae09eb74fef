#pragma once

#include <string>
#include <string_view>

#include "records/service.hpp"

namespace amparo::records {

/// What changed in an actor's list since a cursor (records.md §14, `changed_since`).
struct ChangeAnswer {
    json::Array data;     // the records as they are now, in the order of their last commit
    json::Array removed;  // ids that were in the actor's scope at the cursor and are not now
    std::string cursor;   // where to go on
    std::size_t per = 0;
    bool has_more = false;  // ask again with the new cursor
};

/// Where the changes of the actor's list go on from now. Taken before a list is read, it misses
/// nothing that the list does not show.
std::string change_cursor(const Service& records, const access::Actor& actor,
                          std::string_view record_type);
/// The changes after the cursor in `changed_since`, as far as `per` records go. Filters count,
/// the order and the page do not. forbidden as for lists; `invalid` on `changed_since` for a
/// cursor that is none, or of a scope that is not the actor's any more: read the list anew.
Result<ChangeAnswer> changed_since(const Service& records, const access::Actor& actor,
                                   const ListRequest& request);

}  // namespace amparo::records
