#pragma once

#include <string_view>

#include "access/directory.hpp"
#include "access/sessions.hpp"
#include "access/users.hpp"
#include "forms/definitions.hpp"

/// The wire's shapes of people (administration.openapi.yaml). What is absent is left out in
/// users; elsewhere it is null.
namespace amparo::access {

/// What users are shown against.
struct WireContext {
    const Directory& directory;
    const forms::Definitions& definitions;
    bool enforces_terms_of_use = false;
};

/// User.
json::Object to_wire(const WireContext& context, const User& user);
/// UserExtended: with permissions, forms, filters and list headers of the user's own role.
json::Object to_wire_extended(const WireContext& context, const User& user);
/// SessionUser.
json::Object session_user_to_wire(const Actor& actor);
/// SessionInfo; `current_id` marks the caller's own session.
json::Object to_wire(const Session& session, std::string_view current_id);

/// Role; `objects` is always there.
json::Object to_wire(const Role& role);
/// Only name and marks, for those who may neither read nor assign it.
json::Object to_wire_short(const Role& role);
/// Agency; every enabled locale is filled in translated texts.
json::Object to_wire(const WireContext& context, const Agency& agency);
/// UserGroup.
json::Object to_wire(const UserGroup& group);

/// What the actor sees of locations: reporting_location_config with the role's level and its
/// label_keys (administration.md §15).
json::Object reporting_location_config(const forms::Definitions& definitions, const Role& role);
/// The ancestor of the user's location at the role's reporting level; "" when above it.
std::string reporting_location_code(const WireContext& context, const User& user);

}  // namespace amparo::access
