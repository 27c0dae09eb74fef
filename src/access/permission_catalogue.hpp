#pragma once

#include <span>
#include <string_view>

#include "base/json.hpp"

namespace amparo::access {

/// A resource of the permission catalogue (case-management.md §1.4) with its actions, in order.
struct CatalogueEntry {
    std::string_view resource;
    std::string_view plural;  // the name in an extended user's permissions
    std::span<const std::string_view> actions;
};

/// Every resource, in display order.
std::span<const CatalogueEntry> permission_catalogue();
/// The entry of a resource, or nullptr when there is none.
const CatalogueEntry* find_resource(std::string_view resource);
bool is_known_action(std::string_view resource, std::string_view action);
/// `case`, `incident`, `tracing_request`, `family`, `registry_record`.
std::span<const std::string_view> record_types();
bool is_record_type(std::string_view name);
/// The body of GET /permissions.
json::Object permission_catalogue_to_wire();

}  // namespace amparo::access
