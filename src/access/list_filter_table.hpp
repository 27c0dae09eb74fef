#pragma once

#include <span>
#include <string_view>

/// The table of administration.md, appendix A.
namespace amparo::access::filter_table {

/// When a filter is offered (appendix A).
enum class When {
    always,
    several_modules,
    manager,
    scope_all,
    approval,             // may request or approve it: the field says which
    protection_concerns,  // view_protection_concerns_filter, and the field is there
    field_visible,        // a form of the list's type shows the field
    user_group_filter,    // module option
    not_single_special,   // neither gbv only nor mrm only
    photo_form,           // the same, and the role has the visible form photos_and_audio
    incomplete_records,   // the deployment saves records without required answers
    gbv,
    gbv_user_group_filter,
    mrm,
    not_mrm
};

/// Where the options come from.
enum class Options {
    none,
    source,  // a lookup, or places
    listed,  // the texts of `values`, comma-separated ids
    modules,
    users,     // those the actor oversees
    agencies,  // of those users
    workflow,
    ages,
    groups,
    reporting_location
};

/// One row of the table.
struct Filter {
    std::string_view field;
    std::string_view name;  // translation key
    std::string_view type;  // "": by the number of options
    When when = When::always;
    Options options = Options::none;
    std::string_view values = "";     // source or ids
    std::string_view unique_id = "";  // "": the field
};

/// The filters of one record list, in order.
struct ListOfFilters {
    std::string_view list;
    std::string_view record_type;
    std::span<const Filter> filters;
};
/// Every record list.
std::span<const ListOfFilters> lists();

}  // namespace amparo::access::filter_table
