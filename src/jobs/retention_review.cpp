#include "jobs/retention_review.hpp"

#include "access/directory.hpp"
#include "forms/definitions.hpp"
#include "forms/retention.hpp"
#include "records/events.hpp"
#include "store/documents.hpp"

namespace amparo::jobs {
namespace {

/// The document that says by which policies people were told last.
constexpr std::string_view basis_kind = "derived_basis";
constexpr std::string_view basis_key = "retention_review";

struct Basis {
    std::string policies;
    store::Revision revision = 0;  // 0: none is stored
};

Result<Basis> stored_basis(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto document, store::find_document(snapshot, basis_kind, basis_key));
    if (!document) return Basis{};
    return Basis{.policies = json::string_or(document->data, "policies"),
                 .revision = document->revision};
}

std::string policies_of(const forms::Definitions& definitions) {
    const auto* policies = definitions.system_settings().if_contains(forms::retention_key);
    return policies == nullptr ? "null" : json::write(*policies);
}

/// Remembers by which policies people were told; of two nodes the later word stays.
Result<> remember(store::Database& database, Basis basis, std::string policies) {
    if (basis.policies == policies) return {};
    return database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(basis_kind),
                                                       .key = std::string(basis_key),
                                                       .expected = basis.revision,
                                                       .data = {{"policies", policies}},
                                                       .actor = "system",
                                                       .at = database.clock().now()}));
        return {};
    });
}

/// How many enabled cases of the actor's list fell due after the day, up to today.
Result<std::size_t> newly_due(const records::Service& records, const access::Actor& actor, Day told,
                              Day today) {
    const auto range = format_day(told + std::chrono::days(1)) + ".." + format_day(today);
    AMPARO_TRY(const auto answer,
               records.list(actor, {.record_type = "case",
                                    .parameters = {{std::string(forms::retention_column), range},
                                                   {"record_state", "true"},
                                                   {"per", "1"}},
                                    .handling = records::Handling::strict}));
    return answer.total;
}

}  // namespace

Result<json::Object> review_retention(const records::Service& records, Day told,
                                      const store::RunningJob& running) {
    const auto& on = records.dependencies();
    const auto today = day_in_zone(on.clock->now(), on.definitions()->time_zone());
    const auto policies = policies_of(*on.definitions());
    AMPARO_TRY(const auto basis,
               on.database->read([](store::Snapshot& snapshot) { return stored_basis(snapshot); }));
    // Another policy may have made cases due long ago.
    const bool is_new_policy = basis.revision > 0 && basis.policies != policies;
    if (is_new_policy) told = Day{};
    if (told >= today) return json::Object{{"told", 0}};
    const auto directory = on.directory();
    std::size_t count_of_told = 0;
    std::size_t most = 0;
    for (const auto& user : directory->users()) {
        if (running.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
        const auto actor = directory->actor(user->user_name);
        if (!actor || !actor->can("system", "manage")) continue;
        const auto due = newly_due(records, *actor, told, today);
        if (!due && due.error().code == Errc::forbidden) continue;
        if (!due) return std::unexpected(due.error());
        if (*due == 0) continue;
        const auto job =
            records::event_job({.kind = records::EventKind::retention_due,
                                .recipients = {user->user_name},
                                .occurrence = format_day(today) + (is_new_policy ? ":policy" : ""),
                                .details = {{"count", *due}}});
        AMPARO_CHECK(on.database->write(
            [&](store::Transaction& transaction) { return store::enqueue_job(transaction, job); }));
        most = std::max(most, *due);
        ++count_of_told;
    }
    AMPARO_CHECK(remember(*on.database, basis, policies));
    return json::Object{{"told", count_of_told}, {"cases", most}};
}

}  // namespace amparo::jobs
