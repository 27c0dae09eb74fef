#include "records/drift.hpp"

#include "records/detail/write_context.hpp"
#include "records/difference.hpp"

namespace amparo::records {

Result<std::vector<std::string>> drifted_fields(const Service& records,
                                                std::string_view record_type, const RecordId& id) {
    const auto actor = access::Actor::system();
    AMPARO_TRY(const auto stored, records.read_for(actor, record_type, id, "read"));
    const detail::WriteContext context(records.dependencies(), actor, std::string(record_type));
    json::Object derived = stored.data;
    derived::run(stored.data, derived, context.rule_context(id, false));
    std::vector<std::string> fields;
    for (const auto& [key, change] : difference(stored.data, derived)) fields.emplace_back(key);
    return fields;
}

}  // namespace amparo::records
