#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

/// The key names that rights hang on (records.md §6, §11, §12), in one place.
namespace amparo::access::field_names {

using Names = std::span<const std::string_view>;

/// Readable with any role but an `identified` one.
Names core();
/// Names of filters, which are readable as keys too.
Names filters();
/// Filters of the module for monitoring and reporting grave violations.
Names violation_filters();
/// Readable by whoever may read the type.
Names record_information();
/// fields=short of every type, and what one type adds.
Names summary_of_all();
Names summary_of(std::string_view record_type);
/// The preview of a record search, besides fields flagged show_on_minify_form.
Names preview_of(std::string_view record_type);
/// Never writable once the record exists, in every type, and in one type.
Names fixed_after_creation();
Names fixed_after_creation_of(std::string_view record_type);

/// Keys readable (cases only) with an action, or with a dashboard.
struct Grant {
    std::string_view action;
    Names fields;
};
std::span<const Grant> granted_by_case_action();
std::span<const Grant> granted_by_dashboard();

/// The kinds of approval a case can have.
inline constexpr std::array<std::string_view, 5> approvals{"assessment", "case_plan", "closure",
                                                           "action_plan", "gbv_closure"};
/// `<a>_approved`, `approval_status_<a>`, `<a>_approved_date`, `<a>_approved_comments`.
std::array<std::string, 4> approval_keys(std::string_view approval);

/// What exchange with another system leaves on a record.
/// For those who decide whether closed cases are kept.
inline constexpr std::array<std::string_view, 2> retention{"retention_due_on",
                                                           "retention_keep_until"};
inline constexpr std::array<std::string_view, 5> sync_keys{
    "synced_at", "sync_status", "mark_synced", "mark_synced_url", "mark_synced_status"};

}  // namespace amparo::access::field_names
