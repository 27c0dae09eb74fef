#pragma once

#include <string_view>
#include <vector>

#include "access/directory.hpp"
#include "forms/definitions.hpp"
#include "insight/indicator.hpp"
#include "insight/windows.hpp"

namespace amparo::insight {

/// Whose dashboards, in which configuration, as of when.
struct Viewer {
    const access::Actor& actor;
    const forms::Definitions& definitions;
    const access::Directory& directory;
    Windows windows;
};

/// The dashboards of one action of a role (case-management.md §8.2, §8.3): several where there is
/// one for each module, none for actions that open a page of their own.
std::vector<Dashboard> dashboards_of(std::string_view action, const Viewer& viewer);
/// Every action that has dashboards, in the order of the home page: what `manage` grants.
std::vector<std::string_view> dashboard_actions();

}  // namespace amparo::insight
