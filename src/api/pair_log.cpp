#include "api/pair_log.hpp"

#include "base/clock.hpp"
#include "records/service.hpp"
#include "store/audit.hpp"

namespace amparo::api {

void log_view(const Call& call, const store::StoredRecord& seen) {
    log_beside(call, {.record_type = seen.type, .id = seen.id}, "show_match");
}

void log_beside(const Call& call, const casework::RecordKey& record, std::string_view action) {
    const auto& user = call.actor().user();
    store::AuditEntry entry;
    entry.at = call.services().clock.now();
    entry.user_name = user.user_name.text();
    entry.action = action;
    entry.record_type = records::model_of(record.record_type);
    entry.record_id = record.id.text();
    entry.details = {{"user_id", user.id},
                     {"role_id", user.role.text()},
                     {"agency_id", user.agency.text()},
                     {"remote_ip", call.request().remote_address},
                     {"request_id", call.request().id}};
    call.services().audit.append(std::move(entry));
}

}  // namespace amparo::api
