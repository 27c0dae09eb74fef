#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "access/field_mask.hpp"
#include "index/index.hpp"
#include "records/narrow_views.hpp"
#include "records/service.hpp"

namespace amparo::records {

/// What a list request asks, ready for the index.
struct ListQuery {
    /// One, or for `search=auto` one for each way of searching, the surest first: none finds what
    /// an earlier one does.
    std::vector<index::Query> queries;
    bool is_last_for_want_of_others = false;  // the last of them
    std::size_t per = 0;
    std::size_t page = 1;
    std::string fields;             // as in the request; record searches always "short"
    std::string locale;             // as in the request
    std::string after;              // the same: where another page ended
    bool is_record_search = false;  // records.md §9
};

/// Who asks for a list, and what of the records they may ask for.
struct ListAsker {
    const access::Actor& actor;
    const forms::Definitions& definitions;
    const access::FieldMask& readable;
    const access::FieldMask& preview;  // what a record search shows of records beyond the scope
    const index::Schema& schema;
    NarrowViews& narrow;
    access::Reach reach = access::Reach::search;  // of record searches
};

/// Reads paging, sorting, search and filters of a list's query string. Filters must be readable;
/// in lenient handling others are dropped and unreadable values match nothing, in strict both are
/// `invalid` naming the key. The actor's scope is part of the filter. A filter does not see the
/// values of records whose view lacks its field: for it they have none.
Result<ListQuery> list_query(const ListAsker& asker, const ListRequest& request);

/// One filter of a list's query string, `key=value`.
struct Condition {
    const std::string& key;
    const std::string& value;
};
/// The filter, as whoever may read every field would send it, but blind to what loaded narrow views
/// lack; for questions of the server itself. `invalid` for what the lists' grammar does not know.
Result<index::Filter> condition_filter(const index::Schema& schema, const NarrowViews& narrow,
                                       const Condition& condition);

}  // namespace amparo::records
