#include "records/owner_fields.hpp"

#include "records/detail/write_context.hpp"
#include "records/difference.hpp"
#include "records/types.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

constexpr int attempts_max = 50;  // lost races with people who edit the record right now

/// The ids of all records of a type that name the user; taken before the first is rewritten,
/// because each rewrite moves the pages of a list.
Result<std::vector<RecordId>> records_of(const Dependencies& on, std::string_view record_type,
                                         const std::string& user_name) {
    index::Query query;
    index::Filters parts;
    parts.push_back(index::Filter{index::AnyOf{"associated_user_names", {user_name}}});
    parts.push_back(index::Filter{index::AnyOf{"owned_by", {user_name}}});
    query.filter = index::Filter{index::Or{std::move(parts)}};
    query.sort = {.column = "created_at", .descending = false};
    query.count = on.index->size(record_type);
    AMPARO_TRY(auto page, on.index->find(record_type, query));
    return std::move(page.ids);
}

/// True when the record had to be written.
Result<bool> rewrite_once(const Dependencies& on, const std::string& record_type,
                          const RecordId& id) {
    const auto actor = access::Actor::system();
    const detail::WriteContext context(on, actor, record_type);
    AMPARO_TRY(const auto stored, on.database->read([&](store::Snapshot& snapshot) {
        return store::find_record(snapshot, id);
    }));
    if (!stored || stored->deleted) return false;
    auto rules = context.rule_context(id, false);
    rules.owner_moved = true;
    json::Object document = stored->data;
    derived::run(stored->data, document, rules);
    auto changes = difference(stored->data, document);
    if (changes.empty()) return false;
    auto prepared = store::prepare_record(
        *on.database,
        {.id = id,
         .type = record_type,
         .expected = stored->revision,
         .data = std::move(document),
         .actor = actor.name().text(),
         .action = "update",
         .details = {{"record_changes", std::move(changes)}, {"cause", "rewrite_owner_fields"}},
         .at = context.now});
    AMPARO_CHECK(on.database->write(
        [&](store::Transaction& transaction) { return store::put_record(transaction, prepared); }));
    return true;
}

Result<bool> rewrite(const Dependencies& on, const std::string& record_type, const RecordId& id) {
    for (int attempt = 0; attempt < attempts_max; ++attempt) {
        auto written = rewrite_once(on, record_type, id);
        if (written || written.error().code != Errc::conflict) return written;
    }
    return refuse(Errc::busy, "errors.busy");
}

}  // namespace

Result<std::size_t> rewrite_owner_fields(const Service& records, const std::string& user_name,
                                         const store::Progress& progress) {
    const auto& on = records.dependencies();
    std::size_t written = 0;
    for (const auto& facts : record_types()) {
        AMPARO_TRY(const auto ids, records_of(on, facts.name, user_name));
        for (std::size_t at = 0; at < ids.size(); ++at) {
            AMPARO_TRY(const auto changed, rewrite(on, std::string(facts.name), ids[at]));
            written += changed ? 1U : 0U;
            if (progress) progress(at + 1, ids.size());
        }
    }
    return written;
}

}  // namespace amparo::records
