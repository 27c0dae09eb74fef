#include "forms/calculation.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

/// The field whose place is the record's reporting location (§3.15).
std::string reporting_field(const Context& context) {
    const auto& settings = context.definitions.system_settings();
    const bool is_incident = context.record_type == "incident";
    const auto* config = json::find_object(
        settings, is_incident ? "incident_reporting_location_config" : "reporting_location_config");
    const std::string_view fallback = is_incident ? "incident_location" : "owned_by_location";
    return config == nullptr ? std::string(fallback)
                             : json::string_or(*config, "field_key", fallback);
}

}  // namespace

Changes locate(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    const auto field = reporting_field(context);
    if (!context.is_new && !is_changed(before, after, field)) return changes;
    const auto code = json::string_or(after, field);
    if (code.empty()) {
        if (is_present(after, "reporting_location_hierarchy"))
            changes["reporting_location_hierarchy"] = nullptr;
        return changes;
    }
    const auto* place = context.definitions.locations().find(code);
    if (place != nullptr) changes["reporting_location_hierarchy"] = place->hierarchy_path;
    return changes;
}

Changes calculate_fields(const json::Object& before, const json::Object& after,
                         const Context& context) {
    return forms::calculate(context.definitions, {.record_type = context.record_type,
                                                  .module_id = json::string_or(after, "module_id"),
                                                  .before = before,
                                                  .after = after,
                                                  .today = context.today});
}

}  // namespace amparo::records::derived
