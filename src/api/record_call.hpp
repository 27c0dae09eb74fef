#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/call.hpp"
#include "base/limits.hpp"
#include "casework/record_key.hpp"
#include "records/service.hpp"

/// What the handlers of records, their logs and their files share.
namespace amparo::api {

/// The record of the path; `not_found` when it cannot be one.
Result<RecordId> record_of(const Call& call);

/// The record of the path, of a type.
Result<casework::RecordKey> record_key_of(const Call& call, std::string_view type);

/// `Prefer: handling=strict`, else lenient.
records::Handling handling_of(const Call& call);

/// From Idempotency-Key, bound to caller, method, path and body; nullopt without the header.
/// `invalid` when the key is too long.
Result<std::optional<records::Repetition>> repetition_of(const Call& call);

/// From If-Match: the revision that the client has seen. One that cannot be ours is -1, so that
/// it matches nothing.
std::optional<store::Revision> if_match_of(const Call& call, const RecordId& id);

/// The strong tag of a record's revision: "<id>:<revision>" in quotes.
std::string etag_of(const RecordId& id, store::Revision revision);

/// 200 with {"data": …} and the record's tag.
http::Response record_reply(const records::RecordAnswer& answer);

/// page and per of a record's lists (records.md §3): below 1 is 1, below 0 is the default.
std::size_t page_of(const Call& call);
std::size_t per_of(const Call& call);

/// Which rows of a list that hangs on a record: those asked for, else as many as a page may have.
struct RowPaging {
    std::size_t page = 1;
    std::size_t per = limits::page_size_max;

    std::size_t offset() const { return (page - 1) * per; }
};
/// As the query says; 1,000 rows and the first page where it says nothing.
RowPaging paging_of_rows(const Call& call);
/// These rows of all, leaving the others out.
json::Array page_of_rows(json::Array rows, const RowPaging& paging);
/// 200 with the rows of the page, and how many there are.
http::Response rows_reply(json::Array page, std::size_t total, const RowPaging& paging);
/// The two together, of all rows.
http::Response rows_reply(const Call& call, json::Array rows);

/// The language asked for, else that of the caller, else the deployment's.
std::string locale_of(Call& call);

}  // namespace amparo::api
