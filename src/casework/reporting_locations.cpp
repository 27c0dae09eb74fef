#include "casework/reporting_locations.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "base/crypto.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"
#include "records/types.hpp"
#include "store/documents.hpp"

namespace amparo::casework {
namespace {

// Few enough that a worker who saves one of them at the same moment hardly makes it start again.
constexpr std::size_t changed_together = 50;

/// The document that says which configuration the stored places come from.
constexpr std::string_view basis_kind = "derived_basis";
constexpr std::string_view basis_key = "reporting_location";

/// Of everything that records::derived::reporting_location() reads of the configuration.
std::string digest_of(const forms::Definitions& definitions) {
    std::string basis;
    for (const auto& facts : records::record_types()) {
        basis += facts.name;
        basis += "=" + records::derived::reporting_field(definitions, facts.name) + "\n";
    }
    std::vector<std::string> places;
    for (const auto& place : definitions.locations().all())
        places.push_back(place.code + "=" + place.hierarchy_path + "\n");
    std::ranges::sort(places);
    for (const auto& place : places) basis += place;
    return crypto::hex(crypto::sha256(basis));
}

struct Basis {
    std::string digest;
    store::Revision revision = 0;  // 0: none is stored
};

Result<Basis> stored_basis(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto document, store::find_document(snapshot, basis_kind, basis_key));
    if (!document) return Basis{};
    return Basis{.digest = json::string_or(document->data, "digest"),
                 .revision = document->revision};
}

Result<> store_basis(store::Transaction& transaction, const Basis& basis, Instant at) {
    AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(basis_kind),
                                                   .key = std::string(basis_key),
                                                   .expected = basis.revision,
                                                   .data = {{"digest", basis.digest}},
                                                   .actor = "system",
                                                   .at = at}));
    return {};
}

/// A new basis and the work that follows from it; false when another node was faster.
Result<bool> enqueue_restamp(store::Transaction& transaction, const std::string& digest,
                             Instant at) {
    AMPARO_TRY(auto basis, stored_basis(transaction));
    if (basis.digest == digest) return false;
    basis.digest = digest;
    AMPARO_CHECK(store_basis(transaction, basis, at));
    AMPARO_CHECK(store::enqueue_job(transaction, {.queue = "records",
                                                  .kind = std::string(reporting_location_kind),
                                                  .payload = {{"digest", digest}}}));
    return true;
}

/// Whether this node works by the configuration of the job.
enum class Standing { right, late, superseded };
Result<Standing> standing_of(const records::Service& records, const store::Job& job) {
    const auto& on = records.dependencies();
    const auto wanted = json::string_or(job.payload, "digest");
    if (wanted.empty() || wanted == digest_of(*on.definitions())) return Standing::right;
    AMPARO_TRY(const auto basis,
               on.database->read([](store::Snapshot& snapshot) { return stored_basis(snapshot); }));
    return basis.digest == wanted ? Standing::late : Standing::superseded;
}

Result<> restamp(records::Edit& edit, std::string_view record_type, std::span<const RecordId> ids) {
    constexpr auto key = records::derived::reporting_location_key;
    for (const auto& id : ids) {
        const auto known = edit.look_at(record_type, id);
        if (!known && known.error().code == Errc::not_found) continue;
        if (!known) return std::unexpected(known.error());
        json::Object right{
            {key, records::derived::reporting_location(edit.definitions(), record_type, **known)}};
        if (!records::derived::is_changed(**known, right, key)) continue;
        AMPARO_TRY(auto* draft, edit.open({.record_type = record_type,
                                           .id = id,
                                           .cause = reporting_location_kind,
                                           .stamp = records::Stamp::by_system}));
        draft->data()[key] = std::move(right[key]);
    }
    return {};
}

Result<std::vector<RecordId>> all_of(const records::Service& records,
                                     std::string_view record_type) {
    const auto& index = *records.dependencies().index;
    index::Query query;
    query.filter = index::Filter{index::All{}};
    query.sort = {.column = "created_at", .descending = false};
    query.count = std::max<std::size_t>(1, index.size(record_type));
    AMPARO_TRY(auto page, index.find(record_type, query));
    return std::move(page.ids);
}

}  // namespace

Result<json::Object> restamp_reporting_locations(records::Service& records,
                                                 const store::RunningJob& running) {
    AMPARO_TRY(const auto standing, standing_of(records, running.job));
    if (standing == Standing::late) return refuse(Errc::busy, "errors.busy");
    if (standing == Standing::superseded) return json::Object{{"superseded", true}};
    const auto system = access::Actor::system();
    std::int64_t changed = 0;
    for (const auto& facts : records::record_types()) {
        AMPARO_TRY(const auto ids, all_of(records, facts.name));
        for (std::size_t at = 0; at < ids.size(); at += changed_together) {
            if (running.is_stopping && running.is_stopping())
                return refuse(Errc::busy, "errors.busy");
            const auto some =
                std::span(ids).subspan(at, std::min(changed_together, ids.size() - at));
            AMPARO_TRY(const auto drafts, records.edit(system, [&](records::Edit& edit) {
                return restamp(edit, facts.name, some);
            }));
            changed += static_cast<std::int64_t>(drafts.size());
        }
    }
    return json::Object{{"records", changed}};
}

Result<> remember_reporting_locations(store::Transaction& transaction,
                                      const forms::Definitions& definitions, Instant at) {
    return store_basis(transaction, {.digest = digest_of(definitions)}, at);
}

Result<bool> ReportingLocationWatch::look() {
    const auto& on = records_.dependencies();
    const auto definitions = on.definitions();
    if (definitions->version() == seen_) return false;
    const auto digest = digest_of(*definitions);
    AMPARO_TRY(const auto basis,
               on.database->read([](store::Snapshot& snapshot) { return stored_basis(snapshot); }));
    bool is_enqueued = false;
    if (basis.digest != digest) {
        AMPARO_TRY(is_enqueued, on.database->write([&](store::Transaction& transaction) {
            return enqueue_restamp(transaction, digest, on.clock->now());
        }));
    }
    seen_ = definitions->version();
    return is_enqueued;
}

}  // namespace amparo::casework
