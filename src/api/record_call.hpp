#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/call.hpp"
#include "records/service.hpp"

/// What the handlers of records, their logs and their files share.
namespace amparo::api {

/// The record of the path; `not_found` when it cannot be one.
Result<RecordId> record_of(const Call& call);

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

/// The language asked for, else that of the caller, else the deployment's.
std::string locale_of(Call& call);

}  // namespace amparo::api
