// Answers of a record that are possible but unlikely (beyond Primero v2). Nothing is refused for
// them; the web app asks the same rules while somebody types.
#include "api/warnings.hpp"

#include <array>

#include "api/record_call.hpp"
#include "base/clock.hpp"
#include "base/messages.hpp"
#include "forms/plausibility.hpp"
#include "records/service.hpp"
#include "records/types.hpp"

namespace amparo::api {

namespace {

struct Place {
    std::string_view type;
    std::string_view pattern;
};
constexpr std::array<Place, 5> places{{
    {"case", "/api/v2/cases/{record_id}/warnings"},
    {"incident", "/api/v2/incidents/{record_id}/warnings"},
    {"tracing_request", "/api/v2/tracing_requests/{record_id}/warnings"},
    {"family", "/api/v2/families/{record_id}/warnings"},
    {"registry_record", "/api/v2/registry_records/{record_id}/warnings"},
}};

/// The label of a question of the record, or of one in the same list of entries.
std::string label_of(Call& call, std::string_view type, const forms::Doubt& doubt) {
    const auto name = json::string_or(doubt.parameters, "other");
    const auto first = std::string_view(doubt.pointer).substr(1);
    const auto& definitions = call.definitions();
    const auto* list = definitions.field(type, first.substr(0, first.find('/')));
    const auto* field =
        list == nullptr || list->subform == nullptr ? nullptr : list->subform->find(name);
    if (field == nullptr) field = definitions.field(type, name);
    if (field == nullptr) return name;
    return forms::text_for(field->display_name, locale_of(call), definitions.default_locale());
}

json::Object to_wire(Call& call, std::string_view type, const forms::Doubt& doubt) {
    auto message = doubt.key;
    if (doubt.parameters.contains("other")) {
        message.arguments = {{"other", label_of(call, type, doubt)}};
    } else {
        message.arguments = {{"max", json::write(doubt.parameters.at("max"))}};
    }
    return {{"pointer", doubt.pointer},
            {"code", doubt.key.key},
            {"message", call.services().messages.text(locale_of(call), message)},
            {"params", doubt.parameters}};
}

/// Looks at what the caller may see and at nothing else.
Result<http::Response> list_warnings(Call& call, std::string_view type) {
    AMPARO_TRY(const auto id, record_of(call));
    AMPARO_TRY(const auto answer, call.services().records.read(call.actor(), type, id, ""));
    const auto& definitions = call.definitions();
    const auto zone = definitions.time_zone();
    const auto rules = forms::plausibility_rules(definitions.system_settings());
    json::Array rows;
    for (const auto& doubt :
         forms::find_doubts(rules, {.record_type = type,
                                    .data = answer.data,
                                    .today = day_in_zone(call.services().clock.now(), zone),
                                    .time_zone = zone}))
        rows.emplace_back(to_wire(call, type, doubt));
    return ok(std::move(rows));
}

}  // namespace

Routes warning_routes() {
    Routes routes;
    for (const auto& [type, pattern] : places) {
        routes.push_back({.method = http::Method::get,
                          .pattern = pattern,
                          .handler = [type](Call& call) { return list_warnings(call, type); },
                          .model = records::model_of(type),
                          .action = "warnings"});
    }
    return routes;
}

}  // namespace amparo::api
