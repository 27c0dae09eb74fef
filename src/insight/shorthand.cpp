#include "insight/shorthand.hpp"

#include "access/user_scope.hpp"

namespace amparo::insight {
namespace {

Grouping by_location(const Viewer& viewer, std::string_view setting, std::string_view field) {
    const auto* config = json::find_object(viewer.definitions.system_settings(), setting);
    constexpr int level_default = 2;
    Grouping grouping{.column = std::string(field), .level = level_default};
    if (config != nullptr) {
        grouping.column = json::string_or(*config, "field_key", field);
        grouping.level = static_cast<int>(json::integer_or(*config, "admin_level", level_default));
    }
    return grouping;
}

}  // namespace

Conditions joined(std::initializer_list<Conditions> parts) {
    Conditions all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

Conditions open_records() {
    return {{"record_state", "true"}, {"status", "open"}};
}

Conditions closed_records() {
    return {{"record_state", "true"}, {"status", "closed"}};
}

Conditions where(std::string key, std::string value) {
    return {{std::move(key), std::move(value)}};
}

Conditions mine(const Viewer& viewer) {
    return where("owned_by", name_of(viewer));
}

bool has_groups(const Viewer& viewer) {
    return !viewer.actor.user().groups.empty();
}

Conditions in_my_groups(const Viewer& viewer) {
    return where("owned_by_groups", values_text(viewer.actor.user().groups));
}

std::string name_of(const Viewer& viewer) {
    return values_text({viewer.actor.name().text()});
}

std::string values_text(const std::vector<std::string>& values) {
    std::string text;
    for (const auto& value : values) {
        if (!text.empty()) text += ',';
        for (const char letter : value) {
            if (letter == ',') text += '\\';
            text += letter;
        }
    }
    return text;
}

Grouping by(std::string column) {
    return {.column = std::move(column)};
}

Grouping by_overseen(std::string column, const Viewer& viewer) {
    Grouping grouping{.column = std::move(column)};
    if (viewer.actor.role().scope == access::ScopeKind::all) return grouping;
    grouping.only.emplace();
    for (const auto& user : access::managed_users(viewer.actor, viewer.directory))
        grouping.only->push_back(user->user_name.text());
    return grouping;
}

Grouping by_reporting_location(const Viewer& viewer) {
    auto grouping = by_location(viewer, "reporting_location_config", "owned_by_location");
    const auto own_level = viewer.actor.role().reporting_location_level;
    if (own_level) grouping.level = *own_level;
    return grouping;
}

Grouping by_incident_location(const Viewer& viewer) {
    return by_location(viewer, "incident_reporting_location_config", "incident_location");
}

std::vector<std::string> modules_of(const Viewer& viewer, std::string_view record_type) {
    std::vector<std::string> ids;
    for (const auto& module : viewer.definitions.modules()) {
        if (!module.has_type(record_type)) continue;
        if (viewer.actor.role().has_module(module.unique_id)) ids.push_back(module.unique_id);
    }
    return ids;
}

int option(const Viewer& viewer, std::string_view key, int fallback) {
    const auto* options = json::find_object(viewer.definitions.system_settings(), "system_options");
    if (options == nullptr) return fallback;
    return static_cast<int>(json::integer_or(*options, key, fallback));
}

}  // namespace amparo::insight
