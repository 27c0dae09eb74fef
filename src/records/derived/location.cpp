#include "forms/calculation.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {

std::string reporting_field(const forms::Definitions& definitions, std::string_view record_type) {
    const auto& settings = definitions.system_settings();
    const bool is_incident = record_type == "incident";
    const auto* config = json::find_object(
        settings, is_incident ? "incident_reporting_location_config" : "reporting_location_config");
    const std::string_view fallback = is_incident ? "incident_location" : "owned_by_location";
    return config == nullptr ? std::string(fallback)
                             : json::string_or(*config, "field_key", fallback);
}

json::Value reporting_location(const forms::Definitions& definitions, std::string_view record_type,
                               const json::Object& data) {
    const auto code = json::string_or(data, reporting_field(definitions, record_type));
    if (code.empty()) return nullptr;
    if (const auto* place = definitions.locations().find(code))
        return json::Value(place->hierarchy_path);
    const auto* stored = data.if_contains(reporting_location_key);
    return stored == nullptr ? json::Value(nullptr) : *stored;
}

Changes locate(const json::Object& before, const json::Object& after, const Context& context) {
    Changes changes;
    const auto field = reporting_field(context.definitions, context.record_type);
    if (!context.is_new && !is_changed(before, after, field)) return changes;
    auto place = reporting_location(context.definitions, context.record_type, after);
    if (!place.is_null() || is_present(after, reporting_location_key))
        changes[reporting_location_key] = std::move(place);
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
