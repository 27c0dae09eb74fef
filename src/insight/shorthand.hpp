#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "insight/catalogue.hpp"

/// The words in which the catalogue of dashboards is written.
namespace amparo::insight {

/// The conditions one after another.
Conditions joined(std::initializer_list<Conditions> parts);
/// Enabled and open, or closed, records.
Conditions open_records();
Conditions closed_records();
/// One condition.
Conditions where(std::string key, std::string value);
/// Whose owner the viewer is.
Conditions mine(const Viewer& viewer);
/// Whether the viewer belongs to any group, and the records owned in them.
bool has_groups(const Viewer& viewer);
Conditions in_my_groups(const Viewer& viewer);
/// A user name.
std::string name_of(const Viewer& viewer);
/// Values as one text: "a,b"; a comma in a value is escaped.
std::string values_text(const std::vector<std::string>& values);

/// Grouped by a keyword.
Grouping by(std::string column);
/// Grouped by users, but only those whose work the viewer oversees; all for scope `all`.
Grouping by_overseen(std::string column, const Viewer& viewer);
/// Grouped by place, as the deployment or the role reports it.
Grouping by_reporting_location(const Viewer& viewer);
Grouping by_incident_location(const Viewer& viewer);

/// The modules of the viewer that have records of the type.
std::vector<std::string> modules_of(const Viewer& viewer, std::string_view record_type);
/// A number among the options of the system settings.
int option(const Viewer& viewer, std::string_view key, int fallback);

}  // namespace amparo::insight
