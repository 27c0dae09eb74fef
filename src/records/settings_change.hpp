#pragma once

#include "access/actor.hpp"
#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "records/dependencies.hpp"

/// What administrators set of the deployment over the wire (administration.md §15). The other
/// settings come from its configuration alone.
namespace amparo::records {

/// Limits of what may be set; each is read by every start of the web app.
inline constexpr std::size_t interface_texts_max = 500;  // in each language
inline constexpr std::size_t interface_text_characters_max = 300;
inline constexpr std::size_t home_presets_max = 200;  // roles
inline constexpr std::size_t home_parts_max = 60;
inline constexpr std::size_t app_name_characters_max = 30;
inline constexpr int days_without_contact_max = 365;
/// The preset of roles that have none of their own.
inline constexpr std::string_view usual_home = "default";

/// The name the app bears where nobody may see what it is for: that of the deployment, else the one
/// whoever runs the server gave it; "" for none.
std::string discreet_name_of(const forms::Definitions& definitions, const std::string& of_server);

/// The settings with the changes laid over them: `plausibility_rules`, `interface_texts_i18n` and
/// `discreet_name` are replaced, `system_options` and `home_presets` key by key; null takes away.
/// `invalid` with a pointer for each member that is unknown, of a wrong kind or too large.
Result<json::Object> settings_with(const json::Object& stored, const json::Object& changes,
                                   const forms::Definitions& definitions);

/// Stores them with their change row, and gives the settings as they are then. Needs `manage` on
/// `system`. Nothing is written when nothing changes.
Result<json::Object> change_settings(const access::Actor& actor, const Dependencies& on,
                                     const json::Object& changes);

/// Gives a deployment of before the settings it has never had; what it set, or took away, stays.
Result<> add_missing_settings(store::Database& database, const json::Object& defaults, Instant at);

}  // namespace amparo::records
