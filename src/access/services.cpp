#include "access/services.hpp"

#include "store/jobs.hpp"

namespace amparo::access {

Result<> enqueue_owner_rewrite(store::Transaction& transaction, const UserName& name, Instant at) {
    store::Job job;
    job.queue = records_queue;
    job.kind = rewrite_owner_fields_job;
    job.run_at = at;
    job.updated_at = at;
    job.payload = {{"user_name", name.text()}};
    AMPARO_CHECK(store::enqueue_job(transaction, std::move(job)));
    return {};
}

}  // namespace amparo::access
