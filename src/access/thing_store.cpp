#include "access/thing_store.hpp"

#include "access/numbering.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

Result<> put_thing(store::Transaction& transaction, const ThingWrite& write, json::Object data,
                   store::Revision expected) {
    data["updated_at"] = format_instant(write.at);
    auto key = json::string_or(data, "unique_id");
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(write.kind),
                                                   .key = std::move(key),
                                                   .expected = expected,
                                                   .data = std::move(data),
                                                   .actor = write.actor.name().text(),
                                                   .at = write.at}));
    return {};
}

}  // namespace

Result<> create_thing(store::Transaction& transaction, const ThingWrite& write) {
    auto data = write.attributes;
    if (write.wished_id) {
        AMPARO_CHECK(take_number(transaction, write.kind, {*write.wished_id, write.at}));
        data["id"] = *write.wished_id;
    } else {
        AMPARO_TRY(data["id"], next_number(transaction, write.kind, write.at));
    }
    data["created_at"] = format_instant(write.at);
    return put_thing(transaction, write, std::move(data), 0);
}

Result<> update_thing(store::Transaction& transaction, const ThingWrite& write) {
    return put_thing(transaction, write, write.attributes, write.revision);
}

Result<> check_revision(std::int64_t stored, std::optional<std::int64_t> expected) {
    if (!expected || *expected == stored) return {};
    return refuse(Errc::precondition_failed, "errors.precondition_failed");
}

std::unexpected<Error> invalid_thing(std::vector<Problem> problems) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

}  // namespace amparo::access
