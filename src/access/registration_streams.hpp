#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/directory.hpp"
#include "forms/definitions.hpp"

/// The ways in which people may register themselves (administration.md §6.3): each gives a role,
/// an agency and groups. Administrators set them in `system_options`.
namespace amparo::access {

/// The streams, their links at the door and what people consent to: keys of `system_options`.
inline constexpr std::string_view streams_option = "registration_streams";
/// As above.
inline constexpr std::string_view stream_labels_option = "registration_streams_link_labels_i18n";
/// As above.
inline constexpr std::string_view stream_consents_option = "registration_streams_consent_text_i18n";

/// Bounds of what everybody reads before they sign in.
inline constexpr std::size_t streams_max = 20;
inline constexpr std::size_t stream_id_bytes_max = 64;
inline constexpr std::size_t stream_label_characters_max = 100;
inline constexpr std::size_t stream_consent_characters_max = 5000;

/// What somebody becomes who registers by it.
struct RegistrationStream {
    std::string unique_id;
    RoleId role;
    AgencyId agency;
    std::vector<std::string> groups;
};

/// Whether strangers may be given the role: it shows them nothing but what they wrote themselves,
/// and lets them administer nothing. Nobody has looked at whom they are.
bool is_fit_for_strangers(const Role& role);
/// Those of the deployment that can be used now: all they name is there, and the role is fit.
std::vector<RegistrationStream> usable_streams(const json::Object& system_settings,
                                               const Directory& directory);
/// The one of that name among them.
std::optional<RegistrationStream> find_stream(const json::Object& system_settings,
                                              const Directory& directory, std::string_view name);

/// Whether an option is one of the three above.
bool is_stream_option(std::string_view name);
/// Looks at those of the changed options: `invalid` with a pointer for each fault, `forbidden`
/// for a role, an agency or a group that the actor could not give to a user (§5.5).
Result<> check_stream_options(const Actor& actor, const Directory& directory,
                              const forms::Definitions& definitions, const json::Object& options);

}  // namespace amparo::access
