#pragma once

#include <optional>
#include <string>

#include "access/paging.hpp"
#include "api/listing.hpp"
#include "api/route.hpp"

/// What users, roles, agencies and user groups share on the wire.
namespace amparo::api {

/// The strong tag of a configuration object: "<id>:<revision>" in quotes.
std::string object_etag(std::int64_t id, std::int64_t revision);

/// 200 with {"data": …} and the object's tag.
template <class Thing>
http::Response object_reply(const Thing& thing, json::Object wire) {
    auto response = ok(std::move(wire));
    response.headers.emplace_back("ETag", object_etag(thing.id, thing.revision));
    return response;
}

/// The reply to a POST: the object, or 204 when the client chose the id (administration.md §1.5).
template <class Thing>
http::Response created_reply(const Thing& thing, json::Object wire, const json::Object& input) {
    auto response = object_reply(thing, std::move(wire));
    if (input.contains("id")) {
        response.status = 204;
        response.body.clear();
    }
    return response;
}

/// {"data": {"id": …}}.
http::Response id_reply(std::int64_t id);

/// The body's `data` as a change, with If-Match as the expected revision of the object.
Result<access::ChangeRequest> change_from_wire(const Call& call, std::int64_t id);
/// If-Match; a tag that cannot be the object's is -1, which no revision has.
std::optional<std::int64_t> expected_revision(const Call& call, std::int64_t id);

/// Which page, as access/ asks for it. `optional`: everything unless page or per is sent.
enum class Paged { always, optional };
Result<access::PageRequest> page_from_wire(const Call& call, Paged paged, std::size_t per_default);
/// {"total", "per", "page"}; null for the latter two when everything was sent.
json::Object metadata_of(std::size_t total, const access::PageRequest& page);

/// disabled[]=true, disabled=false …; both or none: no filter.
std::optional<bool> one_truth(const std::vector<std::string>& wanted);

}  // namespace amparo::api
