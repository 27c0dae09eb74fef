#include "jobs/integrity_check.hpp"

#include "base/log.hpp"
#include "index/index.hpp"
#include "records/drift.hpp"
#include "records/types.hpp"

namespace amparo::jobs {
namespace {

constexpr std::size_t sample_size = 200;   // of each record type
constexpr std::size_t reported_max = 100;  // ids in the result

std::size_t random_below(Random& random, std::size_t bound) {
    std::uint64_t number = 0;
    random.fill(std::as_writable_bytes(std::span(&number, 1)));
    return static_cast<std::size_t>(number % bound);
}

/// Records from a random place on, in the order they were created.
Result<std::vector<RecordId>> sample(const records::Dependencies& on, std::string_view type) {
    const auto size = on.index->size(type);
    if (size == 0) return std::vector<RecordId>();
    index::Query query;
    query.sort = {.column = "created_at", .descending = false};
    query.offset = size <= sample_size ? 0 : random_below(*on.random, size - sample_size + 1);
    query.count = sample_size;
    AMPARO_TRY(auto page, on.index->find(type, query));
    return std::move(page.ids);
}

}  // namespace

Result<json::Object> check_integrity(records::Service& records, const store::RunningJob& running) {
    std::size_t checked = 0;
    std::size_t drifted = 0;
    json::Object found;
    for (const auto& facts : records::record_types()) {
        AMPARO_TRY(const auto ids, sample(records.dependencies(), facts.name));
        for (const auto& id : ids) {
            if (running.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
            const auto fields = records::drifted_fields(records, facts.name, id);
            if (!fields && fields.error().code == Errc::not_found) continue;
            if (!fields) return std::unexpected(fields.error());
            ++checked;
            if (fields->empty()) continue;
            ++drifted;
            if (found.size() < reported_max) found[id.text()] = json::to_array(*fields);
        }
    }
    if (drifted > 0) log::warn("records.drifted", {{"records", drifted}, {"checked", checked}});
    return json::Object{{"checked", checked}, {"drifted", drifted}, {"records", std::move(found)}};
}

}  // namespace amparo::jobs
