#include "api/pair_log.hpp"

#include "base/clock.hpp"
#include "records/service.hpp"
#include "store/audit.hpp"

namespace amparo::api {

void log_view(const Call& call, const store::StoredRecord& seen) {
    const auto& user = call.actor().user();
    store::AuditEntry entry;
    entry.at = call.services().clock.now();
    entry.user_name = user.user_name.text();
    entry.action = "show_match";
    entry.record_type = records::model_of(seen.type);
    entry.record_id = seen.id.text();
    entry.details = {{"user_id", user.id},
                     {"role_id", user.role.text()},
                     {"agency_id", user.agency.text()},
                     {"remote_ip", call.request().remote_address},
                     {"request_id", call.request().id}};
    call.services().audit.append(std::move(entry));
}

}  // namespace amparo::api
