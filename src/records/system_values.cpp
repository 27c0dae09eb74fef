#include "records/system_values.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "base/id.hpp"

namespace amparo::records {
namespace {

enum class Shape {
    boolean,
    boolean_or_null,
    text,
    uuid,
    uuid_or_null,
    instant,
    date_or_null,
    choice
};

struct SystemKey {
    std::string_view name;
    Shape shape;
    std::span<const std::string_view> choices = {};
};

constexpr std::string_view statuses[] = {"open", "closed", "transferred", "identified"};
constexpr std::string_view workflows[] = {
    "new",       "closed",    "reopened", "service_provision", "services_implemented",
    "case_plan", "assessment"};

constexpr SystemKey keys[] = {
    {"id", Shape::uuid},
    {"unique_identifier", Shape::uuid},
    {"short_id", Shape::text},
    {"status", Shape::choice, statuses},
    {"record_state", Shape::boolean},
    {"state", Shape::boolean},
    {"case_status_reopened", Shape::boolean_or_null},
    {"module_id", Shape::text},
    {"owned_by", Shape::text},
    {"created_at", Shape::instant},
    {"source_case_display_id", Shape::text},
    {"incident_case_id", Shape::uuid},
    {"registry_record_id", Shape::uuid_or_null},
    {"family_id", Shape::uuid_or_null},
    {"family_member_id", Shape::uuid_or_null},
    {"duplicate_case_id", Shape::uuid_or_null},
    {"date_closure", Shape::date_or_null},
    {"retention_keep_until", Shape::date_or_null},
    {"workflow", Shape::choice, workflows},
    {"identified_by", Shape::text},
    {"hidden_name", Shape::boolean},
    {"reporting_location_hierarchy", Shape::text},
    {"synced_at", Shape::date_or_null},
    {"sync_status", Shape::text},
    {"mark_synced", Shape::boolean},
    {"mark_synced_url", Shape::text},
    {"mark_synced_status", Shape::text},
};

const SystemKey* find_key(std::string_view name) {
    const auto* found = std::find_if(std::begin(keys), std::end(keys),
                                     [&](const auto& key) { return key.name == name; });
    return found == std::end(keys) ? nullptr : found;
}

/// A key that is a select or radio field too accepts that field's options as well.
bool is_choice(const forms::Definitions& definitions, std::string_view record_type,
               const SystemKey& key, std::string_view value) {
    if (std::find(key.choices.begin(), key.choices.end(), value) != key.choices.end()) return true;
    const auto* field = definitions.field(record_type, key.name);
    const auto* options = field == nullptr ? nullptr : definitions.options_of(*field);
    if (options == nullptr) return false;
    return std::any_of(options->begin(), options->end(),
                       [&](const auto& option) { return option.id == value; });
}

bool is_uuid(const json::Value& value) {
    return value.is_string() && Uuid::parse(value.get_string()).has_value();
}

bool has_shape(const forms::Definitions& definitions, std::string_view record_type,
               const SystemKey& key, const json::Value& value) {
    switch (key.shape) {
        case Shape::boolean:
            return value.is_bool();
        case Shape::boolean_or_null:
            return value.is_bool() || value.is_null();
        case Shape::text:
            return value.is_string();
        case Shape::uuid:
            return is_uuid(value);
        case Shape::uuid_or_null:
            return value.is_null() || is_uuid(value);
        case Shape::instant:
            return value.is_string() && parse_instant(value.get_string()).has_value();
        case Shape::date_or_null:
            return value.is_null() ||
                   (value.is_string() && parse_day(value.get_string()).has_value());
        case Shape::choice:
            return value.is_string() &&
                   is_choice(definitions, record_type, key, value.get_string());
    }
    return false;
}

}  // namespace

json::Object check_system_values(const forms::Definitions& definitions,
                                 std::string_view record_type, const json::Object& values,
                                 std::vector<Problem>& problems) {
    json::Object checked;
    for (const auto& [name, value] : values) {
        const auto* key = find_key(name);
        if (key == nullptr) continue;
        if (!has_shape(definitions, record_type, *key, value)) {
            problems.push_back({"/" + json::pointer_step(name), "errors.fields.value"});
            continue;
        }
        if (key->shape == Shape::instant)
            checked[name] = format_instant(*parse_instant(value.get_string()));
        else
            checked[name] = value;
    }
    const auto module = json::find_string(checked, "module_id");
    if (module && definitions.module(*module) == nullptr)
        problems.push_back({"/module_id", "errors.fields.module"});
    return checked;
}

}  // namespace amparo::records
