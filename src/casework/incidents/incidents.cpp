#include "casework/incidents/incidents.hpp"

#include "base/error.hpp"
#include "casework/incidents/field_map.hpp"
#include "casework/incidents/links.hpp"
#include "records/look.hpp"
#include "records/representation.hpp"

namespace amparo::casework {
namespace {

/// The fields of the case that the actor may read, as they may see them.
json::Object readable_part(const records::Look& look, const store::StoredRecord& child_case) {
    const auto readable = look.readable(child_case);
    json::Object part;
    for (const auto& [key, value] : child_case.data) {
        if (!readable->allows(key) || records::is_masked(look.definitions(), child_case, key))
            continue;
        part[key] = value;
    }
    return part;
}

Result<> link(records::Edit& edit, const RecordId& case_id, const RecordId& incident) {
    AMPARO_TRY(
        auto* draft,
        edit.open({.record_type = "incident", .id = incident, .right = "link_incident_to_case"}));
    const auto linked = json::string_or(draft->data(), "incident_case_id");
    if (!linked.empty() && linked != case_id.text())
        return refuse_field(Errc::invalid, "/data/incident_ids",
                            MessageKey{"errors.links.incident_elsewhere"});
    draft->data()["incident_case_id"] = case_id.text();
    return {};
}

}  // namespace

Result<records::ListAnswer> list_incidents(const access::Actor& actor,
                                           const records::Service& records, const RecordId& case_id,
                                           const IncidentWish& wish) {
    if (!actor.can("incident", "read")) return refuse_forbidden();
    AMPARO_TRY(const auto child_case, records.read_for(actor, "case", case_id, "read"));
    const records::Look look(records.dependencies(), actor, records.dependencies().definitions());
    records::ListAnswer answer;
    for (const auto& id : json::string_list(child_case.data, incidents_key)) {
        const auto incident = look.find("incident", id);
        if (incident == nullptr || !look.may_read(*incident)) continue;
        const bool is_wanted = answer.total >= wish.offset && answer.data.size() < wish.count;
        ++answer.total;
        if (is_wanted) answer.data.emplace_back(records.show(actor, *incident, wish.fields));
    }
    return answer;
}

Result<json::Object> propose_incident(const access::Actor& actor, const records::Service& records,
                                      const RecordId& case_id) {
    if (!actor.can("case", "incident_from_case")) return refuse_forbidden();
    AMPARO_TRY(const auto child_case, records.read_for(actor, "case", case_id, "read"));
    const auto definitions = records.dependencies().definitions();
    const records::Look look(records.dependencies(), actor, definitions);
    const auto module_id = json::string_or(child_case.data, "module_id");
    const auto map = FieldMap::of_module(*definitions, module_id);
    json::Object incident;
    copy_mapped(map, {.child_case = readable_part(look, child_case)}, incident);
    const bool is_mapped = definitions->module(map.map_to) != nullptr;
    incident["id"] = nullptr;
    incident["enabled"] = true;
    incident["last_updated_at"] = nullptr;
    incident["module_id"] = is_mapped ? map.map_to : module_id;
    incident["owned_by"] = json::string_or(child_case.data, "owned_by");
    incident["incident_case_id"] = case_id.text();
    incident["case_id_display"] = json::string_or(child_case.data, "case_id_display");
    return incident;
}

Result<> link_incidents(const access::Actor& actor, records::Service& records,
                        const RecordId& case_id, const std::vector<RecordId>& incidents) {
    if (!actor.can("incident", "link_incident_to_case")) return refuse_forbidden();
    AMPARO_CHECK(records.read_for(actor, "case", case_id, "read"));
    const auto done = records.edit(actor, [&](records::Edit& edit) -> Result<> {
        for (const auto& incident : incidents) AMPARO_CHECK(link(edit, case_id, incident));
        return {};
    });
    if (!done) return std::unexpected(done.error());
    return {};
}

}  // namespace amparo::casework
