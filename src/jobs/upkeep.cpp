#include "jobs/upkeep.hpp"

#include "store/sessions.hpp"

namespace amparo::jobs {
namespace {

constexpr std::chrono::days done_kept_for{30};

}  // namespace

Result<json::Object> clean_sessions(store::Database& database) {
    AMPARO_TRY(const auto removed, database.write([&](store::Transaction& transaction) {
        return store::expire_volatile(transaction, database.clock().now());
    }));
    return json::Object{{"removed", removed}};
}

Result<json::Object> clean_jobs(store::Database& database) {
    const auto before = database.clock().now() - done_kept_for;
    AMPARO_TRY(const auto removed, database.write([&](store::Transaction& transaction) {
        return store::remove_done_jobs(transaction, before);
    }));
    return json::Object{{"removed", removed}};
}

}  // namespace amparo::jobs
