#pragma once

#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "index/index.hpp"
#include "records/service.hpp"

namespace amparo::records {

/// What a list request asks, ready for the index.
struct ListQuery {
    index::Query query;
    std::size_t per = 0;
    std::size_t page = 1;
    std::string fields;             // as in the request; record searches always "short"
    bool is_record_search = false;  // records.md §9
};

/// Reads paging, sorting, search and filters of a list's query string. Filters must be readable;
/// in lenient handling others are dropped and unreadable values match nothing, in strict both are
/// `invalid` naming the key. The actor's scope is part of the filter.
Result<ListQuery> list_query(const access::Actor& actor, const access::FieldMask& readable,
                             const index::Schema& schema, const ListRequest& request);

/// One filter of a list's query string, as whoever may read every field would send it; for
/// questions of the server itself. `invalid` for what the lists' grammar does not know.
Result<index::Filter> condition_filter(const index::Schema& schema, const std::string& key,
                                       const std::string& value);

}  // namespace amparo::records
