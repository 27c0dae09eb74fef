#include "casework/incidents/verification.hpp"

#include <array>

#include "records/derived/values.hpp"
#include "records/derived/violation_types.hpp"

namespace amparo::casework {
namespace {

using records::derived::is_changed;
using records::derived::rows;

constexpr std::string_view status_key = "ctfmr_verified";
constexpr std::string_view date_key = "ctfmr_verified_date";

const json::Object& row_before(const json::Object& before, std::string_view violation,
                               const json::Object& row) {
    static const json::Object nothing;
    const auto unique_id = json::string_or(row, "unique_id");
    if (unique_id.empty()) return nothing;
    for (const auto* stored : rows(before, violation)) {
        if (json::string_or(*stored, "unique_id") == unique_id) return *stored;
    }
    return nothing;
}

/// A new violation may say that it was not verified; that takes no right.
bool verifies(const json::Object& before, const json::Object& row) {
    const bool is_new = before.empty();
    if (is_changed(before, row, date_key)) return true;
    return is_changed(before, row, status_key) &&
           (!is_new || json::string_or(row, status_key) == "verified");
}

}  // namespace

Result<> keep_verification(records::Edit& edit, records::Draft& incident) {
    const auto& actor = edit.actor();
    if (!incident.is_form_save || actor.is_system() || actor.can("incident", "verify_mrm"))
        return {};
    for (const auto violation : records::derived::violation_types) {
        for (const auto* row : rows(incident.data(), violation)) {
            const auto& before = row_before(incident.before, violation, *row);
            if (!verifies(before, *row)) continue;
            const auto key = is_changed(before, *row, date_key) ? date_key : status_key;
            return refuse_field(Errc::forbidden, std::string(violation) + "/" + std::string(key),
                                MessageKey{"errors.forbidden"});
        }
    }
    return {};
}

}  // namespace amparo::casework
